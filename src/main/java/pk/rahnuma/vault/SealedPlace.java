package pk.rahnuma.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Place of a sealed value, from [pk.rahnuma.vault.column.SealedColumn#placeAt]. A value sealed for one place opens at
/// no other.
///
/// @param subject whose key seals it
/// @param field that values of the previous version are bound to
/// @param row key of the row, as bytes
public record SealedPlace(long subject, String field, String table, String column, byte[] row) {

    /// No field begins with it, so that the two formats never collide.
    private static final byte ROW_FORMAT = 2;

    /// Data authenticated with the value.
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
