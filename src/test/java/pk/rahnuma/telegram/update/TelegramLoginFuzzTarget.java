package pk.rahnuma.telegram.update;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import pk.rahnuma.person.signin.TelegramLoginVerifier;
import pk.rahnuma.telegram.send.TelegramConfiguration;

/// Any text as `initData` of a Mini App, and any fields as those of the Login Widget: nothing that is not signed is a
/// login, and nothing fails, also with a right signature over fields of any content.
class TelegramLoginFuzzTarget {

    private static final String TOKEN = "123456789:AAF-of-the-fuzz-target_000000000000";
    private static final BotTokenLoginVerifier VERIFIER =
            new BotTokenLoginVerifier(new TelegramConfiguration(TOKEN, "https://api.telegram.org"));
    private static final byte[] MINI_APP_KEY = hmac("WebAppData".getBytes(StandardCharsets.UTF_8), TOKEN);
    private static final byte[] WIDGET_KEY = sha256(TOKEN);
    private static final int MAX_FIELDS = 40;

    @FuzzTest
    void readsAnyLogin(FuzzedDataProvider data) {
        if (data.consumeBoolean()) {
            requireNone(VERIFIER.verifyInitData(data.consumeRemainingAsString()).isPresent());
            return;
        }
        Map<String, String> fields = new TreeMap<>();
        fields.put("auth_date", data.consumeString(20));
        fields.put("id", data.consumeString(20));
        fields.put("user", data.consumeString(200));
        for (int i = data.consumeInt(0, MAX_FIELDS); i > 0; i--) {
            fields.put(data.consumeString(20), data.consumeString(40));
        }
        requireNone(VERIFIER.verifyWidget(fields).isPresent());
        requireNone(VERIFIER.verifyInitData(toQuery(fields)).isPresent());
        fields.remove("hash");
        String lines = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + field.getValue())
                .collect(Collectors.joining("\n"));
        fields.put("hash", HexFormat.of().formatHex(hmac(WIDGET_KEY, lines)));
        requireDigits(VERIFIER.verifyWidget(fields)
                .map(TelegramLoginVerifier.VerifiedLogin::user)
                .orElse("1"));
        requireNone(VERIFIER.verifyInitData(toQuery(fields)).isPresent());
        fields.put("hash", HexFormat.of().formatHex(hmac(MINI_APP_KEY, lines)));
        requireDigits(VERIFIER.verifyInitData(toQuery(fields))
                .map(TelegramLoginVerifier.VerifiedLogin::user)
                .orElse("1"));
        requireNone(VERIFIER.verifyWidget(fields).isPresent());
    }

    private static void requireNone(boolean login) {
        if (login) {
            throw new AssertionError("data that is not signed is a login");
        }
    }

    private static void requireDigits(String user) {
        if (!user.matches("[1-9][0-9]*")) {
            throw new AssertionError("the user is " + user);
        }
    }

    private static String toQuery(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static byte[] hmac(byte[] key, String data) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(data.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sha256(String data) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(data.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
