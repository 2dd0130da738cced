package pk.rahnuma.dialog;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A short hash of values: equal values, equal hash, whatever the order of a map.
final class Digest {

    private Digest() {}

    static String of(Map<String, Object> values) {
        StringBuilder text = new StringBuilder();
        write(text, values);
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(StringBuilder text, Object value) {
        if (value == null) {
            text.append('-');
            return;
        }
        switch (value) {
            case Map<?, ?> map -> {
                text.append('{');
                new TreeMap<Object, Object>(map).forEach((key, inner) -> {
                    write(text, key);
                    write(text, inner);
                });
                text.append('}');
            }
            case List<?> list -> {
                text.append('[');
                list.forEach(inner -> write(text, inner));
                text.append(']');
            }
            default -> {
                String plain = value.toString();
                text.append(plain.length()).append(':').append(plain);
            }
        }
    }
}
