package pk.rahnuma.desk.applications;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import pk.rahnuma.desk.Needs;
import pk.rahnuma.desk.Viewer;
import pk.rahnuma.desk.page.Screens;
import pk.rahnuma.documents.Document;
import pk.rahnuma.documents.Documents;
import pk.rahnuma.documents.Rasters;
import pk.rahnuma.registration.NotPossible;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.registration.decisions.Dossiers;
import pk.rahnuma.staff.Right;

/// The documents of an application, as pictures: what came from outside is drawn here and never reaches a browser as
/// it is, but to be saved.
@Controller("/desk/applications/{typed}/documents/{name:.+}")
@ExecuteOn(TaskExecutors.BLOCKING)
final class DocumentsController {

    private final Dossiers dossiers;
    private final Documents documents;
    private final Rasters rasters;
    private final Screens screens;
    private final InstantSource clock;

    DocumentsController(Dossiers dossiers, Documents documents, Rasters rasters, Screens screens, InstantSource clock) {
        this.dossiers = dossiers;
        this.documents = documents;
        this.rasters = rasters;
        this.screens = screens;
        this.clock = clock;
    }

    /// @param label of a page, with `#` for its number
    record Pages(int pages, String label) {}

    @Get("/pages")
    @Needs(Right.READ_DOCUMENTS)
    HttpResponse<?> pages(HttpRequest<?> request, @PathVariable String typed, @PathVariable String name)
            throws IOException {
        Document document = open(request, typed, name);
        int pages = rasters.pages(document);
        return HttpResponse.ok(
                        new Pages(pages, screens.screen(request).say("documents.page", "page", "#", "pages", pages)))
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    @Get("/pages/{page}")
    @Needs(Right.READ_DOCUMENTS)
    HttpResponse<?> page(
            HttpRequest<?> request, @PathVariable String typed, @PathVariable String name, @PathVariable int page)
            throws IOException {
        byte[] picture = rasters.picture(open(request, typed, name), page);
        return HttpResponse.ok(picture)
                .contentType(MediaType.IMAGE_PNG_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    @Get("/file")
    @Needs(Right.READ_DOCUMENTS)
    HttpResponse<?> file(HttpRequest<?> request, @PathVariable String typed, @PathVariable String name)
            throws IOException {
        Document document = open(request, typed, name);
        try (InputStream content = documents.open(document)) {
            return HttpResponse.ok(content.readAllBytes())
                    .contentType(MediaType.APPLICATION_OCTET_STREAM_TYPE)
                    .header(
                            HttpHeaders.CONTENT_DISPOSITION,
                            "attachment; filename=\"" + reference(typed).grouped() + "-"
                                    + name.replaceAll("[^A-Za-z0-9_]", "-") + "."
                                    + document.kind().ending() + "\"")
                    .header(HttpHeaders.CACHE_CONTROL, "no-store");
        }
    }

    private Document open(HttpRequest<?> request, String typed, String name) {
        return dossiers.document(reference(typed), name, Viewer.at(request).name(), clock.instant());
    }

    private static Reference reference(String typed) {
        return Reference.read(typed).orElseThrow(() -> new NotPossible("application_missing", "reference", typed));
    }
}
