package pk.rahnuma.web;

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
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import pk.rahnuma.desk.ApplicationActionService;
import pk.rahnuma.desk.DraftService;
import pk.rahnuma.http.caller.ChatAuthenticator;
import pk.rahnuma.http.file.CertificateDownloadService;
import pk.rahnuma.http.limit.ApiRateLimiter;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.registration.ApplicantAction;
import pk.rahnuma.registration.TransitionActor;
import pk.rahnuma.registration.overview.ApplicationView;
import pk.rahnuma.registration.overview.PersonApplicationService;

/// Pages and files of one's own applications. Each leads to the form for the status when the application is none of
/// them.
@Controller("/{language:en|ur|ur-Latn}/" + StatusPageController.PATH + "/{reference}")
@Secured(SecurityRule.IS_ANONYMOUS)
@Hidden
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class OwnApplicationPageController {

    private static final String RECEIPT_PATH = "/receipt";
    private static final String CERTIFICATE_PATH = "/certificate.pdf";
    /// Parameter of the page after something was sent for the application.
    private static final String SENT = "sent";

    private final SitePageRenderer pages;
    private final PersonApplicationService applications;
    private final DraftService drafts;
    private final CertificateDownloadService certificates;
    private final ChatAuthenticator authenticator;
    private final ApiRateLimiter limiter;
    private final InstantSource clock;

    OwnApplicationPageController(
            SitePageRenderer pages,
            PersonApplicationService applications,
            DraftService drafts,
            CertificateDownloadService certificates,
            ChatAuthenticator authenticator,
            ApiRateLimiter limiter,
            InstantSource clock) {
        this.pages = pages;
        this.applications = applications;
        this.drafts = drafts;
        this.certificates = certificates;
        this.authenticator = authenticator;
        this.limiter = limiter;
        this.clock = clock;
    }

    /// Shows an application with its history.
    @Get
    HttpResponse<?> showApplication(
            HttpRequest<?> request, @PathVariable String language, @PathVariable String reference) {
        return respond(
                request,
                language,
                reference,
                (chat, shown) -> pages.respondUncached(
                        HttpStatus.OK,
                        viewOf(language, shown, ""),
                        "application.jte",
                        Map.of(
                                "shown",
                                shown,
                                "certificate",
                                certificates.isOfferedFor(shown.application()),
                                FormFields.KEY,
                                UUID.randomUUID().toString(),
                                "begun",
                                hasBegun(chat, shown),
                                SENT,
                                request.getParameters().contains(SENT))));
    }

    /// Shows the receipt of an application, to be printed.
    @Get(RECEIPT_PATH)
    HttpResponse<?> showReceipt(HttpRequest<?> request, @PathVariable String language, @PathVariable String reference) {
        return respond(
                request,
                language,
                reference,
                (chat, shown) -> pages.respondUncached(
                        HttpStatus.OK, viewOf(language, shown, RECEIPT_PATH), "receipt.jte", Map.of("shown", shown)));
    }

    /// Gives the certificate of the registered lines of an application.
    @Get(CERTIFICATE_PATH)
    @Produces({MediaType.APPLICATION_PDF, MediaType.TEXT_HTML})
    HttpResponse<?> giveCertificate(
            HttpRequest<?> request, @PathVariable String language, @PathVariable String reference) {
        return respond(
                request,
                language,
                reference,
                (chat, shown) -> certificates.sendCertificate(
                        chat.conversation(), shown.application(), TransitionActor.APPLICANT.historyName(), language));
    }

    private HttpResponse<?> respond(
            HttpRequest<?> request,
            String language,
            String reference,
            BiFunction<Chat, ApplicationView, HttpResponse<?>> toResponse) {
        limiter.checkPublicRead(request);
        return authenticator
                .findChat(request)
                .<HttpResponse<?>>flatMap(chat -> applications
                        .findApplication(chat.conversation(), reference, clock.instant())
                        .map(shown -> toResponse.apply(chat, shown)))
                .orElseGet(() -> HttpResponse.seeOther(URI.create("/" + language + "/" + StatusPageController.PATH)));
    }

    /// @param place behind the path of the application
    private SiteView viewOf(String language, ApplicationView shown, String place) {
        return pages.viewOf(
                language,
                StatusPageController.PATH + "/"
                        + shown.application().reference().toGroupedText() + place);
    }

    /// True when an answer to what staff asked was begun. Forms are read only while one is asked for.
    private boolean hasBegun(Chat chat, ApplicationView shown) {
        return shown.actions().contains(ApplicantAction.ANSWER)
                && ApplicationActionService.findBegunAnswer(
                                drafts.openForms(chat).forms(), shown)
                        .isPresent();
    }
}
