package pk.rahnuma.web.device;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.api.application.DraftService;
import pk.rahnuma.api.http.QrCode;
import pk.rahnuma.api.http.RequestOrigin;
import pk.rahnuma.api.limit.ApiRateLimiter;
import pk.rahnuma.api.problem.ApiException;
import pk.rahnuma.api.problem.ProblemDetail;
import pk.rahnuma.api.token.ChatAuthenticator;
import pk.rahnuma.messaging.chat.Chat;
import pk.rahnuma.person.signin.DeviceLinkService;
import pk.rahnuma.web.site.SitePageRenderer;
import pk.rahnuma.web.site.SiteView;

/// Carries a form to another device. One page shows a link and its QR code; the page of the link asks before it opens
/// the conversation there too, since programs that preview links open them as well.
@Controller("/{language:en|ur|ur-Latn}/" + DeviceLinkController.PATH)
@Secured(SecurityRule.IS_ANONYMOUS)
@Hidden
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class DeviceLinkController {

    static final String PATH = "continue";

    private static final String NO_STORE = "no-store";
    private static final String FORMS = "apply";

    private final DeviceLinkService links;
    private final DraftService drafts;
    private final ChatAuthenticator callers;
    private final SitePageRenderer pages;
    private final ApiRateLimiter limiter;
    private final RequestOrigin origin;
    private final InstantSource clock;

    DeviceLinkController(
            DeviceLinkService links,
            DraftService drafts,
            ChatAuthenticator callers,
            SitePageRenderer pages,
            ApiRateLimiter limiter,
            RequestOrigin origin,
            InstantSource clock) {
        this.links = links;
        this.drafts = drafts;
        this.callers = callers;
        this.pages = pages;
        this.limiter = limiter;
        this.origin = origin;
        this.clock = clock;
    }

    /// Explains the link.
    @Get
    HttpResponse<String> showLinkPage(HttpRequest<?> request, @PathVariable String language) {
        limiter.checkPublicRead(origin.clientAddress(request));
        requireOwner(request);
        return respondLink(language, null);
    }

    /// Creates a link.
    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> createLink(HttpRequest<?> request, @PathVariable String language) {
        checkOrigin(request);
        limiter.checkSignIn(origin.clientAddress(request));
        SiteView view = pages.viewOf(language, null);
        Chat chat = requireOwner(request);
        return respondLink(
                language,
                view.baseUrl() + view.link(PATH + "/" + links.createLink(chat.conversation(), clock.instant())));
    }

    private HttpResponse<String> respondLink(String language, String link) {
        SiteView view = pages.viewOf(language, null);
        if (view.baseUrl() == null) {
            throw ApiException.ofKind(ProblemDetail.Kind.NOT_OFFERED, "RAHNUMA_URL is not set.");
        }
        Map<String, Object> values = new HashMap<>();
        values.put("link", link);
        values.put("picture", link == null ? null : QrCode.toSvg(link));
        return pages.respond(HttpStatus.OK, view, "device/link.jte", NO_STORE, values);
    }

    /// Asks whether to open the conversation on this device.
    @Get("/{token}")
    HttpResponse<String> showLink(HttpRequest<?> request, @PathVariable String language, @PathVariable String token) {
        limiter.checkCodeTry(origin.clientAddress(request));
        if (!links.isUsable(token, clock.instant())) {
            return respondGone(language);
        }
        return pages.respond(
                HttpStatus.OK,
                pages.viewOf(language, null),
                "device/open.jte",
                NO_STORE,
                Map.of("token", token, "replaces", callers.findChat(request).isPresent()));
    }

    /// Opens the conversation on this device, and goes to the form.
    @Post("/{token}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> useLink(HttpRequest<?> request, @PathVariable String language, @PathVariable String token) {
        checkOrigin(request);
        limiter.checkCodeTry(origin.clientAddress(request));
        Optional<Chat> chat = links.useLink(token, clock.instant());
        if (chat.isEmpty()) {
            return respondGone(language);
        }
        callers.openOnDevice(chat.get(), request);
        String form = drafts.listForms(chat.get()).forms().stream()
                .findFirst()
                .map(open -> "/" + open.script())
                .orElse("");
        return HttpResponse.seeOther(URI.create("/" + language + "/" + FORMS + form));
    }

    private HttpResponse<String> respondGone(String language) {
        return pages.respond(
                HttpStatus.NOT_FOUND,
                pages.viewOf(language, null),
                "problem.jte",
                NO_STORE,
                Map.of("problem", "site.device_gone"));
    }

    /// Chat of the browser. An access token opens no other device: the chat's token would outlast it.
    private Chat requireOwner(HttpRequest<?> request) {
        if (callers.findAccessToken(request).isPresent()) {
            throw ApiException.ofKind(ProblemDetail.Kind.NOT_ALLOWED, "Sign in on the other device.");
        }
        return callers.findChat(request).orElseThrow(ChatAuthenticator::unknownToken);
    }

    private static void checkOrigin(HttpRequest<?> request) {
        if (RequestOrigin.isCrossSite(request)) {
            throw ApiException.ofKind(ProblemDetail.Kind.CROSS_SITE, "Send it from a page of this site.");
        }
    }

    @Error(exception = ApiException.class)
    HttpResponse<String> showProblem(HttpRequest<?> request, ApiException problem) {
        return pages.respondProblem(request, problem);
    }
}
