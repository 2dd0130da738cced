package pk.rahnuma.dialog.journey;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A short hash of values: equal values have equal hashes, whatever the order of a map.
public final class ValueHash {

    /// Cloned for each use, because getting an instance looks up and checks the algorithm each time.
    private static final MessageDigest SHA_256_PROTOTYPE;

    static {
        try {
            SHA_256_PROTOTYPE = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final String EMPTY_HASH = hashValues(Map.of());

    private ValueHash() {}

    public static String hashOf(Map<String, Object> values) {
        return values.isEmpty() ? EMPTY_HASH : hashValues(values);
    }

    private static String hashValues(Map<String, Object> values) {
        StringBuilder text = new StringBuilder();
        writeValue(text, values);
        try {
            MessageDigest digest = (MessageDigest) SHA_256_PROTOTYPE.clone();
            return HexFormat.of().formatHex(digest.digest(text.toString().getBytes(StandardCharsets.UTF_8)), 0, 8);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void writeValue(StringBuilder text, Object value) {
        if (value == null) {
            text.append('-');
            return;
        }
        switch (value) {
            case Map<?, ?> map -> {
                text.append('{');
                new TreeMap<Object, Object>(map).forEach((key, inner) -> {
                    writeValue(text, key);
                    writeValue(text, inner);
                });
                text.append('}');
            }
            case List<?> list -> {
                text.append('[');
                list.forEach(inner -> writeValue(text, inner));
                text.append(']');
            }
            default -> {
                String plain = value.toString();
                text.append(plain.length()).append(':').append(plain);
            }
        }
    }
}
