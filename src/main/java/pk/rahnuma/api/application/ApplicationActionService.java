package pk.rahnuma.api.application;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import pk.rahnuma.api.problem.ApiException;
import pk.rahnuma.api.problem.ProblemDetail;
import pk.rahnuma.api.response.EntityTags;
import pk.rahnuma.messaging.chat.Chat;
import pk.rahnuma.registration.overview.PersonApplicationService;

/// Takes actions on applications, by the script in which people take them in the chat: the answers that lead to the
/// action are sent to it, so that both follow the same rules.
@Singleton
public final class ApplicationActionService {

    private static final String SCRIPT = "my-registrations";
    /// Scripts of which a draft may follow an action.
    private static final Set<String> FORMS = Set.of(SCRIPT, "supply");

    private static final String LINE_BLOCKED = "line_blocked";
    private static final String ALL_LINES = "all";

    /// Actions for which the script asks whether the person is sure. The request says so.
    public static final Set<String> CONFIRMED_ACTIONS = Set.of("withdraw", "cancel", "take_back");

    private final DraftService drafts;
    private final PersonApplicationService applications;
    private final Clock clock;

    ApplicationActionService(DraftService drafts, PersonApplicationService applications, Clock clock) {
        this.drafts = drafts;
        this.applications = applications;
        this.clock = clock;
    }

    /// Takes an action.
    ///
    /// @param body of the request, as received
    /// @param shown the application
    /// @param action one of [ApplicationResponse#possibleActions]
    /// @param line number of the line for [#LINE_BLOCKED]; null for all
    /// @throws ApiException when the action is not possible now, or the client has seen another state of the
    ///     application
    public FormOutcome takeAction(
            Chat chat,
            HttpRequest<?> httpRequest,
            @Nullable byte[] body,
            PersonApplicationService.ShownApplication shown,
            String action,
            @Nullable String line) {
        DraftService.FormRequest request = drafts.readRequest(chat, httpRequest, body);
        boolean repeated = drafts.isRepeated(request);
        if (!repeated) {
            EntityTags.requireMatch(
                    httpRequest, () -> EntityTags.of(ApplicationResponse.fromShown(shown, clock.instant())));
        }
        if (!ApplicationResponse.possibleActions(shown).contains(action) && !repeated) {
            throw ApiException.ofKind(
                    ProblemDetail.Kind.NOT_POSSIBLE,
                    "Possible are: " + String.join(", ", ApplicationResponse.possibleActions(shown)) + ".");
        }
        Map<String, Object> answers = new LinkedHashMap<>();
        answers.put("which", shown.application().reference().toGroupedText());
        answers.put("way", action);
        if (CONFIRMED_ACTIONS.contains(action)) {
            answers.put("sure", true);
        }
        if (action.equals(LINE_BLOCKED)) {
            answers.put("blocked_line", line == null ? ALL_LINES : line);
        }
        drafts.startForm(request, SCRIPT);
        FormOutcome outcome = drafts.fillForm(request.next("answers", request.before()), null, answers, false, null);
        return outcome.ofForms(FORMS)
                .withApplication(applications
                        .findApplication(
                                chat.conversation(),
                                shown.application().reference().symbols(),
                                clock.instant())
                        .map(now -> ApplicationResponse.fromShown(now, clock.instant()))
                        .orElse(null));
    }
}
