package pk.rahnuma.console.application;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import java.time.InstantSource;
import pk.rahnuma.console.BackgroundRoute;
import pk.rahnuma.console.ConsoleUser;
import pk.rahnuma.console.PermissionNames;
import pk.rahnuma.console.TemplateRenderer;
import pk.rahnuma.http.LineFilterForm;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.registration.decision.ApplicationReviewService;
import pk.rahnuma.registration.decision.PersonComparisonService;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.work.TicketQueryService;

/// Shows an application.
@Controller(value = "/desk/applications/{typed}", consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
class ApplicationController {

    private final ApplicationReviewService reviews;
    private final ApplicationPageFactory pages;
    private final PersonComparisonService comparisons;
    private final TicketQueryService tickets;
    private final TemplateRenderer templates;
    private final InstantSource clock;

    ApplicationController(
            ApplicationReviewService reviews,
            ApplicationPageFactory pages,
            PersonComparisonService comparisons,
            TicketQueryService tickets,
            TemplateRenderer templates,
            InstantSource clock) {
        this.reviews = reviews;
        this.pages = pages;
        this.comparisons = comparisons;
        this.tickets = tickets;
        this.templates = templates;
        this.clock = clock;
    }

    /// The application beside the list: the whole page, or for htmx the part that the list opens.
    @Get
    @Secured(PermissionNames.READ_APPLICATIONS)
    HttpResponse<String> reviewApplication(HttpRequest<?> request, @PathVariable String typed) {
        return showApplication(request, typed, "applications/case.jte", false);
    }

    /// The persons of two applications side by side, or for htmx the part that a mark changes.
    @Get("/compare/{other}")
    @Secured(PermissionNames.READ_APPLICATIONS)
    @BackgroundRoute(BackgroundRoute.Condition.PARTIAL_PAGES)
    HttpResponse<String> comparePersons(
            HttpRequest<?> request, @PathVariable String typed, @PathVariable String other) {
        PersonComparisonService.PersonComparison comparison = comparisons.comparePersons(
                ConsoleUser.requireUser(request).signed(),
                parseReference(typed),
                parseReference(other),
                clock.instant());
        return templates.renderPage(
                templates.createContext(request),
                TemplateRenderer.isPart(request) ? "applications/comparison.jte" : "applications/compare.jte",
                "comparison",
                comparison,
                "tickets",
                comparison.persons().stream()
                        .map(person -> tickets.listByConversation(
                                person.application().conversation(), ApplicationPage.MAX_TICKETS))
                        .toList());
    }

    /// Part of the page that changes with a decision.
    @Get("/review")
    @Secured(PermissionNames.READ_APPLICATIONS)
    @BackgroundRoute
    HttpResponse<String> refreshReview(HttpRequest<?> request, @PathVariable String typed) {
        return showApplication(request, typed, "applications/review.jte", false);
    }

    /// Shows the answers in full, for this request only: the page itself is always masked.
    @Post("/reveal")
    @Secured(PermissionNames.READ_APPLICATIONS + PermissionNames.AND + PermissionNames.REVEAL)
    HttpResponse<String> revealAnswers(HttpRequest<?> request, @PathVariable String typed) {
        return showApplication(request, typed, "applications/given.jte", true);
    }

    private HttpResponse<String> showApplication(
            HttpRequest<?> request, String typed, String template, boolean reveal) {
        ConsoleUser viewer = ConsoleUser.requireUser(request);
        ApplicationReviewService.ApplicationDetails dossier =
                reviews.openDossier(parseReference(typed), reveal, viewer.name(), clock.instant());
        return templates.renderPage(
                templates.createContext(request),
                template,
                "part",
                TemplateRenderer.isPart(request),
                "review",
                pages.createPage(dossier, reveal, viewer, LineFilterForm.fromRequest(request), clock.instant()));
    }

    /// Reference of an application as a URL names it.
    ///
    /// @throws RuleViolationException when it is none
    static Reference parseReference(String typed) {
        return Reference.parseText(typed)
                .filter(reference -> !reference.isTicket())
                .orElseThrow(() -> new RuleViolationException("application_missing", "reference", typed));
    }
}
