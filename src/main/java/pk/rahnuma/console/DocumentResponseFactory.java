package pk.rahnuma.console;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import pk.rahnuma.document.Document;
import pk.rahnuma.document.DocumentRenderService;
import pk.rahnuma.document.DocumentService;

/// Creates responses with documents: rendered as pictures, since a file from outside never reaches a browser as it is,
/// except as a download. The caller checks the permission and logs the view, on each request.
@Singleton
public final class DocumentResponseFactory {

    private static final String NO_STORE = "no-store";

    private final DocumentService documents;
    private final DocumentRenderService renderService;
    private final TemplateRenderer templates;

    DocumentResponseFactory(
            DocumentService documents, DocumentRenderService renderService, TemplateRenderer templates) {
        this.documents = documents;
        this.renderService = renderService;
        this.templates = templates;
    }

    /// Number of pages.
    ///
    /// @param label of a page, with `#` for its number
    record PageCount(int pages, String label) {}

    /// Counts the pages; 422 when the document cannot be rendered.
    public HttpResponse<?> countPages(HttpRequest<?> request, Document document) {
        int pages;
        try {
            pages = renderService.countPages(document);
        } catch (IOException e) {
            return createUnreadableResponse(request);
        }
        return HttpResponse.ok(new PageCount(
                        pages,
                        templates.createContext(request).formatText("documents.page", "page", "#", "pages", pages)))
                .header(HttpHeaders.CACHE_CONTROL, NO_STORE);
    }

    /// Renders a page; 422 when it cannot be rendered, for example since the process that draws it has ended.
    ///
    /// @param page from 1
    public HttpResponse<?> drawPage(HttpRequest<?> request, Document document, int page) {
        try {
            return toPngResponse(renderService.drawPage(document, page));
        } catch (IOException e) {
            return createUnreadableResponse(request);
        }
    }

    private HttpResponse<?> createUnreadableResponse(HttpRequest<?> request) {
        return ConsoleExceptionHandlerFactory.errorResponse(
                templates,
                request,
                HttpStatus.UNPROCESSABLE_ENTITY,
                templates.createContext(request).formatText("documents.failed"));
    }

    /// Renders the first page of a PDF that a member of staff is about to send.
    ///
    /// @throws IOException when it cannot be rendered
    public HttpResponse<?> preview(byte[] pdf) throws IOException {
        return toPngResponse(renderService.preview(pdf));
    }

    private static HttpResponse<?> toPngResponse(byte[] png) {
        return HttpResponse.ok(png).contentType(MediaType.IMAGE_PNG_TYPE).header(HttpHeaders.CACHE_CONTROL, NO_STORE);
    }

    /// Returns the document as a download.
    ///
    /// @param name of the file, without its extension
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
