package pk.rahnuma.api.application;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import pk.rahnuma.dialog.render.FormView;
import pk.rahnuma.http.ApiException;
import pk.rahnuma.http.EntityTags;
import pk.rahnuma.http.ProblemDetail;
import pk.rahnuma.messaging.chat.Chat;
import pk.rahnuma.registration.overview.PersonApplicationService;
import pk.rahnuma.shared.Reference;

/// Takes actions on applications, by the script in which people take them in the chat: the answers that lead to the
/// action are sent to it, so that both follow the same rules.
@Singleton
public final class ApplicationActionService {

    private static final String SCRIPT = "my-registrations";
    private static final String ANSWER_FORM = "supply";
    /// Scripts of which a draft may follow an action.
    private static final Set<String> FORMS = Set.of(SCRIPT, ANSWER_FORM);
    private static final Set<String> REFERENCES = Set.of("which", "reference");
    private static final Set<String> FILLED_QUESTIONS = Set.of("which", "reference", "way", "sure", "blocked_line");

    /// Action that begins the answer to what staff asked.
    public static final String ANSWER = "answer";

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

    /// Takes an action. An answer to a request for information that was begun is gone on with.
    ///
    /// @param request read by [DraftService#readRequest]
    /// @param httpRequest the same, for its conditions
    /// @param shown the application
    /// @param action one of [ApplicationResponse#possibleActions]
    /// @param line number of the line for [#LINE_BLOCKED]; null for all
    /// @throws ApiException when the action is not possible now, or the client has seen another state of the
    ///     application
    public FormOutcome takeAction(
            DraftService.FormRequest request,
            HttpRequest<?> httpRequest,
            PersonApplicationService.ShownApplication shown,
            String action,
            @Nullable String line) {
        Chat chat = request.chat();
        boolean repeated = drafts.isRepeated(request);
        if (!repeated) {
            EntityTags.requireMatch(httpRequest, () -> EntityTags.of(ApplicationResponse.fromShown(shown)));
        }
        List<String> possible = ApplicationResponse.possibleActions(shown);
        if (!possible.contains(action) && !repeated) {
            throw ApiException.ofKind(
                    ProblemDetail.Kind.NOT_POSSIBLE,
                    possible.isEmpty()
                            ? "No action is possible now."
                            : "Possible are: " + String.join(", ", possible) + ".");
        }
        Optional<FormView> begun = action.equals(ANSWER) && !repeated
                ? findBegunAnswer(request.before().forms(), shown)
                : Optional.empty();
        if (begun.isPresent()) {
            return withApplication(chat, shown, FormOutcome.ofDraft(DraftResponse.fromForm(begun.get())));
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
        return withApplication(chat, shown, outcome.ofForms(FORMS));
    }

    private FormOutcome withApplication(
            Chat chat, PersonApplicationService.ShownApplication shown, FormOutcome outcome) {
        return outcome.withApplication(applications
                .findApplication(
                        chat.conversation(), shown.application().reference().symbols(), clock.instant())
                .map(ApplicationResponse::fromShown)
                .orElse(null));
    }

    /// The answer to what staff asked for last about an application, begun and not sent; empty when there is none.
    ///
    /// @param forms of the person
    public static Optional<FormView> findBegunAnswer(
            List<FormView> forms, PersonApplicationService.ShownApplication shown) {
        Reference reference = shown.application().reference();
        return forms.stream()
                .filter(form -> form.script().equals(ANSWER_FORM))
                .filter(form -> findReference(form).filter(reference::equals).isPresent())
                .filter(form -> !form.changed().isBefore(shown.application().since()))
                .findFirst();
    }

    /// True for a form in which actions are taken.
    static boolean isOfAction(FormView form) {
        return FORMS.contains(form.script());
    }

    /// True for a form of an action that asks which application it is about.
    static boolean asksWhich(FormView form) {
        return form.fields().stream().anyMatch(field -> REFERENCES.contains(field.key()));
    }

    /// Application that a form of an action is about; empty while that is open.
    static Optional<Reference> findReference(FormView form) {
        return form.fields().stream()
                .filter(field -> REFERENCES.contains(field.key()))
                .flatMap(
                        field -> Optional.ofNullable(field.input().storedText()).flatMap(Reference::parseText).stream())
                .findFirst();
    }

    /// True for a question that an action answers itself: the person was not asked.
    public static boolean isFilled(FormView form, FormView.Field field) {
        return isOfAction(form) && FILLED_QUESTIONS.contains(field.key());
    }
}
