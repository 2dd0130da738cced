package pk.rahnuma.web;

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
import java.util.Set;
import pk.rahnuma.desk.ApplicationActionService;
import pk.rahnuma.desk.DraftService;
import pk.rahnuma.desk.FormChange;
import pk.rahnuma.desk.FormOutcome;
import pk.rahnuma.http.IdempotencyKeys;
import pk.rahnuma.http.JsonBodyReader;
import pk.rahnuma.http.caller.ChatAuthenticator;
import pk.rahnuma.http.limit.ApiRateLimiter;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.registration.ApplicantAction;
import pk.rahnuma.registration.overview.ApplicationView;
import pk.rahnuma.registration.overview.PersonLineService;
import pk.rahnuma.registration.record.LineNumbers;

/// Actions on one's own application: some take effect at once, some after a question back, and some begin a form, such
/// as the answer to what staff asked for.
@Controller("/{language:en|ur|ur-Latn}/status/{reference}/actions/{action}")
@Secured(SecurityRule.IS_ANONYMOUS)
@Hidden
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ApplicationActionPageController {

    private final SitePageRenderer pages;
    private final FormPages forms;
    private final ApplicationActionService actions;
    private final DraftService drafts;
    private final PersonLineService lines;
    private final ChatAuthenticator authenticator;
    private final ApiRateLimiter limiter;
    private final Clock clock;

    ApplicationActionPageController(
            SitePageRenderer pages,
            FormPages forms,
            ApplicationActionService actions,
            DraftService drafts,
            PersonLineService lines,
            ChatAuthenticator authenticator,
            ApiRateLimiter limiter,
            Clock clock) {
        this.pages = pages;
        this.forms = forms;
        this.actions = actions;
        this.drafts = drafts;
        this.lines = lines;
        this.authenticator = authenticator;
        this.limiter = limiter;
        this.clock = clock;
    }

    /// Asks whether the person is sure.
    ///
    /// @param line numbers of lines, of which those that allow the action are kept; null for all that allow it
    /// @param ticked not null when the lines were to be chosen, possibly none
    @Get
    HttpResponse<?> confirmAction(
            HttpRequest<?> request,
            @PathVariable String language,
            @PathVariable String reference,
            @PathVariable String action,
            @Nullable @QueryValue List<String> line,
            @Nullable @QueryValue String ticked) {
        boolean choosing = line != null || ticked != null;
        limiter.checkPublicRead(request);
        return authenticator
                .findChat(request)
                .flatMap(chat -> ApplicantAction.parseWord(action)
                        .flatMap(wanted -> actions.findPossible(chat, reference, wanted)
                                .filter(shown -> choosing
                                        ? ApplicationActionService.isImmediate(wanted)
                                        : ApplicationActionService.CONFIRMED_ACTIONS.contains(wanted))
                                .map(shown -> choosing
                                        ? askAboutLines(language, chat, shown, wanted, line)
                                        : askBack(language, shown, wanted, Set.of()))))
                .orElseGet(() -> toStatus(language, reference));
    }

    private HttpResponse<?> askAboutLines(
            String language, Chat chat, ApplicationView shown, ApplicantAction action, @Nullable List<String> line) {
        Set<Integer> chosen = line == null ? Set.of() : LineNumbers.parseTexts(line);
        Set<Integer> possible = lines.findApplication(chat.conversation(), shown.reference())
                .filter(application -> !chosen.isEmpty())
                .map(application ->
                        lines.findAllowing(chat.conversation(), application, action, chosen, clock.instant()))
                .orElse(Set.of());
        return possible.isEmpty()
                ? HttpResponse.seeOther(
                        URI.create("/" + language + "/status/" + shown.reference() + "/lines?none=" + action.toWord()))
                : askBack(language, shown, action, possible);
    }

    private HttpResponse<?> askBack(
            String language, ApplicationView shown, ApplicantAction action, Set<Integer> chosen) {
        return pages.respondUncached(
                HttpStatus.OK,
                pages.viewOf(language, null),
                "apply/sure.jte",
                Map.of(
                        "reference",
                        shown.reference(),
                        "action",
                        action.toWord(),
                        "lines",
                        chosen.isEmpty() ? "" : LineNumbers.toColumn(chosen)));
    }

    /// Takes the action. When it is not possible any more, the page of the application tells what is.
    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> takeAction(
            HttpRequest<?> request,
            @PathVariable String language,
            @PathVariable String reference,
            @PathVariable String action,
            @Nullable @Body byte[] body) {
        Chat chat = forms.requireSender(request);
        return findPossible(chat, reference, action)
                .<HttpResponse<?>>map(shown -> forms.goOnAfterAction(
                        language,
                        take(
                                request,
                                chat,
                                shown,
                                ApplicantAction.parseWord(action).orElseThrow(),
                                body)))
                .orElseGet(() -> toStatus(language, reference));
    }

    private FormOutcome take(
            HttpRequest<?> request, Chat chat, ApplicationView shown, ApplicantAction action, byte[] body) {
        return ApplicationActionService.isImmediate(action)
                ? actions.takeImmediateAction(
                        chat,
                        shown.reference(),
                        action,
                        LineNumbers.parseTexts(List.of(FormFields.readBody(body).getOrDefault("line", ""))),
                        current -> {})
                : actions.beginAction(openChange(request, chat, body), shown, action, null, current -> {});
    }

    private FormChange openChange(HttpRequest<?> request, Chat chat, byte[] body) {
        FormChange change = drafts.openChange(
                authenticator.toCaller(chat, request), IdempotencyKeys.identifyRequest(request, null));
        String key = FormFields.readBody(body).get(FormFields.KEY);
        return JsonBodyReader.isValidId(key) ? change.withId(key) : change;
    }

    private Optional<ApplicationView> findPossible(Chat chat, String reference, String action) {
        return ApplicantAction.parseWord(action).flatMap(wanted -> actions.findPossible(chat, reference, wanted));
    }

    private static HttpResponse<?> toStatus(String language, String reference) {
        boolean readable = reference.matches("[0-9A-Za-z-]{1,20}");
        return HttpResponse.seeOther(URI.create("/" + language + "/status" + (readable ? "/" + reference : "")));
    }
}
