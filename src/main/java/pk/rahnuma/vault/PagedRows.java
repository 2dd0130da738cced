package pk.rahnuma.vault;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;

/// Rows of one subject for an export, read page by page on each iteration, so that no more than a page is in memory.
///
/// @param <R> a row
/// @param <T> exported form of a row
public final class PagedRows<R, T> implements Iterable<T> {

    public static final int PAGE_SIZE = 200;

    private final PageReader<R> reader;
    private final Function<List<R>, List<T>> exporter;

    /// @param exporter exports a page; it may leave rows out
    public PagedRows(PageReader<R> reader, Function<List<R>, List<T>> exporter) {
        this.reader = reader;
        this.exporter = exporter;
    }

    /// Reads rows in a stable order.
    @FunctionalInterface
    public interface PageReader<R> {

        /// @param last row before the page; null for the first page
        /// @return fewer than `limit` when there are no more
        List<R> readPage(R last, int limit);
    }

    @Override
    public Iterator<T> iterator() {
        return new RowIterator();
    }

    private final class RowIterator implements Iterator<T> {

        private Iterator<T> page = List.<T>of().iterator();
        private R last;
        private boolean ended;

        @Override
        public boolean hasNext() {
            while (!page.hasNext() && !ended) {
                List<R> rows = reader.readPage(last, PAGE_SIZE);
                ended = rows.size() < PAGE_SIZE;
                last = rows.isEmpty() ? null : rows.getLast();
                page = exporter.apply(rows).iterator();
            }
            return page.hasNext();
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return page.next();
        }
    }
}
