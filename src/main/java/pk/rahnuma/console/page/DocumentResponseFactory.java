package pk.rahnuma.console.page;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import pk.rahnuma.document.Document;
import pk.rahnuma.document.DocumentRenderService;
import pk.rahnuma.document.DocumentRepository;

/// Answers with documents: as pictures, since what came from outside is drawn here and never reaches a browser as it
/// is, but to be saved. Who may, and that they looked, is the caller's to see to, at each request.
@Singleton
public final class DocumentResponseFactory {

    private static final String NO_STORE = "no-store";

    private final DocumentRepository documents;
    private final DocumentRenderService rasters;
    private final TemplateRenderer screens;

    DocumentResponseFactory(DocumentRepository documents, DocumentRenderService rasters, TemplateRenderer screens) {
        this.documents = documents;
        this.rasters = rasters;
        this.screens = screens;
    }

    /// @param label of a page, with `#` for its number
    record PageCount(int pages, String label) {}

    /// How many pages it has.
    ///
    /// @throws IOException when it cannot be drawn
    public HttpResponse<?> countPages(HttpRequest<?> request, Document document) throws IOException {
        int pages = rasters.countPages(document);
        return HttpResponse.ok(new PageCount(
                        pages,
                        screens.createContext(request).formatText("documents.page", "page", "#", "pages", pages)))
                .header(HttpHeaders.CACHE_CONTROL, NO_STORE);
    }

    /// @param page from 1
    /// @throws IOException when it cannot be drawn
    public HttpResponse<?> drawPage(Document document, int page) throws IOException {
        return png(rasters.drawPage(document, page));
    }

    /// The first page of a PDF that a member of staff is about to send.
    ///
    /// @throws IOException when it cannot be drawn
    public HttpResponse<?> preview(byte[] pdf) throws IOException {
        return png(rasters.preview(pdf));
    }

    private static HttpResponse<?> png(byte[] png) {
        return HttpResponse.ok(png).contentType(MediaType.IMAGE_PNG_TYPE).header(HttpHeaders.CACHE_CONTROL, NO_STORE);
    }

    /// @param name of the file, without its ending
    public HttpResponse<?> downloadFile(Document document, String name) throws IOException {
        try (InputStream content = documents.openContent(document)) {
            return HttpResponse.ok(content.readAllBytes())
                    .contentType(MediaType.APPLICATION_OCTET_STREAM_TYPE)
                    .header(
                            HttpHeaders.CONTENT_DISPOSITION,
                            "attachment; filename=\"" + name.replaceAll("[^A-Za-z0-9_-]", "-") + "."
                                    + document.kind().fileExtension() + "\"")
                    .header(HttpHeaders.CACHE_CONTROL, NO_STORE);
        }
    }
}
