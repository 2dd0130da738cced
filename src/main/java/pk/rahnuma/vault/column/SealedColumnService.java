package pk.rahnuma.vault.column;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import pk.rahnuma.vault.SealedFormat;
import pk.rahnuma.vault.SealedFormatException;
import pk.rahnuma.vault.SealedPlace;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.SubjectKeyRing;
import pk.rahnuma.vault.column.BindingProgressRepository.BindingProgress;
import pk.rahnuma.vault.column.SealedColumnRepository.Row;

/// Binds the values of all sealed columns to their rows, in small batches, while nodes use them. It can be interrupted
/// and continues where it was. A value that a node writes meanwhile is left to that node.
@Singleton
public final class SealedColumnService {

    private static final int BATCH_SIZE = 500;

    private final SubjectEncryptionService vault;
    private final SealedColumnRepository rows;
    private final BindingProgressRepository progresses;
    private final List<SealedColumn> columns;
    private final Clock clock;

    SealedColumnService(
            SubjectEncryptionService vault,
            SealedColumnRepository rows,
            BindingProgressRepository progresses,
            List<SealedColumnProvider> owners,
            Clock clock) {
        this.vault = vault;
        this.rows = rows;
        this.progresses = progresses;
        this.columns = owners.stream()
                .flatMap(owner -> owner.sealedColumns().stream())
                .sorted(Comparator.comparing(SealedColumn::toString))
                .toList();
        this.clock = clock;
    }

    /// Result for a column.
    ///
    /// @param looked values processed, including earlier runs
    /// @param bound values bound by this run
    /// @param failed values that open in neither format: they were changed or moved
    /// @param finishedBefore when an earlier run finished, so that this one did nothing; null when it did something
    public record BindingResult(long looked, long bound, long failed, Instant finishedBefore) {}

    /// Notified of the progress after each batch.
    @FunctionalInterface
    public interface ProgressListener {
        void onProgress(long values, long total);
    }

    /// All sealed columns, by name.
    public List<SealedColumn> columns() {
        return columns;
    }

    /// Checks that the format of this node fits the stored values; to be called before work starts.
    ///
    /// @throws SealedFormatException when it would write values that others cannot read, or cannot read stored ones
    public void checkFormat() {
        if (vault.format() == SealedFormat.FIELD && !progresses.findAll().isEmpty()) {
            throw new SealedFormatException("RAHNUMA_SEALED_FORMAT must be 2 or 2-only: 'keyset bind' was begun, and"
                    + " with 1 this program would write values that are not bound");
        }
        if (vault.format() == SealedFormat.ROW_ALONE) {
            Map<String, BindingProgress> known = findProgresses();
            List<SealedColumn> unfinished = columns.stream()
                    .filter(column -> of(known, column).finishedAt() == null)
                    .toList();
            List<String> unbound = unfinished.stream()
                    .filter(column -> !rows.findAfter(column, null, 1).isEmpty())
                    .map(SealedColumn::toString)
                    .toList();
            if (!unbound.isEmpty()) {
                throw new SealedFormatException("RAHNUMA_SEALED_FORMAT must be 2 until 'keyset bind' is finished:"
                        + " values may not be bound yet in " + String.join(", ", unbound));
            }
            // A column without values will get bound ones only.
            unfinished.forEach(column ->
                    progresses.saveProgress(new BindingProgress(column.toString(), null, 0, 0, clock.instant())));
        }
    }

    /// @param again whether to process all values even if an earlier run finished
    public BindingResult bindColumn(SealedColumn column, boolean again, ProgressListener listener) {
        BindingProgress before = of(findProgresses(), column);
        if (!again && before.finishedAt() != null && before.failed() == 0) {
            return new BindingResult(before.looked(), 0, 0, before.finishedAt());
        }
        BindingProgress progress = again || before.finishedAt() != null
                ? new BindingProgress(column.toString(), null, 0, 0, before.finishedAt())
                : before;
        progresses.saveProgress(progress);
        long total = rows.countValues(column);
        long bound = 0;
        List<Row> next = rows.findAfter(column, progress.lastKey(), BATCH_SIZE);
        while (!next.isEmpty()) {
            BatchResult batch = bindColumn(column, next);
            bound += batch.bound();
            progress = new BindingProgress(
                    column.toString(),
                    next.getLast().key(),
                    progress.looked() + next.size(),
                    progress.failed() + batch.failed(),
                    progress.finishedAt());
            progresses.saveProgress(progress);
            listener.onProgress(progress.looked(), total);
            next = rows.findAfter(column, progress.lastKey(), BATCH_SIZE);
        }
        progresses.saveProgress(new BindingProgress(
                column.toString(), progress.lastKey(), progress.looked(), progress.failed(), clock.instant()));
        return new BindingResult(progress.looked(), bound, progress.failed(), null);
    }

    private Map<String, BindingProgress> findProgresses() {
        return progresses.findAll().stream().collect(Collectors.toMap(BindingProgress::name, progress -> progress));
    }

    private static BindingProgress of(Map<String, BindingProgress> known, SealedColumn column) {
        BindingProgress progress = known.get(column.toString());
        return progress == null ? BindingProgress.notStarted(column) : progress;
    }

    private record BatchResult(long bound, long failed) {}

    private BatchResult bindColumn(SealedColumn column, List<Row> batch) {
        SubjectKeyRing keys =
                vault.openKeys(batch.stream().map(Row::subject).distinct().toList());
        long bound = 0;
        long failed = 0;
        for (Row row : batch) {
            SealedPlace place = column.placeAt(row.subject(), row.key());
            if (!keys.hasKey(row.subject()) || keys.isBound(place, row.sealed())) {
                continue;
            }
            try {
                bound += rows.replaceValue(column, row, keys.bindToRow(place, keys.open(place, row.sealed())));
            } catch (IllegalStateException e) {
                failed++;
            }
        }
        return new BatchResult(bound, failed);
    }
}
