package pk.rahnuma.persistence;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Consumer;

/// Splits batches, so that few statements differ and prepared ones are used again. Connector/J makes one statement of a
/// batch, which is another one for each number of rows; the other drivers have one for all.
@Singleton
public final class BatchSplitter {

    /// Numbers of rows below it, and its multiples up to [#MAX_ROWS], have a statement each.
    private static final int ROW_UNIT = 16;

    private static final int MAX_ROWS = 64;

    private final boolean splits;

    BatchSplitter(@Property(name = "datasources.default.url") String url) {
        this.splits = url.startsWith("jdbc:mysql:");
    }

    /// Writes rows, in order.
    ///
    /// @param one writes a single row, without a batch
    /// @param many writes a batch
    public <T> void writeRows(List<T> rows, Consumer<T> one, Consumer<List<T>> many) {
        int written = 0;
        while (written < rows.size()) {
            int size = nextSize(rows.size() - written);
            if (size == 1) {
                one.accept(rows.get(written));
            } else {
                many.accept(rows.subList(written, written + size));
            }
            written += size;
        }
    }

    private int nextSize(int left) {
        if (!splits || left < ROW_UNIT) {
            return left;
        }
        return Math.min(MAX_ROWS, left - left % ROW_UNIT);
    }
}
