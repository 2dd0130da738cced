package pk.rahnuma.vault;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/// Binds the values of a column to their rows, a few at a time, while nodes work on them. It can be broken off and
/// begun again: what is bound already is only looked at. A value that somebody writes meanwhile is left to its
/// writer.
@Singleton
public final class SealedColumnService {

    private static final int BATCH_SIZE = 500;

    private final Jdbi jdbi;
    private final Vault vault;

    SealedColumnService(Jdbi jdbi, Vault vault) {
        this.jdbi = jdbi;
        this.vault = vault;
    }

    /// What was found and done.
    ///
    /// @param looked values that were looked at
    /// @param bound values that were bound now
    /// @param failed values that open in neither form: they were changed or moved
    public record Bound(long looked, long bound, long failed) {
        private Bound plus(Bound other) {
            return new Bound(looked + other.looked, bound + other.bound, failed + other.failed);
        }
    }

    private record Row(long[] key, long subject, byte[] sealed) {}

    /// @param progress is told how many values were looked at, again and again
    public Bound bind(SealedColumn column, LongConsumer progress) {
        Bound all = new Bound(0, 0, 0);
        List<Row> rows;
        long[] last = null;
        do {
            rows = after(column, last);
            if (!rows.isEmpty()) {
                last = rows.getLast().key();
                all = all.plus(bind(column, rows));
                progress.accept(all.looked());
            }
        } while (rows.size() == BATCH_SIZE);
        return all;
    }

    private Bound bind(SealedColumn column, List<Row> rows) {
        Keys keys = vault.keys(rows.stream().map(Row::subject).distinct().toList());
        long bound = 0;
        long failed = 0;
        for (Row row : rows) {
            SealedPlace place = column.at(row.subject(), row.key());
            if (!keys.has(row.subject()) || keys.isBound(place, row.sealed())) {
                continue;
            }
            try {
                bound += replace(column, row, keys.bind(place, keys.open(place, row.sealed())));
            } catch (IllegalStateException e) {
                failed++;
            }
        }
        return new Bound(rows.size(), bound, failed);
    }

    private List<Row> after(SealedColumn column, long[] last) {
        List<String> keys = column.keys().stream().map(key -> "t." + key).toList();
        String first = keys.getFirst();
        String where = last == null
                ? ""
                : keys.size() == 1
                        ? " and " + first + " > :k0"
                        : " and (" + first + " > :k0 or " + first + " = :k0 and " + keys.getLast() + " > :k1)";
        String sql = "select " + String.join(", ", keys) + ", " + column.subject() + " as subject, t." + column.column()
                + " from " + column.table() + " t " + column.join() + " where t." + column.column() + " is not null"
                + where + " order by " + String.join(", ", keys) + " limit " + BATCH_SIZE;
        return jdbi.withHandle(handle -> {
            var query = handle.createQuery(sql);
            for (int i = 0; last != null && i < last.length; i++) {
                query.bind("k" + i, last[i]);
            }
            return query.map((row, context) -> {
                        long[] key = new long[keys.size()];
                        for (int i = 0; i < key.length; i++) {
                            key[i] = row.getLong(i + 1);
                        }
                        return new Row(key, row.getLong(key.length + 1), row.getBytes(key.length + 2));
                    })
                    .list();
        });
    }

    /// Unless somebody has written it since.
    private int replace(SealedColumn column, Row row, byte[] sealed) {
        String where = column.keys().stream().map(key -> key + " = ?").collect(Collectors.joining(" and "));
        List<Object> arguments = new ArrayList<>(List.of(sealed));
        Arrays.stream(row.key()).forEach(arguments::add);
        arguments.add(row.sealed());
        return jdbi.withHandle(handle -> handle.execute(
                "update " + column.table() + " set " + column.column() + " = ? where " + where + " and "
                        + column.column() + " = ?",
                arguments.toArray()));
    }
}
