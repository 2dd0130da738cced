package pk.rahnuma.telegram.fake;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// `initData` of a Mini App, signed as core.telegram.org/bots/webapps describes it.
public final class SignedInitData {

    private SignedInitData() {}

    /// @param token of the bot that signs
    public static String sign(String token, long user, Instant at) {
        Map<String, String> fields = new HashMap<>(Map.of(
                "query_id",
                "AAHdF6IQAAAAAN0XohDhrOrc",
                "user",
                "{\"id\":" + user + ",\"first_name\":\"عائشہ & Co\",\"language_code\":\"ur\"}",
                "auth_date",
                Long.toString(at.getEpochSecond())));
        byte[] key = hmac("WebAppData".getBytes(StandardCharsets.UTF_8), token);
        String lines = new TreeMap<>(fields)
                .entrySet().stream()
                        .map(field -> field.getKey() + "=" + field.getValue())
                        .collect(Collectors.joining("\n"));
        fields.put("hash", HexFormat.of().formatHex(hmac(key, lines)));
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
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
}
