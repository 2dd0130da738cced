package pk.rahnuma.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Where a sealed value is stored, as [pk.rahnuma.vault.column.SealedColumn#placeAt] says. What was sealed for one
/// place opens at no other.
///
/// @param subject whose key seals it
/// @param field by which values of the version before are bound
/// @param row the key of the row, as bytes
public record SealedPlace(long subject, String field, String table, String column, byte[] row) {

    /// No field begins with it, so that the two forms never meet.
    private static final byte ROW_FORMAT = 2;

    /// What is authenticated with the value.
    byte[] associatedData() {
        byte[] name = (table + "." + column).getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(2 + name.length + Long.BYTES + row.length)
                .put(ROW_FORMAT)
                .put(name)
                .put((byte) 0)
                .putLong(subject)
                .put(row)
                .array();
    }

    @Override
    public String toString() {
        return table + "." + column + " of subject " + subject;
    }
}
