package pk.rahnuma.dialog.engine.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import pk.rahnuma.dialog.field.FieldParseResult;
import pk.rahnuma.dialog.field.FieldType;
import pk.rahnuma.dialog.journey.Journey;
import pk.rahnuma.dialog.model.CallResult;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.model.Reply.DisplayMode;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.model.SessionIdentity;
import pk.rahnuma.dialog.model.TrailEntry.Exit;
import pk.rahnuma.dialog.reading.Reading;
import pk.rahnuma.dialog.reading.ReadingKind;
import pk.rahnuma.dialog.reading.TypedMessage;
import pk.rahnuma.dialog.render.FormView;
import pk.rahnuma.dialog.render.FormViewFactory;
import pk.rahnuma.dialog.render.PromptRenderer;
import pk.rahnuma.dialog.render.SessionTextRenderer;
import pk.rahnuma.dialog.render.SessionTitle;
import pk.rahnuma.dialog.script.ActionType;
import pk.rahnuma.dialog.script.EngineLimits;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.dialog.script.ScriptTexts;
import pk.rahnuma.dialog.understanding.Utterance;

/// The engine's three entries for one session: [#applyInput] for chats, [#fillForm] for forms, [#describeForm] for an
/// app's display. All are functions of their arguments.
///
/// The exits of a session (menu, cancel, another script, another language) belong to the whole conversation: see
/// [pk.rahnuma.dialog.engine.DialogEngine].
public final class SessionEngine {

    /// Result of filling a form.
    ///
    /// @param stepped the session with its replies and calls
    /// @param check of the answers
    public record FormResult(StepResult stepped, FormCheck check) {}

    /// Answers of a form that were not accepted.
    ///
    /// @param problems as text, by key of the answer; empty when all passed
    /// @param doubtful keys of those that are accepted when they are sent again
    /// @param untaken keys of answers that the session does not ask for, or not yet
    public record FormCheck(Map<String, List<String>> problems, Set<String> doubtful, Set<String> untaken) {

        /// Check without a finding.
        public static final FormCheck PASSED = new FormCheck(Map.of(), Set.of(), Set.of());
    }

    private final ScriptTexts texts;

    public SessionEngine(ScriptLibrary library) {
        this.texts = library.texts();
    }

    /// Starts a session at its first step.
    ///
    /// @param lead text before the first question in the same message, or an empty text
    /// @param shared options that were chosen in another script, by name of the question; those that this script asks
    /// for
    ///     are taken. A form shows them
    /// @param name that a program gives the session, or null
    /// @param sentence with which the script is started; the answers in it are taken
    public StepResult startSession(
            Script script,
            String id,
            String name,
            String lead,
            Map<String, String> shared,
            Utterance sentence,
            EngineContext context) {
        Session fresh = Session.startNew(new SessionIdentity(id, name, script.name(), script.flow()), context.now());
        SessionStep sessionStep = newStep(journeyOf(script, fresh, context));
        FurtherAnswerHandler answers = new FurtherAnswerHandler(sessionStep);
        List<String> taken = new ArrayList<>(answers.takeFirstAnswers(sentence));
        taken.addAll(answers.takeOptions(shared));
        String shown = script.interrupts() ? "" : String.join("\n", taken);
        new SessionAdvancer(sessionStep).startSession(PromptRenderer.joinParagraphs(lead, shown));
        return sessionStep.toResult();
    }

    private SessionStep firstStep(Script script, String id, EngineContext context) {
        return newStep(journeyOf(
                script,
                Session.startNew(new SessionIdentity(id, script.name(), script.flow()), context.now()),
                context));
    }

    /// True when the text answers the first question of a script.
    public boolean answersFirstQuestion(Script script, Utterance text, EngineContext context) {
        SessionStep first = firstStep(script, "", context);
        return first.currentStep().step() instanceof ScriptStep.Question question
                && first.answerReader().parseAnswer(question, text) instanceof FieldParseResult.Accepted;
    }

    /// Number of answers that a text has with which a script is started.
    public int countFirstAnswers(Script script, Utterance text, EngineContext context) {
        return new FurtherAnswerHandler(firstStep(script, "", context))
                .takeFirstAnswers(text)
                .size();
    }

    /// Options on a journey, chosen or derived, by name of the question.
    public Map<String, String> chosenOptions(Journey journey) {
        Map<String, String> chosen = new LinkedHashMap<>();
        for (Journey.JourneyStep passed : journey.passedSteps()) {
            if (passed.step() instanceof ScriptStep.Question question
                    && question.options() instanceof ScriptStep.Options.Fixed options
                    && journey.answerFor(passed.key()).value() instanceof String value
                    && options.values().contains(value)) {
                chosen.put(passed.key(), value);
            }
        }
        return chosen;
    }

    /// Shows the session's current step again.
    public StepResult showCurrentStep(Journey journey, String lead) {
        SessionStep sessionStep = new SessionStep(texts, journey);
        if (isWaiting(sessionStep)) {
            sessionStep.addText(PromptRenderer.joinParagraphs(
                    lead, sessionStep.textRenderer().formatText("engine.working")));
        } else {
            sessionStep.showCurrentStep(lead, DisplayMode.PLAIN);
        }
        return sessionStep.toResult();
    }

    /// Journey of a session: the steps that its answers lead through.
    public Journey journeyOf(Script script, Session session, EngineContext context) {
        return new Journey(script, session, context);
    }

    /// Title of the session: its subject and person.
    public String titleOf(Journey journey) {
        return SessionTitle.formatTitle(new SessionTextRenderer(texts, journey));
    }

    /// Creates a step, for [#applyInput] and the queries before it.
    public SessionStep newStep(Journey journey) {
        return new SessionStep(texts, journey);
    }

    /// Applies a typed message to one session, whatever it could mean for the conversation.
    ///
    /// @param sessionStep a fresh step
    public StepResult applyText(SessionStep sessionStep, TypedMessage input) {
        return applyReading(sessionStep, new SessionReadings(sessionStep, input).first(ReadingKind.OF_SESSIONS));
    }

    /// Follows a reading of [SessionReadings].
    public StepResult applyReading(SessionStep sessionStep, Reading reading) {
        if (isWaiting(sessionStep)) {
            sessionStep.addText(sessionStep.textRenderer().formatText("engine.working"));
        } else {
            Session session = sessionStep.session();
            reading.effect().run();
            FileInputHandler.keepPendingFiles(sessionStep, session);
        }
        return sessionStep.toResult();
    }

    /// Applies one input to one session.
    ///
    /// @param sessionStep a fresh step
    /// @param input with a normalised text
    public StepResult applyInput(SessionStep sessionStep, ConversationInput input) {
        Journey journey = sessionStep.journey();
        Session session = journey.session();
        if (input instanceof ConversationInput.Result result) {
            applyResult(sessionStep, result);
        } else if (input instanceof ConversationInput.Fetched fetched) {
            FileInputHandler.handleFetched(sessionStep, fetched);
        } else if (isWaiting(sessionStep)) {
            sessionStep.addText(sessionStep.textRenderer().formatText("engine.working"));
        } else {
            if (input instanceof ConversationInput.SubmittedAnswers answers && isFor(session, answers)) {
                return fillForm(journey.script(), session, answers, journey.context())
                        .stepped();
            }
            switch (input) {
                case ConversationInput.Text text -> handleText(sessionStep, text);
                case ConversationInput.Tap tap -> ButtonTapHandler.handleTap(sessionStep, tap);
                case ConversationInput.File file -> FileInputHandler.handleFile(sessionStep, file);
                case ConversationInput.Contact contact -> handleContact(sessionStep, contact);
                case ConversationInput.Edit edit -> new EditHandler(sessionStep).handleEdit(edit);
                case ConversationInput.SubmittedAnswers other ->
                    sessionStep.repeatStep("engine.form", Map.of("count", 0L));
                case ConversationInput.StaffMessage staff -> sessionStep.addText(staff.text());
                case ConversationInput.Timer timer -> {}
                case ConversationInput.HandedBack back -> {}
                case ConversationInput.Result result -> throw new IllegalStateException();
                case ConversationInput.Fetched fetched -> throw new IllegalStateException();
            }
            if (!(input instanceof ConversationInput.File)) {
                FileInputHandler.keepPendingFiles(sessionStep, session);
            }
        }
        return sessionStep.toResult();
    }

    private void handleText(SessionStep sessionStep, ConversationInput.Text input) {
        if (input.text().length() > EngineLimits.MAX_INPUT_LENGTH) {
            refuseLongText(sessionStep, input);
        } else {
            TypedMessage message = TypedMessage.read(input, texts.lexicon());
            new SessionReadings(sessionStep, message)
                    .first(ReadingKind.OF_SESSIONS)
                    .effect()
                    .run();
        }
    }

    /// Refuses a text that is too long for any step, unread.
    private static void refuseLongText(SessionStep sessionStep, ConversationInput.Text input) {
        if (sessionStep.currentStep().step() instanceof ScriptStep.Question question) {
            FieldParseResult unread = FieldParseResult.refused(FieldType.TOO_LONG_CODE);
            sessionStep.maskInput(question, unread, input.text());
        }
        sessionStep.repeatStep("engine.too_long", Map.of("most", (long) EngineLimits.MAX_INPUT_LENGTH));
    }

    private static boolean isWaiting(SessionStep sessionStep) {
        return sessionStep.currentStep().step() instanceof ScriptStep.Call call
                && sessionStep.session().results().get(call.name()) instanceof CallResult kept
                && kept.value() == null;
    }

    /// The empty result of the call that a session waits for; empty when it waits for none.
    public static Optional<ConversationInput.Result> findUnansweredCall(Session session) {
        return session.results().entrySet().stream()
                .filter(call -> call.getValue().value() == null)
                .findFirst()
                .map(call -> new ConversationInput.Result(
                        session.id(), call.getKey(), call.getValue().hash(), Map.of()));
    }

    private void applyResult(SessionStep sessionStep, ConversationInput.Result result) {
        CallResult kept = sessionStep.session().results().get(result.call());
        // A result for other arguments is stale, and none is applied twice.
        if (kept != null && kept.value() == null && kept.hash().equals(result.hash())) {
            if (result.value() == null) {
                sessionStep.addText(sessionStep.textRenderer().formatText("engine.working"));
                return;
            }
            CallResult answered = new CallResult(result.hash(), completeResult(sessionStep, result));
            new SessionAdvancer(sessionStep)
                    .advanceTo(sessionStep.session().withResult(result.call(), answered), Exit.ANSWERED);
        }
    }

    /// A result without components is empty: nothing came of the call.
    private static Map<String, Object> completeResult(SessionStep sessionStep, ConversationInput.Result result) {
        if (!result.value().isEmpty()) {
            return result.value();
        }
        ActionType action =
                ((ScriptStep.Call) sessionStep.journey().script().named().get(result.call())).action();
        return action.resultComponents().keySet().stream()
                .collect(Collectors.toMap(component -> component, action::emptyResult));
    }

    private static void handleContact(SessionStep sessionStep, ConversationInput.Contact input) {
        if (!(sessionStep.currentStep().step() instanceof ScriptStep.Question question)) {
            sessionStep.repeatStep("engine.contact_not_expected");
        } else if (!question.acceptsContact()) {
            String taken = input.own()
                    ? new FurtherAnswerHandler(sessionStep).takeContact(question, sessionStep.read(input.phone()))
                    : "";
            sessionStep.showCurrentStep(
                    taken.isEmpty() ? sessionStep.textRenderer().formatText("engine.contact_not_expected") : taken,
                    DisplayMode.PLAIN);
        } else if (!input.own()) {
            sessionStep.repeatStep("engine.contact_of_other");
        } else {
            sessionStep.handleReading(
                    question,
                    question.type().parseAnswer(input.phone(), sessionStep.fieldContext(question, null)),
                    input.message());
        }
    }

    /// Takes answers by key, as a form sends them, along the journey; problems are returned by key.
    ///
    /// @param answers taken for any session that they name
    public FormResult fillForm(
            Script script, Session session, ConversationInput.SubmittedAnswers answers, EngineContext context) {
        return new FormFiller(texts, script, session, answers, context).fillForm();
    }

    private static boolean isFor(Session session, ConversationInput.SubmittedAnswers answers) {
        return answers.session() == null || answers.session().equals(session.id());
    }

    /// Checks answers that were sent before, as reported then: those accepted since have no problem.
    public FormCheck checkAnswers(
            Script script, Session session, ConversationInput.SubmittedAnswers answers, EngineContext context) {
        return isFor(session, answers)
                ? fillForm(script, session.withPendingValue(null, null, context.now()), answers, context)
                        .check()
                : FormCheck.PASSED;
    }

    /// Form that an app should show: the questions on the journey, and the current one.
    public FormView describeForm(Script script, Session session, EngineContext context) {
        return new FormViewFactory(texts, script, session, context).createView();
    }
}
