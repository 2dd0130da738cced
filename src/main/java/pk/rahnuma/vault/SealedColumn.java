package pk.rahnuma.vault;

import java.util.List;

/// A column of sealed values, each of which can be bound to its row.
///
/// @param field by which values of the version before are bound
/// @param keys one or two columns of numbers, which are the primary key of the table
/// @param subject the SQL of the subject's number; the table is `t` in it
/// @param join the SQL of a join that this needs; empty when none
public record SealedColumn(String table, String column, String field, List<String> keys, String subject, String join) {

    /// The place of a value.
    ///
    /// @param key as the primary key has it
    public SealedPlace at(long subject, long... key) {
        if (key.length != keys.size()) {
            throw new IllegalArgumentException(this + " has a key of " + keys.size() + " numbers");
        }
        return new SealedPlace(subject, field, table, column, key);
    }

    @Override
    public String toString() {
        return table + "." + column;
    }
}
