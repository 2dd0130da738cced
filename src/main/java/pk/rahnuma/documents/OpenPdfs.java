package pk.rahnuma.documents;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.pdfbox.pdmodel.PDDocument;

/// PDF files that somebody looks through just now, read once for all of their pages. They are kept for half a minute
/// after they were last used, a few of them, and no more bytes than a large one has. Who may see one, and that they
/// looked, is seen to before each page.
///
/// Safe for any number of threads; of one file a page is drawn at a time.
final class OpenPdfs {

    static final Duration KEPT = Duration.ofSeconds(30);
    /// Bytes of all files together that are kept while nobody uses them.
    private static final long MOST_BYTES = 20L * 1024 * 1024;

    private static final int MOST = 4;

    private final Map<Long, Opened> opened = new LinkedHashMap<>();
    private final LongSupplier nanos;

    /// @param nanos a clock that never goes back
    OpenPdfs(LongSupplier nanos) {
        this.nanos = nanos;
    }

    private static final class Opened {
        private final PDDocument pdf;
        private final long bytes;
        private int users = 1;
        private long used;

        Opened(PDDocument pdf, long bytes) {
            this.pdf = pdf;
            this.bytes = bytes;
        }
    }

    /// Reads a file.
    @FunctionalInterface
    interface Reading {
        PDDocument read() throws IOException;
    }

    /// What is done with it.
    @FunctionalInterface
    interface Use<T> {
        T of(PDDocument pdf) throws IOException;
    }

    /// @param reading done when it is not open yet
    /// @throws IOException what reading or using it throws; then, as when something else is thrown, it is not kept
    <T> T with(Document document, Reading reading, Use<T> use) throws IOException {
        Opened one = taken(document.id());
        if (one == null) {
            one = put(document.id(), new Opened(reading.read(), document.size()));
        }
        boolean fine = false;
        try {
            T made;
            synchronized (one.pdf) {
                made = use.of(one.pdf);
            }
            fine = true;
            return made;
        } finally {
            done(document.id(), one, fine);
        }
    }

    private synchronized Opened taken(long id) {
        Opened one = opened.remove(id);
        if (one != null) {
            one.users++;
            opened.put(id, one);
        }
        return one;
    }

    /// Where somebody else was faster there are two for a moment; the one that is not kept goes when it is done with.
    private synchronized Opened put(long id, Opened fresh) {
        opened.putIfAbsent(id, fresh);
        return fresh;
    }

    private void done(long id, Opened one, boolean fine) {
        synchronized (this) {
            one.users--;
            one.used = nanos.getAsLong();
            if (!fine) {
                opened.remove(id, one);
            }
            if (one.users == 0 && opened.get(id) != one) {
                close(one);
            }
        }
        tidy();
        CompletableFuture.delayedExecutor(KEPT.toSeconds() + 1, TimeUnit.SECONDS)
                .execute(this::tidy);
    }

    /// Closes what was not used for long, and the longest unused of what is too much.
    void tidy() {
        List<Opened> over = new ArrayList<>();
        synchronized (this) {
            long now = nanos.getAsLong();
            long bytes = opened.values().stream().mapToLong(one -> one.bytes).sum();
            Iterator<Opened> all = opened.values().iterator();
            while (all.hasNext()) {
                Opened one = all.next();
                boolean tooMuch = bytes > MOST_BYTES || opened.size() > MOST;
                if (one.users == 0 && (tooMuch || now - one.used > KEPT.toNanos())) {
                    all.remove();
                    bytes -= one.bytes;
                    over.add(one);
                }
            }
        }
        over.forEach(OpenPdfs::close);
    }

    private static void close(Opened one) {
        try {
            one.pdf.close();
        } catch (IOException memoryIsFreeAllTheSame) {
            // Nothing of it is on a disk.
        }
    }
}
