package pk.rahnuma.vault;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// A column of sealed values, each of which is bound to its row.
///
/// @param maxBytes size of the column: a sealed value that is longer is refused before it is stored
/// @param keys columns that identify a row permanently: one or two of numbers, or one of bytes
/// @param subject SQL of the subject's number; the table is `t` in it
/// @param join SQL of a join that this needs; empty when none
public record SealedColumn(String table, String column, int maxBytes, List<String> keys, String subject, String join) {

    /// Bytes that sealing adds: prefix of the key, nonce and tag of AES-GCM.
    private static final int SEAL_BYTES = 33;

    /// A column whose table holds the subject.
    public SealedColumn(String table, String column, int maxBytes, List<String> keys, String subject) {
        this(table, column, maxBytes, keys, subject, "");
    }

    /// Bytes of the longest value that fits when it is sealed.
    public int maxPlainBytes() {
        return maxBytes - SEAL_BYTES;
    }

    /// Place of a value.
    ///
    /// @param key values of the key columns
    public SealedPlace placeAt(long subject, long... key) {
        if (key.length != keys.size()) {
            throw new IllegalArgumentException(this + " has a key of " + keys.size() + " numbers");
        }
        ByteBuffer row = ByteBuffer.allocate(Long.BYTES * key.length);
        for (long part : key) {
            row.putLong(part);
        }
        return placeAt(subject, row.array());
    }

    /// @param key of bytes
    public SealedPlace placeAt(long subject, byte[] key) {
        return new SealedPlace(subject, table, column, maxBytes, key);
    }

    /// True when the subject is part of the key, so that a value cannot change its subject without a new row.
    boolean isKeyedBySubject() {
        return keys.stream().anyMatch(key -> subject.equals("t." + key));
    }

    /// Values of the key columns, from the row of a place.
    List<Object> keyValues(byte[] row) {
        if (row.length != Long.BYTES * keys.size()) {
            return List.of(row);
        }
        ByteBuffer numbers = ByteBuffer.wrap(row);
        List<Object> key = new ArrayList<>();
        keys.forEach(name -> key.add(numbers.getLong()));
        return key;
    }

    @Override
    public String toString() {
        return table + "." + column;
    }
}
