package pk.rahnuma.dialog;

import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.Reply.DisplayMode;
import pk.rahnuma.dialog.field.FieldParseResult;
import pk.rahnuma.dialog.field.TextNormaliser;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.dialog.script.ScriptTexts;

/// The engine's three entries for one session: [#step] for chats, [#fill] for forms, [#describe] for what an app should
/// render. All are functions of their arguments.
///
/// The ways out of a session (menu, cancel, another script, another language) belong to the whole conversation: see
/// [DialogEngine].
public final class SessionEngine {

    private final ScriptTexts texts;
    private final CommandWordMatcher words;
    private final TextInputHandler typing;
    private final ButtonTapHandler tapping;

    public SessionEngine(ScriptLibrary library) {
        this.texts = library.texts();
        this.words = new CommandWordMatcher(texts, library.current());
        SessionCommandHandler commands = new SessionCommandHandler(texts);
        this.typing = new TextInputHandler(words, commands);
        this.tapping = new ButtonTapHandler(commands);
    }

    CommandWordMatcher words() {
        return words;
    }

    /// A new session at its first step.
    ///
    /// @param lead what is said before the first question in the same message, or an empty text
    public StepResult start(Script script, String id, String lead, EngineContext moment) {
        Session session = Session.start(id, script.name(), script.flow(), moment.now());
        return new SessionStep(texts, path(script, session, moment)).begin(lead).done();
    }

    /// The session's current place again.
    StepResult show(Journey at, String lead) {
        SessionStep move = new SessionStep(texts, at);
        if (waits(move)) {
            move.say(PromptRenderer.join(lead, move.voice().say("engine.working")));
        } else {
            move.show(lead, DisplayMode.PLAIN);
        }
        return move.done();
    }

    /// Where the session stands, in words: its place and how many there are.
    Journey path(Script script, Session session, EngineContext moment) {
        return new Journey(script, session, moment);
    }

    /// What the session is about, and for whom.
    String title(Journey at) {
        return new SessionTextRenderer(texts, at).title();
    }

    /// One input to one session.
    public StepResult step(Script script, Session session, ConversationInput input, EngineContext moment) {
        return step(move(path(script, session, moment)), input);
    }

    /// The first step from a place, for [#step(SessionStep, ConversationInput)] and for what asks before it.
    SessionStep move(Journey at) {
        return new SessionStep(texts, at);
    }

    /// @param move with which nothing was done yet
    StepResult step(SessionStep move, ConversationInput input) {
        Journey at = move.path();
        Session session = at.session();
        if (input instanceof ConversationInput.Result result) {
            result(move, result);
        } else if (input instanceof ConversationInput.Fetched fetched) {
            FileInputHandler.fetched(move, fetched);
        } else if (waits(move)) {
            move.say(move.voice().say("engine.working"));
        } else {
            if (input instanceof ConversationInput.SubmittedAnswers answers && isFor(session, answers)) {
                return fill(at.script(), session, answers, at.moment()).stepped();
            }
            switch (input) {
                case ConversationInput.Text text -> typing.take(move, text);
                case ConversationInput.Tap tap -> tapping.take(move, tap);
                case ConversationInput.File file -> FileInputHandler.take(move, file);
                case ConversationInput.Contact contact -> contact(move, contact);
                case ConversationInput.Edit edit -> typing.edit(move, edit);
                case ConversationInput.SubmittedAnswers other ->
                    move.show(move.voice().say("engine.form", Map.of("count", 0L)), DisplayMode.PLAIN);
                case ConversationInput.StaffMessage staff -> move.say(staff.text());
                case ConversationInput.Timer timer -> {}
                case ConversationInput.HandedBack back -> {}
                case ConversationInput.Result result -> throw new IllegalStateException();
                case ConversationInput.Fetched fetched -> throw new IllegalStateException();
            }
            if (!(input instanceof ConversationInput.File)) {
                move.stillAwaits(session);
            }
        }
        return move.done();
    }

    private static boolean waits(SessionStep move) {
        return move.stop().step() instanceof ScriptStep.Call call
                && move.session().results().get(call.name()) instanceof CallResult kept
                && kept.value() == null;
    }

    private void result(SessionStep move, ConversationInput.Result result) {
        CallResult kept = move.session().results().get(result.call());
        // For other arguments, or long answered: too late, and not to be applied twice.
        if (kept != null && kept.value() == null && kept.hash().equals(result.hash())) {
            move.result(result.call(), new CallResult(result.hash(), result.value()));
        }
    }

    /// Whether the session waits for an answer that this text cannot be.
    boolean isRefused(SessionStep move, String text) {
        return switch (move.stop().step()) {
            case ScriptStep.Question question ->
                !move.session().picking()
                        && move.reading(question, TextNormaliser.lines(text)) instanceof FieldParseResult.Refused;
            case ScriptStep.Review review -> words.command(text) == null;
            case ScriptStep.Repeat repeat -> words.command(text) == null;
            default -> false;
        };
    }

    /// The same for a session that nothing is done with yet.
    boolean means(SessionStep move, String text) {
        return TextInputHandler.means(move, text);
    }

    private static void contact(SessionStep move, ConversationInput.Contact input) {
        if (!(move.stop().step() instanceof ScriptStep.Question question) || !question.takesContact()) {
            move.show(move.voice().say("engine.contact_not_expected"), DisplayMode.PLAIN);
        } else if (!input.own()) {
            move.show(move.voice().say("engine.contact_of_other"), DisplayMode.PLAIN);
        } else {
            move.read(question, question.type().read(input.phone(), move.ask(question, null)), input.message());
        }
    }

    /// Takes answers by key, as a form sends them, as far as the path leads; what does not pass is told by key.
    ///
    /// @param answers for whatever session they say they are
    public FormResult fill(
            Script script, Session session, ConversationInput.SubmittedAnswers answers, EngineContext moment) {
        return new FormFiller(texts, script, session, answers.files(), moment).fill(answers.answers());
    }

    private static boolean isFor(Session session, ConversationInput.SubmittedAnswers answers) {
        return answers.session() == null || answers.session().equals(session.id());
    }

    /// What is wrong with answers that were sent before, as it was told then: nothing with those taken since.
    ///
    /// @return in words, by key of the answer
    public Map<String, List<String>> problems(
            Script script, Session session, ConversationInput.SubmittedAnswers answers, EngineContext moment) {
        return isFor(session, answers)
                ? fill(script, session.holding(null, null, moment.now()), answers, moment)
                        .problems()
                : Map.of();
    }

    /// What an app should render today: the questions on the path, and where it waits.
    public FormView describe(Script script, Session session, EngineContext moment) {
        return FormView.of(texts, script, session, moment);
    }
}
