package pk.rahnuma.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Place of a sealed value, from [SealedColumn#placeAt]. A value sealed for one place opens at
/// no other.
///
/// @param subject whose key seals it
/// @param maxBytes size of the column
/// @param row key of the row, as bytes
public record SealedPlace(long subject, String table, String column, int maxBytes, byte[] row) {

    /// Begin of the data of a place. No purpose of a [SubjectKeyRing] begins with it, so that the two never collide.
    private static final byte PLACE_MARK = 2;

    /// Data authenticated with the value.
    byte[] associatedData() {
        byte[] name = (table + "." + column).getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(2 + name.length + Long.BYTES + row.length)
                .put(PLACE_MARK)
                .put(name)
                .put((byte) 0)
                .putLong(subject)
                .put(row)
                .array();
    }

    /// Checks that a sealed value fits the column, before the database is asked to store it.
    ///
    /// @throws ValueTooLongException when it does not
    void requireFit(byte[] sealed) {
        if (sealed.length > maxBytes) {
            throw new ValueTooLongException(this, sealed.length);
        }
    }

    /// Thrown for a sealed value that is longer than its column. Names the column, and nothing of the value.
    public static final class ValueTooLongException extends RuntimeException {

        private ValueTooLongException(SealedPlace place, int bytes) {
            super("the sealed value of %s has %d bytes, and the column takes %d"
                    .formatted(place, bytes, place.maxBytes()));
        }
    }

    @Override
    public String toString() {
        return table + "." + column + " of subject " + subject;
    }
}
