package pk.rahnuma.desk.applications;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.time.InstantSource;
import pk.rahnuma.desk.Needs;
import pk.rahnuma.desk.Viewer;
import pk.rahnuma.desk.page.Papers;
import pk.rahnuma.documents.Document;
import pk.rahnuma.registration.NotPossible;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.registration.decisions.Dossiers;
import pk.rahnuma.staff.Right;

/// The documents of an application.
@Controller("/desk/applications/{typed}/documents/{name:.+}")
@ExecuteOn(TaskExecutors.BLOCKING)
final class DocumentsController {

    private final Dossiers dossiers;
    private final Papers papers;
    private final InstantSource clock;

    DocumentsController(Dossiers dossiers, Papers papers, InstantSource clock) {
        this.dossiers = dossiers;
        this.papers = papers;
        this.clock = clock;
    }

    @Get("/pages")
    @Needs(Right.READ_DOCUMENTS)
    HttpResponse<?> pages(HttpRequest<?> request, @PathVariable String typed, @PathVariable String name)
            throws IOException {
        return papers.pages(request, open(request, typed, name));
    }

    @Get("/pages/{page}")
    @Needs(Right.READ_DOCUMENTS)
    HttpResponse<?> page(
            HttpRequest<?> request, @PathVariable String typed, @PathVariable String name, @PathVariable int page)
            throws IOException {
        return papers.picture(open(request, typed, name), page);
    }

    @Get("/file")
    @Needs(Right.READ_DOCUMENTS)
    HttpResponse<?> file(HttpRequest<?> request, @PathVariable String typed, @PathVariable String name)
            throws IOException {
        return papers.file(open(request, typed, name), reference(typed).grouped() + "-" + name);
    }

    private Document open(HttpRequest<?> request, String typed, String name) {
        return dossiers.document(reference(typed), name, Viewer.at(request).name(), clock.instant());
    }

    private static Reference reference(String typed) {
        return Reference.read(typed).orElseThrow(() -> new NotPossible("application_missing", "reference", typed));
    }
}
