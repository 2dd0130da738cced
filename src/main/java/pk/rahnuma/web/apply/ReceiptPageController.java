package pk.rahnuma.web.apply;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import pk.rahnuma.api.limit.ApiRateLimiter;
import pk.rahnuma.api.token.ChatAuthenticator;
import pk.rahnuma.registration.overview.PersonApplicationService;
import pk.rahnuma.web.site.ShownStatus;
import pk.rahnuma.web.site.SitePageRenderer;

/// Receipt of an application of one's own, to be printed.
@Controller("/{language:en|ur|ur-Latn}/status/{reference}/" + ReceiptPageController.PATH)
@Secured(SecurityRule.IS_ANONYMOUS)
@Hidden
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ReceiptPageController {

    /// Behind the path of the application's status.
    static final String PATH = "receipt";

    private final SitePageRenderer pages;
    private final PersonApplicationService applications;
    private final ChatAuthenticator callers;
    private final ApiRateLimiter limiter;
    private final Clock clock;

    ReceiptPageController(
            SitePageRenderer pages,
            PersonApplicationService applications,
            ChatAuthenticator callers,
            ApiRateLimiter limiter,
            Clock clock) {
        this.pages = pages;
        this.applications = applications;
        this.callers = callers;
        this.limiter = limiter;
        this.clock = clock;
    }

    /// Shows the receipt; leads to the status page when the application is none of the person's own.
    @Get
    HttpResponse<?> showReceipt(HttpRequest<?> request, @PathVariable String language, @PathVariable String reference) {
        limiter.checkPublicRead(request);
        Instant now = clock.instant();
        return callers.findChat(request)
                .flatMap(chat -> applications.findApplication(chat.conversation(), reference, now))
                .<HttpResponse<?>>map(shown -> pages.respondUncached(
                        HttpStatus.OK,
                        pages.viewOf(
                                language,
                                "status/" + shown.application().reference().toGroupedText() + "/" + PATH),
                        "apply/receipt.jte",
                        Map.of("shown", ShownStatus.ofShown(shown, now))))
                .orElseGet(() -> HttpResponse.seeOther(URI.create("/" + language + "/status")));
    }
}
