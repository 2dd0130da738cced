package pk.rahnuma.desk;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import pk.rahnuma.dialog.render.FormView;
import pk.rahnuma.registration.overview.PersonApplicationService;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.shared.ScriptNames;

/// Takes actions on applications, by the script in which people take them in the chat: the answers that lead to the
/// action are sent to it, so that both follow the same rules.
@Singleton
public final class ApplicationActionService {

    /// Scripts of which a draft may follow an action.
    private static final Set<String> FORMS = Set.of(ScriptNames.MY_REGISTRATIONS, ScriptNames.SUPPLY);
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
    /// @param shown the application
    /// @param action one of [PersonApplicationService.ShownApplication#possibleActions]
    /// @param line number of the line for [#LINE_BLOCKED]; null for all
    /// @throws DeskException when the action is not possible now
    public FormOutcome takeAction(
            FormChange change, PersonApplicationService.ShownApplication shown, String action, @Nullable String line) {
        boolean repeated = drafts.isRepeated(change);
        List<String> possible = shown.possibleActions();
        if (!possible.contains(action) && !repeated) {
            throw new DeskException(
                    DeskException.Kind.NOT_POSSIBLE,
                    possible.isEmpty()
                            ? "No action is possible now."
                            : "Possible are: " + String.join(", ", possible) + ".");
        }
        Optional<FormView> begun = action.equals(ANSWER) && !repeated
                ? findBegunAnswer(change.before().forms(), shown)
                : Optional.empty();
        if (begun.isPresent()) {
            return withApplication(change.caller(), shown, FormOutcome.ofForm(begun.get(), null));
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
        drafts.startForm(change, ScriptNames.MY_REGISTRATIONS);
        FormOutcome outcome = drafts.fillActiveForm(change.next("answers"), answers);
        return withApplication(change.caller(), shown, outcome.ofScripts(FORMS));
    }

    private FormOutcome withApplication(
            Caller caller, PersonApplicationService.ShownApplication shown, FormOutcome outcome) {
        return outcome.withApplication(applications
                .findApplication(
                        caller.person(), shown.application().reference().symbols(), clock.instant())
                .orElse(null));
    }

    /// The answer to what staff asked for last about an application, begun and not sent; empty when there is none.
    ///
    /// @param forms of the person
    public static Optional<FormView> findBegunAnswer(
            List<FormView> forms, PersonApplicationService.ShownApplication shown) {
        Reference reference = shown.application().reference();
        return forms.stream()
                .filter(form -> form.script().equals(ScriptNames.SUPPLY))
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
