package pk.rahnuma.web;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.desk.LineTableService;
import pk.rahnuma.http.LineFilterForm;
import pk.rahnuma.http.caller.ChatAuthenticator;
import pk.rahnuma.http.limit.ApiRateLimiter;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.registration.ApplicantAction;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.overview.PersonLineService;
import pk.rahnuma.registration.record.LineQueryService.LinePosition;

/// Lines of one's own application, each with its parts and its status.
@Controller("/{language:en|ur|ur-Latn}/status/{reference}/lines")
@Secured(SecurityRule.IS_ANONYMOUS)
@Hidden
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class LinePageController {

    private static final int PAGE_SIZE = 50;

    private final SitePageRenderer pages;
    private final PersonLineService lines;
    private final LineTableService tables;
    private final ChatAuthenticator authenticator;
    private final ApiRateLimiter limiter;
    private final Clock clock;

    LinePageController(
            SitePageRenderer pages,
            PersonLineService lines,
            LineTableService tables,
            ChatAuthenticator authenticator,
            ApiRateLimiter limiter,
            Clock clock) {
        this.pages = pages;
        this.lines = lines;
        this.tables = tables;
        this.authenticator = authenticator;
        this.limiter = limiter;
        this.clock = clock;
    }

    /// Shows a page of lines; leads to the form for the status when the application is none of the person's.
    ///
    /// @param after number of the last line of the page before; 0 for the first page
    /// @param none action that none of the ticked lines allows; null without
    @Get
    HttpResponse<String> listLines(
            HttpRequest<?> request,
            @PathVariable String language,
            @PathVariable String reference,
            @Nullable @QueryValue(defaultValue = "0") Integer after,
            @Nullable @QueryValue String none) {
        limiter.checkPublicRead(request);
        return authenticator
                .findChat(request)
                .flatMap(chat -> lines.findApplication(chat.conversation(), reference)
                        .map(application -> renderPage(
                                chat,
                                application,
                                language,
                                LineFilterForm.fromRequest(request),
                                Math.max(0, after),
                                Optional.ofNullable(none).flatMap(ApplicantAction::parseWord))))
                .orElseGet(() -> HttpResponse.seeOther(URI.create("/" + language + "/" + StatusPageController.PATH)));
    }

    private HttpResponse<String> renderPage(
            Chat chat,
            Application application,
            String language,
            LineFilterForm filter,
            int after,
            Optional<ApplicantAction> refused) {
        List<PersonLineService.LineView> found = filter.isUnreadable()
                ? List.of()
                : lines.listLines(
                        chat.conversation(),
                        filter.toFilter(application.id(), tables::readProvider),
                        new LinePosition(application.id(), after),
                        PAGE_SIZE + 1,
                        clock.instant());
        return pages.respondUncached(
                filter.isUnreadable() ? HttpStatus.BAD_REQUEST : HttpStatus.OK,
                pages.viewOf(
                        language,
                        StatusPageController.PATH + "/"
                                + application.reference().toGroupedText() + "/lines"),
                "lines.jte",
                Map.of(
                        "application",
                        application,
                        "filter",
                        filter,
                        "providers",
                        tables.listProviders(language),
                        "lines",
                        found.subList(0, Math.min(PAGE_SIZE, found.size())),
                        "more",
                        found.size() > PAGE_SIZE,
                        "refused",
                        refused.map(ApplicantAction::toWord).orElse("")));
    }
}
