package pk.rahnuma.web.signin;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
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
import pk.rahnuma.desk.DraftService;
import pk.rahnuma.http.ApiException;
import pk.rahnuma.http.ProblemDetail;
import pk.rahnuma.http.QrCode;
import pk.rahnuma.http.RequestOrigin;
import pk.rahnuma.http.caller.ChatAuthenticator;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.person.signin.DeviceLinkService;
import pk.rahnuma.web.SitePageRenderer;
import pk.rahnuma.web.SiteView;

/// Carries a form to another device. One page shows a link and its QR code; the page of the link asks before it opens
/// the conversation there too, since programs that preview links open them as well.
@Controller("/{language:en|ur|ur-Latn}/" + DeviceLinkController.PATH)
@Secured(SecurityRule.IS_ANONYMOUS)
@Hidden
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class DeviceLinkController {

    static final String PATH = "continue";

    private static final String FORMS = "apply";

    private final DeviceLinkService links;
    private final TelegramLinks telegram;
    private final DraftService drafts;
    private final ChatAuthenticator authenticator;
    private final LinkPageGuard guard;
    private final SitePageRenderer pages;
    private final InstantSource clock;

    DeviceLinkController(
            DeviceLinkService links,
            TelegramLinks telegram,
            DraftService drafts,
            ChatAuthenticator authenticator,
            LinkPageGuard guard,
            SitePageRenderer pages,
            InstantSource clock) {
        this.links = links;
        this.telegram = telegram;
        this.drafts = drafts;
        this.authenticator = authenticator;
        this.guard = guard;
        this.pages = pages;
        this.clock = clock;
    }

    /// Explains the link.
    @Get
    HttpResponse<String> showLinkPage(HttpRequest<?> request, @PathVariable String language) {
        guard.requireReader(request);
        return respondLink(language, null);
    }

    /// Creates a link.
    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> createLink(HttpRequest<?> request, @PathVariable String language) {
        Chat chat = guard.requireMaker(request);
        SiteView view = pages.viewOf(language, null);
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
        values.put("telegram", !view.telegram() && telegram.isOffered());
        return pages.respondUncached(HttpStatus.OK, view, "device/link.jte", values);
    }

    /// Asks whether to open the conversation on this device.
    @Get("/{token}")
    HttpResponse<String> showLink(HttpRequest<?> request, @PathVariable String language, @PathVariable String token) {
        guard.checkLink(request);
        if (!links.isUsable(token, clock.instant())) {
            return respondGone(language);
        }
        return pages.respondUncached(
                HttpStatus.OK,
                pages.viewOf(language, null),
                "device/open.jte",
                Map.of(
                        "token",
                        token,
                        "replaces",
                        authenticator.findChat(request).isPresent()));
    }

    /// Opens the conversation on this device, and goes to the form.
    @Post("/{token}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> useLink(HttpRequest<?> request, @PathVariable String language, @PathVariable String token) {
        RequestOrigin.requireSameSite(request);
        guard.checkLink(request);
        Optional<Chat> chat =
                links.useLink(token, authenticator.findChat(request).map(Chat::conversation), clock.instant());
        if (chat.isEmpty()) {
            return respondGone(language);
        }
        authenticator.openOnDevice(chat.get(), request);
        String form = drafts.openForms(chat.get()).forms().stream()
                .findFirst()
                .map(open -> "/" + open.script())
                .orElse("");
        return HttpResponse.seeOther(URI.create("/" + language + "/" + FORMS + form));
    }

    private HttpResponse<String> respondGone(String language) {
        return pages.respondUncached(
                HttpStatus.NOT_FOUND,
                pages.viewOf(language, null),
                "problem.jte",
                Map.of("problem", "site.device_gone"));
    }
}
