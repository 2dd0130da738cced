package pk.rahnuma.document;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Draws documents as pictures, so that neither a browser nor this process reads a file from outside: a child process
/// draws them, with limits on memory and time ([pk.rahnuma.document.RenderProcess]).
@Singleton
public final class DocumentRenderService {

    /// Longer side of a picture, in pixels.
    static final int MAX_SIDE_PIXELS = DocumentRenderer.MAX_SIDE_PIXELS;

    static final int HEAP_MEGABYTES = 256;
    static final Duration RENDER_TIMEOUT = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(DocumentRenderService.class);

    private final DocumentService documents;
    private final RenderProcessPool processes;
    /// Keys below those of documents.
    private final AtomicLong previews = new AtomicLong();

    @Inject
    DocumentRenderService(DocumentService documents) {
        this(documents, new RenderProcessPool(HEAP_MEGABYTES, RENDER_TIMEOUT, System::nanoTime));
    }

    DocumentRenderService(DocumentService documents, RenderProcessPool processes) {
        this.documents = documents;
        this.processes = processes;
    }

    /// Number of pages that are shown; at least 1.
    ///
    /// @throws IOException when the document cannot be read
    public int countPages(Document document) throws IOException {
        return document.kind() == DocumentType.PDF ? drawDocument(document, RenderConnection::countPages) : 1;
    }

    /// Draws a page as PNG.
    ///
    /// @param page from 1
    /// @throws IOException when it cannot be drawn
    public byte[] drawPage(Document document, int page) throws IOException {
        if (page < 1 || page > RenderConnection.MAX_PAGES) {
            throw new IOException("no such page");
        }
        return drawDocument(document, connection -> connection.drawPage(page));
    }

    /// Draws the first page of a PDF that is not stored, as PNG. Its process has no other document.
    ///
    /// @throws IOException when it cannot be drawn
    public byte[] preview(byte[] pdf) throws IOException {
        return processes.useProcess(
                previews.decrementAndGet(),
                connection -> connection.openDocument(DocumentType.PDF, pdf),
                connection -> connection.drawPage(1));
    }

    private <T> T drawDocument(Document document, RenderProcessPool.ConnectionTask<T> use) throws IOException {
        try {
            return processes.useProcess(
                    document.id(), connection -> connection.openDocument(document.kind(), readContent(document)), use);
        } catch (IOException e) {
            LOG.warn("documents: {} cannot be drawn, staff can save it instead: {}", document.id(), e.getMessage());
            throw e;
        }
    }

    private byte[] readContent(Document document) throws IOException {
        try (InputStream in = documents.openContent(document)) {
            return in.readAllBytes();
        }
    }

    @PreDestroy
    void close() {
        processes.close();
    }
}
