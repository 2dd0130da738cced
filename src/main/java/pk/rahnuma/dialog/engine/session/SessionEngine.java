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
import pk.rahnuma.dialog.model.GlobalCommand;
import pk.rahnuma.dialog.model.Reply.DisplayMode;
import pk.rahnuma.dialog.model.ReplyButton;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.model.TrailEntry.Exit;
import pk.rahnuma.dialog.reading.MessageAct;
import pk.rahnuma.dialog.reading.Reading;
import pk.rahnuma.dialog.reading.ReadingKind;
import pk.rahnuma.dialog.reading.RequestReader;
import pk.rahnuma.dialog.reading.TypedMessage;
import pk.rahnuma.dialog.render.FormView;
import pk.rahnuma.dialog.render.FormViewFactory;
import pk.rahnuma.dialog.render.PromptRenderer;
import pk.rahnuma.dialog.render.SessionTextRenderer;
import pk.rahnuma.dialog.script.ActionType;
import pk.rahnuma.dialog.script.EngineLimits;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.dialog.script.ScriptTexts;
import pk.rahnuma.dialog.understanding.NonAnswer;
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

    /// Of an identity or phone number: a smaller one may be an amount.
    private static final int MIN_NUMBER_DIGITS = 7;

    private final ScriptTexts texts;
    private final RequestReader requestReader;
    private final SessionCommandHandler commands;
    private final ButtonTapHandler tapHandler;
    private final ActHandler acts;

    public SessionEngine(ScriptLibrary library) {
        this.texts = library.texts();
        this.requestReader = new RequestReader();
        this.commands = new SessionCommandHandler(texts);
        this.tapHandler = new ButtonTapHandler(commands);
        this.acts = new ActHandler(commands);
    }

    public RequestReader requests() {
        return requestReader;
    }

    /// Starts a session at its first step.
    ///
    /// @param lead text before the first question in the same message, or an empty text
    /// @param shared options that were chosen in another script, by name of the question; those that this script asks
    /// for
    ///     are taken. A form shows them
    /// @param sentence with which the script is started; the answers in it are taken
    public StepResult startSession(
            Script script,
            String id,
            String lead,
            Map<String, String> shared,
            Utterance sentence,
            EngineContext context) {
        Session session = Session.startNew(id, script.name(), script.flow(), context.now());
        SessionStep sessionStep = newStep(journeyOf(script, session, context));
        FurtherAnswerHandler answers = new FurtherAnswerHandler(sessionStep);
        List<String> taken = new ArrayList<>(answers.takeFirstAnswers(sentence));
        taken.addAll(answers.takeOptions(shared));
        String shown = script.interrupts() ? "" : String.join("\n", taken);
        new SessionAdvancer(sessionStep).startSession(PromptRenderer.joinParagraphs(lead, shown));
        return sessionStep.toResult();
    }

    /// True when the text answers the first question of a script.
    public boolean answersFirstQuestion(Script script, Utterance text, EngineContext context) {
        Session session = Session.startNew("", script.name(), script.flow(), context.now());
        SessionStep first = newStep(journeyOf(script, session, context));
        return first.currentStep().step() instanceof ScriptStep.Question question
                && first.parseAnswer(question, text) instanceof FieldParseResult.Accepted;
    }

    /// Number of answers that a text has with which a script is started.
    public int countFirstAnswers(Script script, Utterance text, EngineContext context) {
        Session session = Session.startNew("", script.name(), script.flow(), context.now());
        return new FurtherAnswerHandler(newStep(journeyOf(script, session, context)))
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
        return new SessionTextRenderer(texts, journey).formatTitle();
    }

    /// Creates a step, for [#applyInput] and the queries before it.
    public SessionStep newStep(Journey journey) {
        return new SessionStep(texts, journey);
    }

    /// Readings of a typed message for one session.
    ///
    /// @param sessionStep a fresh step
    public SessionReadings readingsOf(SessionStep sessionStep, TypedMessage input) {
        return new SessionReadings(sessionStep, input, requestReader, commands);
    }

    /// Applies a typed message to one session, whatever it could mean for the conversation.
    ///
    /// @param sessionStep a fresh step
    public StepResult applyText(SessionStep sessionStep, TypedMessage input) {
        return applyReading(sessionStep, readingsOf(sessionStep, input).first(ReadingKind.OF_SESSIONS));
    }

    /// Follows a reading of [#readingsOf].
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

    /// Confidence that an act needs to go before the reading of a text as an answer; more than 1 when the text answers
    /// the current question beyond doubt.
    public double doubtsAnswer(SessionStep sessionStep, Utterance text) {
        return acts.doubtsAnswer(sessionStep, text);
    }

    /// True when the text corrects another answer by its new value, whatever the current question takes.
    public boolean correctsByValue(SessionStep sessionStep, Utterance text) {
        return acts.correctsByValue(sessionStep, text);
    }

    /// True when the act means something at the current step.
    public boolean takesAct(SessionStep sessionStep, MessageAct act, TypedMessage input) {
        return acts.takesAct(sessionStep, act, input);
    }

    /// Reading of an act that [#takesAct].
    public Reading readingOf(SessionStep sessionStep, MessageAct act, TypedMessage input) {
        return new Reading(ReadingKind.ACT, act.key(), act.confidence(), () -> acts.applyAct(sessionStep, act, input));
    }

    /// Button of a command of the session; empty when the command means nothing at the current step.
    public Optional<ReplyButton> commandButton(SessionStep sessionStep, GlobalCommand command) {
        return texts.hasText("engine.button." + command.key())
                        && commands.isPossible(sessionStep, new RequestReader.CommandMatch(command, 0))
                ? Optional.of(sessionStep.createButton(command))
                : Optional.empty();
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
                case ConversationInput.Tap tap -> tapHandler.handleTap(sessionStep, tap);
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
            readingsOf(sessionStep, message)
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

    /// True when the session waits for an answer and this text cannot be one: it may be a question to the desk.
    public boolean isRefused(SessionStep sessionStep, Utterance text) {
        return switch (sessionStep.currentStep().step()) {
            case ScriptStep.Question question ->
                !sessionStep.session().picking()
                        && mayBeQuestion(sessionStep.readPart(question, text))
                        && !new FurtherAnswerHandler(sessionStep).hasOtherAnswer(question, text)
                        && !statesNumber(text)
                        && !new ItemRowHandler(sessionStep).hasRows(text);
            case ScriptStep.Review review -> requestReader.findCommand(text) == null;
            case ScriptStep.Repeat repeat ->
                requestReader.findCommand(text) == null && !new ItemRowHandler(sessionStep).hasRows(text);
            default -> false;
        };
    }

    /// True when the text may answer the current question, and has to be confirmed.
    public boolean isAnswerDoubted(SessionStep sessionStep, Utterance text) {
        return sessionStep.currentStep().step() instanceof ScriptStep.Question question
                && !sessionStep.session().picking()
                && !question.type().isStrict()
                && sessionStep.readPart(question, text) instanceof FieldParseResult.Doubtful;
    }

    /// True for a sentence, no story, that says a number or address, though not one that is asked for: "my number is
    /// 0300 1234567".
    private static boolean statesNumber(Utterance text) {
        Utterance value = text.lines().length() > FieldType.MAX_SENTENCE_LENGTH ? null : text.introducedValue();
        return value != null && (value.hasCharacter('@') || value.countDigits() >= MIN_NUMBER_DIGITS);
    }

    /// True when the session waits for a text of any content.
    public boolean isTextAsked(SessionStep sessionStep) {
        return sessionStep.currentStep().step() instanceof ScriptStep.Question question
                && !sessionStep.session().picking()
                && question.type().takesAnyText()
                && !question.properties().containsKey("pattern");
    }

    /// True when the session waits for an option.
    public boolean isOptionAsked(SessionStep sessionStep) {
        return sessionStep.currentStep().step() instanceof ScriptStep.Question question
                && question.options() != null
                && !question.type().isStrict();
    }

    /// True when the session waits for an answer that may be a file, and the question was not asked long ago.
    public boolean isFileAsked(SessionStep sessionStep) {
        return sessionStep.currentStep().step() instanceof ScriptStep.Question question
                && question.type().acceptsFiles()
                && !sessionStep.isQuestionExpired();
    }

    /// True when the session waits for an answer and this text is one beyond doubt.
    public boolean isAnswer(SessionStep sessionStep, Utterance text) {
        if (!(sessionStep.currentStep().step() instanceof ScriptStep.Question question)
                || sessionStep.session().picking()) {
            return false;
        }
        FieldParseResult reading = sessionStep.parseAnswer(question, text);
        return reading instanceof FieldParseResult.Accepted accepted && accepted.extracted()
                || question.type().isUnmistakable(reading, sessionStep.fieldContext(question, null));
    }

    private static boolean mayBeQuestion(FieldParseResult reading) {
        return reading instanceof FieldParseResult.Refused refused && !refused.meant()
                || reading instanceof FieldParseResult.NoAnswer none && none.kind() == NonAnswer.QUESTION;
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
