package pk.rahnuma.dialog.engine.session;

import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.field.FieldParseResult;
import pk.rahnuma.dialog.field.TextNormaliser;
import pk.rahnuma.dialog.journey.Journey;
import pk.rahnuma.dialog.model.CallResult;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.model.Reply.DisplayMode;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.render.FormView;
import pk.rahnuma.dialog.render.PromptRenderer;
import pk.rahnuma.dialog.render.SessionTextRenderer;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.dialog.script.ScriptTexts;
import pk.rahnuma.dialog.script.loader.ScriptLibrary;

/// The engine's three entries for one session: [#applyInput] for chats, [#fillForm] for forms, [#describeForm] for an
/// app's display. All are functions of their arguments.
///
/// The exits of a session (menu, cancel, another script, another language) belong to the whole conversation: see
/// [pk.rahnuma.dialog.engine.DialogEngine].
public final class SessionEngine {

    private final ScriptTexts texts;
    private final CommandWordMatcher words;
    private final TextInputHandler typing;
    private final ButtonTapHandler tapping;

    public SessionEngine(ScriptLibrary library) {
        this.texts = library.texts();
        this.words = new CommandWordMatcher(texts, library.currentScripts());
        SessionCommandHandler commands = new SessionCommandHandler(texts);
        this.typing = new TextInputHandler(words, commands);
        this.tapping = new ButtonTapHandler(commands);
    }

    public CommandWordMatcher commandWords() {
        return words;
    }

    /// Starts a session at its first step.
    ///
    /// @param lead text before the first question in the same message, or an empty text
    public StepResult startSession(Script script, String id, String lead, EngineContext moment) {
        Session session = Session.startNew(id, script.name(), script.flow(), moment.now());
        return new SessionStep(texts, journeyOf(script, session, moment))
                .startSession(lead)
                .toResult();
    }

    /// Shows the session's current step again.
    public StepResult showCurrentStep(Journey at, String lead) {
        SessionStep move = new SessionStep(texts, at);
        if (waits(move)) {
            move.addText(PromptRenderer.joinParagraphs(lead, move.textRenderer().formatText("engine.working")));
        } else {
            move.showCurrentStep(lead, DisplayMode.PLAIN);
        }
        return move.toResult();
    }

    /// Journey of a session: the steps that its answers lead through.
    public Journey journeyOf(Script script, Session session, EngineContext moment) {
        return new Journey(script, session, moment);
    }

    /// Title of the session: its subject and person.
    public String titleOf(Journey at) {
        return new SessionTextRenderer(texts, at).formatTitle();
    }

    /// Applies one input to one session.
    public StepResult applyInput(Script script, Session session, ConversationInput input, EngineContext moment) {
        return applyInput(newStep(journeyOf(script, session, moment)), input);
    }

    /// Creates a step, for [#applyInput(SessionStep, ConversationInput)] and the queries before it.
    public SessionStep newStep(Journey at) {
        return new SessionStep(texts, at);
    }

    /// @param move a fresh step
    public StepResult applyInput(SessionStep move, ConversationInput input) {
        Journey at = move.journey();
        Session session = at.session();
        if (input instanceof ConversationInput.Result result) {
            result(move, result);
        } else if (input instanceof ConversationInput.Fetched fetched) {
            FileInputHandler.handleFetched(move, fetched);
        } else if (waits(move)) {
            move.addText(move.textRenderer().formatText("engine.working"));
        } else {
            if (input instanceof ConversationInput.SubmittedAnswers answers && isFor(session, answers)) {
                return fillForm(at.script(), session, answers, at.moment()).stepped();
            }
            switch (input) {
                case ConversationInput.Text text -> typing.handleText(move, text);
                case ConversationInput.Tap tap -> tapping.handleTap(move, tap);
                case ConversationInput.File file -> FileInputHandler.handleFile(move, file);
                case ConversationInput.Contact contact -> contact(move, contact);
                case ConversationInput.Edit edit -> typing.handleEdit(move, edit);
                case ConversationInput.SubmittedAnswers other ->
                    move.showCurrentStep(
                            move.textRenderer().formatText("engine.form", Map.of("count", 0L)), DisplayMode.PLAIN);
                case ConversationInput.StaffMessage staff -> move.addText(staff.text());
                case ConversationInput.Timer timer -> {}
                case ConversationInput.HandedBack back -> {}
                case ConversationInput.Result result -> throw new IllegalStateException();
                case ConversationInput.Fetched fetched -> throw new IllegalStateException();
            }
            if (!(input instanceof ConversationInput.File)) {
                move.keepPendingFiles(session);
            }
        }
        return move.toResult();
    }

    private static boolean waits(SessionStep move) {
        return move.currentStep().step() instanceof ScriptStep.Call call
                && move.session().results().get(call.name()) instanceof CallResult kept
                && kept.value() == null;
    }

    private void result(SessionStep move, ConversationInput.Result result) {
        CallResult kept = move.session().results().get(result.call());
        // A result for other arguments is stale, and none is applied twice.
        if (kept != null && kept.value() == null && kept.hash().equals(result.hash())) {
            move.applyCallResult(result.call(), new CallResult(result.hash(), result.value()));
        }
    }

    /// True when the session waits for an answer and this text cannot be one.
    public boolean isRefused(SessionStep move, String text) {
        return switch (move.currentStep().step()) {
            case ScriptStep.Question question ->
                !move.session().picking()
                        && move.parseAnswer(question, TextNormaliser.toLines(text)) instanceof FieldParseResult.Refused;
            case ScriptStep.Review review -> words.findCommand(text) == null;
            case ScriptStep.Repeat repeat -> words.findCommand(text) == null;
            default -> false;
        };
    }

    /// True when the text is the label of an option of a fresh step.
    public boolean matchesOption(SessionStep move, String text) {
        return TextInputHandler.matchesOption(move, text);
    }

    private static void contact(SessionStep move, ConversationInput.Contact input) {
        if (!(move.currentStep().step() instanceof ScriptStep.Question question) || !question.acceptsContact()) {
            move.showCurrentStep(move.textRenderer().formatText("engine.contact_not_expected"), DisplayMode.PLAIN);
        } else if (!input.own()) {
            move.showCurrentStep(move.textRenderer().formatText("engine.contact_of_other"), DisplayMode.PLAIN);
        } else {
            move.handleReading(
                    question,
                    question.type().parseAnswer(input.phone(), move.fieldContext(question, null)),
                    input.message());
        }
    }

    /// Takes answers by key, as a form sends them, along the journey; problems are returned by key.
    ///
    /// @param answers taken for any session that they name
    public FormResult fillForm(
            Script script, Session session, ConversationInput.SubmittedAnswers answers, EngineContext moment) {
        return new FormFiller(texts, script, session, answers.files(), moment).fillForm(answers.answers());
    }

    private static boolean isFor(Session session, ConversationInput.SubmittedAnswers answers) {
        return answers.session() == null || answers.session().equals(session.id());
    }

    /// Problems of answers that were sent before, as reported then: none for those accepted since.
    ///
    /// @return as text, by key of the answer
    public Map<String, List<String>> findProblems(
            Script script, Session session, ConversationInput.SubmittedAnswers answers, EngineContext moment) {
        return isFor(session, answers)
                ? fillForm(script, session.withPendingValue(null, null, moment.now()), answers, moment)
                        .problems()
                : Map.of();
    }

    /// Form that an app should show: the questions on the journey, and the current one.
    public FormView describeForm(Script script, Session session, EngineContext moment) {
        return FormView.fromSession(texts, script, session, moment);
    }
}
