package pk.rahnuma.telegram.update;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import pk.rahnuma.person.signin.TelegramLoginVerifier;
import pk.rahnuma.telegram.send.TelegramConfiguration;

/// Verifies logins by HMAC-SHA-256 over all fields, sorted, one a line as `key=value`
/// (core.telegram.org/bots/webapps#validating-data-received-via-the-mini-app,
/// core.telegram.org/widgets/login#checking-authorization). The two kinds have different keys, so that neither passes
/// for the other.
///
/// A field with a line break is refused: otherwise a name could contain lines that look like other fields.
@Singleton
@Requires(beans = TelegramConfiguration.class)
final class BotTokenLoginVerifier implements TelegramLoginVerifier {

    private static final int MAX_FIELDS = 30;
    private static final int HASH_HEX_LENGTH = 64;
    private static final String USER_PATTERN = "[1-9][0-9]{0,15}";
    private static final String TIME_PATTERN = "[0-9]{1,11}";
    private static final JsonMapper JSON = new JsonMapper();

    private final byte[] miniAppKey;
    private final byte[] widgetKey;

    BotTokenLoginVerifier(TelegramConfiguration settings) {
        byte[] token = settings.token().getBytes(StandardCharsets.UTF_8);
        this.miniAppKey = computeHmac("WebAppData".getBytes(StandardCharsets.UTF_8), token);
        this.widgetKey = computeSha256(token);
    }

    @Override
    public Optional<VerifiedLogin> verifyInitData(String initData) {
        return readFields(initData)
                .flatMap(fields -> verifyFields(fields, miniAppKey, readUser(fields.getOrDefault("user", ""))));
    }

    @Override
    public Optional<VerifiedLogin> verifyWidget(Map<String, String> fields) {
        return verifyFields(fields, widgetKey, fields.getOrDefault("id", ""));
    }

    private static Optional<VerifiedLogin> verifyFields(Map<String, String> fields, byte[] key, String user) {
        byte[] signature = readHash(fields.getOrDefault("hash", ""));
        String time = fields.getOrDefault("auth_date", "");
        if (fields.size() > MAX_FIELDS || fields.entrySet().stream().anyMatch(BotTokenLoginVerifier::hasLineBreak)) {
            return Optional.empty();
        }
        String lines = new TreeMap<>(fields)
                .entrySet().stream()
                        .filter(field -> !field.getKey().equals("hash"))
                        .map(field -> field.getKey() + "=" + field.getValue())
                        .collect(Collectors.joining("\n"));
        boolean signed = MessageDigest.isEqual(computeHmac(key, lines.getBytes(StandardCharsets.UTF_8)), signature);
        return signed && user.matches(USER_PATTERN) && time.matches(TIME_PATTERN)
                ? Optional.of(new VerifiedLogin(user, Instant.ofEpochSecond(Long.parseLong(time)), signature))
                : Optional.empty();
    }

    private static boolean hasLineBreak(Map.Entry<String, String> field) {
        return field.getKey().indexOf('\n') >= 0 || field.getValue().indexOf('\n') >= 0;
    }

    /// Fields of a query string; empty when it is none, or has a field twice.
    private static Optional<Map<String, String>> readFields(String query) {
        Map<String, String> fields = new TreeMap<>();
        try {
            for (String pair : query.split("&", MAX_FIELDS + 1)) {
                int equals = pair.indexOf('=');
                if (equals < 0
                        || fields.put(decodeUrl(pair.substring(0, equals)), decodeUrl(pair.substring(equals + 1)))
                                != null) {
                    return Optional.empty();
                }
            }
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return Optional.of(fields);
    }

    private static String decodeUrl(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String readUser(String json) {
        try {
            JsonNode id = JSON.readTree(json).path("id");
            return id.isIntegralNumber() ? id.asText() : "";
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    private static byte[] readHash(String hex) {
        try {
            return hex.length() == HASH_HEX_LENGTH ? HexFormat.of().parseHex(hex) : new byte[0];
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static byte[] computeHmac(byte[] key, byte[] data) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] computeSha256(byte[] data) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
