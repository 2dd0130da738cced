package pk.rahnuma.web.signin;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
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
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import pk.rahnuma.http.ApiException;
import pk.rahnuma.http.ProblemDetail;
import pk.rahnuma.http.QrCode;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.person.link.LinkOfferService;
import pk.rahnuma.web.FormFields;
import pk.rahnuma.web.SitePageRenderer;

/// Carries a form to Telegram: the chat of the page becomes one with that of the bot, or is linked with it. The page
/// shows a link with a code; once the bot has taken it, the page asks for the second yes.
@Controller("/{language:en|ur|ur-Latn}/" + DeviceLinkController.PATH + "/telegram")
@Secured(SecurityRule.IS_ANONYMOUS)
@Hidden
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class TelegramLinkController {

    private static final String AGREE = "agree";
    private static final String YES = "yes";

    private final TelegramLinks links;
    private final LinkOfferService offers;
    private final LinkPageGuard guard;
    private final SitePageRenderer pages;
    private final InstantSource clock;

    TelegramLinkController(
            TelegramLinks links,
            LinkOfferService offers,
            LinkPageGuard guard,
            SitePageRenderer pages,
            InstantSource clock) {
        this.links = links;
        this.offers = offers;
        this.guard = guard;
        this.pages = pages;
        this.clock = clock;
    }

    /// Explains the link, or asks whether the chats may become one.
    @Get
    HttpResponse<String> showPage(HttpRequest<?> request, @PathVariable String language) {
        Chat chat = guard.requireReader(request);
        requireBot();
        return respond(language, null, isEntered(chat), null);
    }

    /// Creates a link, or stores whether the person agrees.
    ///
    /// @param body `agree` with `yes` or `no`; nothing for a link
    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> submitPage(
            HttpRequest<?> request, @PathVariable String language, @Nullable @Body byte[] body) {
        Chat chat = guard.requireMaker(request);
        requireBot();
        String agreed = FormFields.readBody(body).get(AGREE);
        if (agreed == null && isEntered(chat)) {
            // A reload of the page with the link, which was opened meanwhile: another code would end that offer.
            return respond(language, null, true, null);
        }
        if (agreed == null) {
            String code =
                    offers.createCode(chat.conversation(), clock.instant()).replace(" ", "");
            return respond(language, links.createLink(code).orElseThrow(), false, null);
        }
        boolean done = offers.answerOffer(chat.conversation(), agreed.equals(YES), clock.instant());
        String outcome = agreed.equals(YES) ? done ? "linking_now" : "too_late" : "unchanged";
        return respond(language, null, false, "connect." + outcome + ".say");
    }

    private boolean isEntered(Chat chat) {
        return offers.findEntered(chat.conversation(), clock.instant()).isPresent();
    }

    private void requireBot() {
        if (!links.isOffered()) {
            throw ApiException.ofKind(ProblemDetail.Kind.NOT_OFFERED, "This desk has no bot on Telegram.");
        }
    }

    /// @param link null when none was made
    /// @param asks whether the page asks for the second yes
    /// @param outcome key of a text; null while there is none
    private HttpResponse<String> respond(
            String language, @Nullable String link, boolean asks, @Nullable String outcome) {
        Map<String, Object> values = new HashMap<>();
        values.put("link", link);
        values.put("picture", link == null ? null : QrCode.toSvg(link));
        values.put("asks", asks);
        values.put("outcome", outcome);
        return pages.respondUncached(HttpStatus.OK, pages.viewOf(language, null), "device/telegram.jte", values);
    }
}
