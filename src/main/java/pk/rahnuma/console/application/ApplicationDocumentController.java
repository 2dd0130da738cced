package pk.rahnuma.console.application;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import java.io.IOException;
import java.time.InstantSource;
import pk.rahnuma.console.ConsoleUser;
import pk.rahnuma.console.DocumentResponseFactory;
import pk.rahnuma.console.PermissionNames;
import pk.rahnuma.document.Document;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.registration.decision.ApplicationReviewService;
import pk.rahnuma.shared.Reference;

/// Serves the documents of an application.
@Controller("/desk/applications/{typed}/documents/{name:.+}")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ApplicationDocumentController {

    private final ApplicationReviewService reviews;
    private final DocumentResponseFactory documentResponses;
    private final InstantSource clock;

    ApplicationDocumentController(
            ApplicationReviewService reviews, DocumentResponseFactory documentResponses, InstantSource clock) {
        this.reviews = reviews;
        this.documentResponses = documentResponses;
        this.clock = clock;
    }

    @Get("/pages")
    @Secured(PermissionNames.READ_DOCUMENTS)
    HttpResponse<?> countPages(HttpRequest<?> request, @PathVariable String typed, @PathVariable String name) {
        return documentResponses.countPages(request, openDocument(request, typed, name));
    }

    @Get("/pages/{page}")
    @Secured(PermissionNames.READ_DOCUMENTS)
    HttpResponse<?> drawPage(
            HttpRequest<?> request, @PathVariable String typed, @PathVariable String name, @PathVariable int page) {
        return documentResponses.drawPage(request, openDocument(request, typed, name), page);
    }

    @Get("/file")
    @Secured(PermissionNames.READ_DOCUMENTS)
    HttpResponse<?> downloadFile(HttpRequest<?> request, @PathVariable String typed, @PathVariable String name)
            throws IOException {
        return documentResponses.downloadFile(
                openDocument(request, typed, name), parseReference(typed).toGroupedText() + "-" + name);
    }

    private Document openDocument(HttpRequest<?> request, String typed, String name) {
        return reviews.openDocument(
                parseReference(typed), name, ConsoleUser.requireUser(request).name(), clock.instant());
    }

    private static Reference parseReference(String typed) {
        return Reference.parseText(typed)
                .orElseThrow(() -> new RuleViolationException("application_missing", "reference", typed));
    }
}
