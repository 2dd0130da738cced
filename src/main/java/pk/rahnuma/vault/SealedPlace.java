package pk.rahnuma.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Where a sealed value is stored. What was sealed for one place opens at no other.
///
/// @param subject whose key seals it
/// @param field by which values of the version before are bound
/// @param key of the row
public record SealedPlace(long subject, String field, String table, String column, long... key) {

    /// No field begins with it, so that the two forms never meet.
    private static final byte FORM = 2;

    /// What is authenticated with the value.
    byte[] context() {
        byte[] name = (table + "." + column).getBytes(StandardCharsets.US_ASCII);
        ByteBuffer context = ByteBuffer.allocate(2 + name.length + Long.BYTES * (1 + key.length));
        context.put(FORM).put(name).put((byte) 0).putLong(subject);
        for (long part : key) {
            context.putLong(part);
        }
        return context.array();
    }

    @Override
    public String toString() {
        return table + "." + column + " of subject " + subject;
    }
}
