package pk.rahnuma.vault;

import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import pk.rahnuma.vault.BindingProgressRepository.Progress;

/// Binds the values of all sealed columns to their rows, a few at a time, while nodes work on them. It can be broken
/// off and goes on where it was. A value that somebody writes meanwhile is left to its writer.
@Singleton
public final class SealedColumnService {

    private static final int BATCH_SIZE = 500;

    private final Jdbi jdbi;
    private final Vault vault;
    private final BindingProgressRepository progresses;
    private final List<SealedColumn> columns;
    private final Clock clock;

    SealedColumnService(
            Jdbi jdbi, Vault vault, BindingProgressRepository progresses, List<SealedColumns> owners, Clock clock) {
        this.jdbi = jdbi;
        this.vault = vault;
        this.progresses = progresses;
        this.columns = owners.stream()
                .flatMap(owner -> owner.sealedColumns().stream())
                .sorted(Comparator.comparing(SealedColumn::toString))
                .toList();
        this.clock = clock;
    }

    /// What was found and done in a column.
    ///
    /// @param looked values that were looked at, in runs before this one too
    /// @param bound values that were bound now
    /// @param failed values that open in neither form: they were changed or moved
    /// @param finishedBefore when a run before came to the end, so that this one did nothing; null when it did
    public record Bound(long looked, long bound, long failed, Instant finishedBefore) {}

    /// Is told how far it is, after each batch.
    @FunctionalInterface
    public interface ProgressListener {
        void looked(long values, long total);
    }

    private record Row(byte[] key, long subject, byte[] sealed) {}

    /// All sealed columns, by name.
    public List<SealedColumn> columns() {
        return columns;
    }

    /// Makes sure that the format of this node fits what is stored; to be called before work starts.
    ///
    /// @throws SealedFormatException when it would write what others cannot read, or cannot read what is there
    public void check() {
        if (vault.format() == SealedFormat.FIELD && !progresses.findAll().isEmpty()) {
            throw new SealedFormatException("RAHNUMA_SEALED_FORMAT must be 2 or 2-only: 'keyset bind' was begun, and"
                    + " with 1 this program would write values that are not bound");
        }
        if (vault.format() == SealedFormat.ROW_ALONE) {
            String unbound = unfinished().stream().map(SealedColumn::toString).collect(Collectors.joining(", "));
            if (!unbound.isEmpty()) {
                throw new SealedFormatException("RAHNUMA_SEALED_FORMAT must be 2 until 'keyset bind' is finished:"
                        + " values may not be bound yet in " + unbound);
            }
        }
    }

    /// Where there is no value yet, none that is not bound will come.
    private List<SealedColumn> unfinished() {
        Map<String, Progress> known = progresses.findAll();
        List<SealedColumn> unfinished = new ArrayList<>();
        for (SealedColumn column : columns) {
            if (of(known, column).finishedAt() == null) {
                if (after(column, null, 1).isEmpty()) {
                    progresses.save(column, new Progress(null, 0, 0, clock.instant()));
                } else {
                    unfinished.add(column);
                }
            }
        }
        return unfinished;
    }

    /// @param again whether to look at all values also where a run before came to the end
    public Bound bind(SealedColumn column, boolean again, ProgressListener listener) {
        Progress before = of(progresses.findAll(), column);
        if (!again && before.finishedAt() != null && before.failed() == 0) {
            return new Bound(before.looked(), 0, 0, before.finishedAt());
        }
        Progress progress =
                again || before.finishedAt() != null ? new Progress(null, 0, 0, before.finishedAt()) : before;
        progresses.save(column, progress);
        long total = count(column);
        long bound = 0;
        List<Row> rows = after(column, progress.lastKey(), BATCH_SIZE);
        while (!rows.isEmpty()) {
            Batch batch = bind(column, rows);
            bound += batch.bound();
            progress = new Progress(
                    rows.getLast().key(),
                    progress.looked() + rows.size(),
                    progress.failed() + batch.failed(),
                    progress.finishedAt());
            progresses.save(column, progress);
            listener.looked(progress.looked(), total);
            rows = after(column, progress.lastKey(), BATCH_SIZE);
        }
        progresses.save(
                column, new Progress(progress.lastKey(), progress.looked(), progress.failed(), clock.instant()));
        return new Bound(progress.looked(), bound, progress.failed(), null);
    }

    private static Progress of(Map<String, Progress> known, SealedColumn column) {
        return known.getOrDefault(column.toString(), Progress.NONE);
    }

    private record Batch(long bound, long failed) {}

    private Batch bind(SealedColumn column, List<Row> rows) {
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
        return new Batch(bound, failed);
    }

    private long count(SealedColumn column) {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) " + from(column))
                .mapTo(Long.class)
                .one());
    }

    /// What was erased is null, or empty where the column must have something.
    private static String from(SealedColumn column) {
        return "from " + column.table() + " t " + column.join() + " where octet_length(t." + column.column() + ") > 0";
    }

    private List<Row> after(SealedColumn column, byte[] last, int limit) {
        List<String> keys = column.keys().stream().map(key -> "t." + key).toList();
        String names = String.join(", ", keys);
        String first = keys.getFirst();
        String where = last == null
                ? ""
                : keys.size() == 1
                        ? " and " + first + " > :k0"
                        : " and (" + first + " > :k0 or " + first + " = :k0 and " + keys.getLast() + " > :k1)";
        String sql = "select " + names + ", " + column.subject() + " as subject, t." + column.column() + " "
                + from(column) + where + " order by " + names + " limit " + limit;
        return jdbi.withHandle(handle -> {
            var query = handle.createQuery(sql);
            List<Object> key = last == null ? List.of() : column.key(last);
            for (int i = 0; i < key.size(); i++) {
                query.bind("k" + i, key.get(i));
            }
            return query.map((row, context) ->
                            new Row(key(row, keys.size()), row.getLong(keys.size() + 1), row.getBytes(keys.size() + 2)))
                    .list();
        });
    }

    private static byte[] key(ResultSet row, int size) throws SQLException {
        if (row.getObject(1) instanceof byte[] bytes) {
            return bytes;
        }
        ByteBuffer key = ByteBuffer.allocate(Long.BYTES * size);
        for (int i = 1; i <= size; i++) {
            key.putLong(row.getLong(i));
        }
        return key.array();
    }

    /// Unless somebody has written it since.
    private int replace(SealedColumn column, Row row, byte[] sealed) {
        String where = column.keys().stream().map(key -> key + " = ?").collect(Collectors.joining(" and "));
        List<Object> arguments = new ArrayList<>(List.of(sealed));
        arguments.addAll(column.key(row.key()));
        arguments.add(row.sealed());
        return jdbi.withHandle(handle -> handle.execute(
                "update " + column.table() + " set " + column.column() + " = ? where " + where + " and "
                        + column.column() + " = ?",
                arguments.toArray()));
    }
}
