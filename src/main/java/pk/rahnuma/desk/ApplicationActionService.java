package pk.rahnuma.desk;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import pk.rahnuma.dialog.render.FormView;
import pk.rahnuma.dialog.render.NamedControls;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.registration.ApplicantAction;
import pk.rahnuma.registration.decision.ApplicantTransitionService;
import pk.rahnuma.registration.overview.ApplicationView;
import pk.rahnuma.registration.overview.PersonApplicationService;
import pk.rahnuma.requestlog.RequestLogService;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.shared.ScriptNames;

/// Takes actions on applications. Some take effect at once; others begin a form, by the script in which people take
/// them in the chat.
@Singleton
public final class ApplicationActionService {

    /// Scripts of which a draft may follow an action.
    private static final Set<String> FORMS =
            Set.of(ScriptNames.MY_REGISTRATIONS, ScriptNames.SUPPLY, ScriptNames.CHANGE_LINE, ScriptNames.LINE_BLOCKED);
    private static final Set<String> REFERENCES = Set.of("which", "reference");
    private static final String LINE = "line";
    private static final Set<String> FILLED_QUESTIONS = Set.of("which", "reference", "way", LINE);

    private static final String ALL_LINES = "all";

    /// Scripts of the actions that ask for more. Each begins with the reference.
    private static final Map<ApplicantAction, String> FORMS_OF_ACTIONS = Map.of(
            ApplicantAction.ANSWER, ScriptNames.SUPPLY,
            ApplicantAction.CHANGE, ScriptNames.CHANGE_LINE,
            ApplicantAction.LINE_BLOCKED, ScriptNames.LINE_BLOCKED);

    /// Actions by which the person loses something. Pages ask whether the person is sure.
    public static final Set<ApplicantAction> CONFIRMED_ACTIONS =
            EnumSet.of(ApplicantAction.WITHDRAW, ApplicantAction.PAUSE, ApplicantAction.END, ApplicantAction.TAKE_BACK);

    /// Action that takes effect at once.
    ///
    /// @param result end of the script, whose text the person reads
    /// @param act name of the act in the script, for the text
    private record ImmediateAction(String result, String act) {}

    private static final Map<ApplicantAction, ImmediateAction> IMMEDIATE_ACTIONS = Map.of(
            ApplicantAction.RENEW, new ImmediateAction("renewal_sent", "renewal"),
            ApplicantAction.PAUSE, new ImmediateAction("paused", "pause"),
            ApplicantAction.RESUME, new ImmediateAction("resumed", "resumption"),
            ApplicantAction.WITHDRAW, new ImmediateAction("withdrawn", "withdrawal"),
            ApplicantAction.END, new ImmediateAction("ended", "ending"),
            ApplicantAction.TAKE_BACK, new ImmediateAction("taken_back", "unchanged"),
            ApplicantAction.LOOK_AGAIN, new ImmediateAction("reopened", "reopening"));

    private final DraftService drafts;
    private final PersonApplicationService applications;
    private final ApplicantTransitionService transitions;
    private final PersonActionInvoker persons;
    private final ConversationMessageService messages;
    private final ScriptLibrary library;
    private final RequestLogService requestLog;
    private final Clock clock;

    ApplicationActionService(
            DraftService drafts,
            PersonApplicationService applications,
            ApplicantTransitionService transitions,
            PersonActionInvoker persons,
            ConversationMessageService messages,
            ScriptLibrary library,
            RequestLogService requestLog,
            Clock clock) {
        this.drafts = drafts;
        this.applications = applications;
        this.transitions = transitions;
        this.persons = persons;
        this.messages = messages;
        this.library = library;
        this.requestLog = requestLog;
        this.clock = clock;
    }

    /// True for an action that takes effect at once.
    public static boolean isImmediate(ApplicantAction action) {
        return IMMEDIATE_ACTIONS.containsKey(action);
    }

    /// Takes an action that takes effect at once; the chat of the person says so. Takes part in the transaction of the
    /// thread.
    ///
    /// @param lines numbers of lines; empty for all that allow it
    /// @param condition checked under the lock of the person
    /// @throws DeskException when the person sees no such application, or the action is not possible now
    public FormOutcome takeImmediateAction(
            Chat chat,
            String reference,
            ApplicantAction action,
            Set<Integer> lines,
            Consumer<ApplicationView> condition) {
        ImmediateAction immediate = IMMEDIATE_ACTIONS.get(action);
        return requestLog.execute(() -> {
            String language = persons.lockPerson(chat);
            Instant now = clock.instant();
            ApplicationView before = requireApplication(chat, reference);
            condition.accept(before);
            requirePossible(before, action);
            if (!transitions.tryAction(chat.conversation(), reference, action, lines, now)) {
                // A colleague or a linked person can act between the reading and the lock of the application.
                throw new DeskException(
                        DeskException.Kind.NOT_POSSIBLE,
                        lines.isEmpty()
                                ? "The application has changed meanwhile: read it again."
                                : "One of these lines does not allow it now: list the lines.");
            }
            String text = library.texts()
                    .formatText(
                            language,
                            ScriptNames.MY_REGISTRATIONS + "." + immediate.result() + ".say",
                            Map.of(immediate.act() + "_done", true, "own_reference", before.reference()));
            messages.postNotices(
                    chat.conversation(), List.of(NamedControls.renderNotice(library, language, text, List.of())), now);
            return new FormOutcome(null, null, immediate.result(), true, text, requireApplication(chat, reference));
        });
    }

    /// An application that the person may see.
    ///
    /// @throws DeskException when there is none of this reference
    public ApplicationView requireApplication(Chat chat, String reference) {
        return applications
                .findApplication(chat.conversation(), reference, clock.instant())
                .orElseThrow(() -> new DeskException(
                        DeskException.Kind.NOT_FOUND, "You have no application of this reference: list them."));
    }

    /// An application that the person may see, if the action is possible now.
    public Optional<ApplicationView> findPossible(Chat chat, String reference, ApplicantAction action) {
        return applications
                .findApplication(chat.conversation(), reference, clock.instant())
                .filter(shown -> shown.actions().contains(action));
    }

    private static void requirePossible(ApplicationView shown, ApplicantAction action) {
        List<ApplicantAction> possible = shown.actions();
        if (!possible.contains(action)) {
            throw new DeskException(
                    DeskException.Kind.NOT_POSSIBLE,
                    possible.isEmpty()
                            ? "No action is possible now."
                            : possible.stream()
                                    .map(ApplicantAction::toWord)
                                    .collect(Collectors.joining(", ", "Possible are: ", ".")));
        }
    }

    /// Begins an action that asks for more. An answer, and a change, that was begun is gone on with.
    ///
    /// @param shown the application
    /// @param action one of [ApplicationView#actions] that is not immediate
    /// @param line number of the line; null for all, or for a change, to be asked
    /// @param condition throws a [DeskException] when the application is another than the caller has read. Checked
    ///     before the action, and after it with the application as it is then: a decision at the same moment discards
    ///     the form. A later one is noticed when the form is sent, under the lock of the application. A report of a
    ///     blocked line is not checked again: its turn makes it only of a line that is registered then
    /// @throws DeskException when the action is not possible now
    public FormOutcome beginAction(
            FormChange change,
            ApplicationView shown,
            ApplicantAction action,
            @Nullable Integer line,
            Consumer<ApplicationView> condition) {
        if (drafts.isRepeated(change)) {
            return withApplication(change.caller(), shown, begin(change, shown, action, line));
        }
        condition.accept(shown);
        requirePossible(shown, action);
        Optional<FormView> begun = action == ApplicantAction.LINE_BLOCKED
                ? Optional.empty()
                : findBegunForm(change.before().forms(), shown, FORMS_OF_ACTIONS.get(action));
        if (begun.isPresent()) {
            return withApplication(
                    change.caller(),
                    shown,
                    line == null
                            ? FormOutcome.ofForm(begun.get(), null)
                            : drafts.fillForm(change, begun.get().session(), Map.of(LINE, line.toString()), null));
        }
        FormOutcome outcome = withApplication(change.caller(), shown, begin(change, shown, action, line));
        if (action != ApplicantAction.LINE_BLOCKED && outcome.form() != null && outcome.application() != null) {
            try {
                condition.accept(outcome.application());
            } catch (DeskException changed) {
                drafts.discardForm(change.next("discard"), outcome.form().session());
                throw changed;
            }
        }
        return outcome;
    }

    private FormOutcome begin(
            FormChange change, ApplicationView shown, ApplicantAction action, @Nullable Integer line) {
        FormOutcome outcome = drafts.followLink(
                change,
                library.findCurrent(FORMS_OF_ACTIONS.get(action)).link(),
                shown.application().reference());
        String answer = line == null ? action == ApplicantAction.LINE_BLOCKED ? ALL_LINES : null : line.toString();
        return (answer != null
                                && outcome.form() != null
                                && LINE.equals(outcome.form().at())
                        ? drafts.fillActiveForm(change.next("answers"), Map.of(LINE, answer))
                        : outcome)
                .ofScripts(FORMS);
    }

    private FormOutcome withApplication(Caller caller, ApplicationView shown, FormOutcome outcome) {
        return outcome.withApplication(applications
                .findApplication(
                        caller.person(), shown.application().reference().symbols(), clock.instant())
                .orElse(null));
    }

    /// The answer to what staff asked for last about an application, begun and not sent; empty when there is none.
    ///
    /// @param forms of the person
    public static Optional<FormView> findBegunAnswer(List<FormView> forms, ApplicationView shown) {
        return findBegunForm(forms, shown, ScriptNames.SUPPLY);
    }

    private static Optional<FormView> findBegunForm(List<FormView> forms, ApplicationView shown, String script) {
        Reference reference = shown.application().reference();
        return forms.stream()
                .filter(form -> form.script().equals(script))
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
