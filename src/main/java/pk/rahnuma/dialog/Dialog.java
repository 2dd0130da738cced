package pk.rahnuma.dialog;

import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.Reply.Manner;
import pk.rahnuma.dialog.field.Plain;
import pk.rahnuma.dialog.field.Reading;
import pk.rahnuma.dialog.script.Library;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.Step;
import pk.rahnuma.dialog.script.Texts;

/// The engine's three entries for one session: [#step] for chats, [#fill] for forms, [#describe] for what an app should
/// render. All are functions of their arguments.
///
/// The ways out of a session (menu, cancel, another script, another language) belong to the whole conversation: see
/// [Talk].
public final class Dialog {

    private final Texts texts;
    private final Words words;
    private final Typing typing;
    private final Tapping tapping;

    public Dialog(Library library) {
        this.texts = library.texts();
        this.words = new Words(texts, library.current());
        Commands commands = new Commands(texts);
        this.typing = new Typing(words, commands);
        this.tapping = new Tapping(commands);
    }

    Words words() {
        return words;
    }

    /// A new session at its first step.
    ///
    /// @param lead what is said before the first question in the same message, or an empty text
    public Stepped start(Script script, String id, String lead, Moment moment) {
        Session session = Session.start(id, script.name(), script.flow(), moment.now());
        return new Move(texts, path(script, session, moment)).begin(lead).done();
    }

    /// The session's current place again.
    Stepped show(Path at, String lead) {
        Move move = new Move(texts, at);
        if (waits(move)) {
            move.say(Prompt.join(lead, move.voice().say("engine.working")));
        } else {
            move.show(lead, Manner.PLAIN);
        }
        return move.done();
    }

    /// Where the session stands, in words: its place and how many there are.
    Path path(Script script, Session session, Moment moment) {
        return new Path(script, session, moment);
    }

    /// What the session is about, and for whom.
    String title(Path at) {
        return new Voice(texts, at).title();
    }

    /// One input to one session.
    public Stepped step(Script script, Session session, Input input, Moment moment) {
        return step(move(path(script, session, moment)), input);
    }

    /// The first step from a place, for [#step(Move, Input)] and for what asks before it.
    Move move(Path at) {
        return new Move(texts, at);
    }

    /// @param move with which nothing was done yet
    Stepped step(Move move, Input input) {
        Path at = move.path();
        Session session = at.session();
        if (input instanceof Input.Result result) {
            result(move, result);
        } else if (input instanceof Input.Fetched fetched) {
            Filing.fetched(move, fetched);
        } else if (waits(move)) {
            move.say(move.voice().say("engine.working"));
        } else {
            if (input instanceof Input.Answers answers && isFor(session, answers)) {
                return fill(at.script(), session, answers, at.moment()).stepped();
            }
            switch (input) {
                case Input.Text text -> typing.take(move, text);
                case Input.Tap tap -> tapping.take(move, tap);
                case Input.File file -> Filing.take(move, file);
                case Input.Contact contact -> contact(move, contact);
                case Input.Edit edit -> typing.edit(move, edit);
                case Input.Answers other ->
                    move.show(move.voice().say("engine.form", Map.of("count", 0L)), Manner.PLAIN);
                case Input.Staff staff -> move.say(staff.text());
                case Input.Timer timer -> {}
                case Input.Back back -> {}
                case Input.Result result -> throw new IllegalStateException();
                case Input.Fetched fetched -> throw new IllegalStateException();
            }
            if (!(input instanceof Input.File)) {
                move.stillAwaits(session);
            }
        }
        return move.done();
    }

    private static boolean waits(Move move) {
        return move.stop().step() instanceof Step.Call call
                && move.session().results().get(call.name()) instanceof Kept kept
                && kept.value() == null;
    }

    private void result(Move move, Input.Result result) {
        Kept kept = move.session().results().get(result.call());
        // For other arguments, or long answered: too late, and not to be applied twice.
        if (kept != null && kept.value() == null && kept.hash().equals(result.hash())) {
            move.result(result.call(), new Kept(result.hash(), result.value()));
        }
    }

    /// Whether the session waits for an answer that this text cannot be.
    boolean isRefused(Move move, String text) {
        return switch (move.stop().step()) {
            case Step.Question question ->
                !move.session().picking() && move.reading(question, Plain.lines(text)) instanceof Reading.Refused;
            case Step.Review review -> words.command(text) == null;
            case Step.Repeat repeat -> words.command(text) == null;
            default -> false;
        };
    }

    /// The same for a session that nothing is done with yet.
    boolean means(Move move, String text) {
        return Typing.means(move, text);
    }

    private static void contact(Move move, Input.Contact input) {
        if (!(move.stop().step() instanceof Step.Question question) || !question.takesContact()) {
            move.show(move.voice().say("engine.contact_not_expected"), Manner.PLAIN);
        } else if (!input.own()) {
            move.show(move.voice().say("engine.contact_of_other"), Manner.PLAIN);
        } else {
            move.read(question, question.type().read(input.phone(), move.ask(question, null)), input.message());
        }
    }

    /// Takes answers by key, as a form sends them, as far as the path leads; what does not pass is told by key.
    ///
    /// @param answers for whatever session they say they are
    public Filled fill(Script script, Session session, Input.Answers answers, Moment moment) {
        return new Filling(texts, script, session, answers.files(), moment).fill(answers.answers());
    }

    private static boolean isFor(Session session, Input.Answers answers) {
        return answers.session() == null || answers.session().equals(session.id());
    }

    /// What is wrong with answers that were sent before, as it was told then: nothing with those taken since.
    ///
    /// @return in words, by key of the answer
    public Map<String, List<String>> problems(Script script, Session session, Input.Answers answers, Moment moment) {
        return isFor(session, answers)
                ? fill(script, session.holding(null, null, moment.now()), answers, moment)
                        .problems()
                : Map.of();
    }

    /// What an app should render today: the questions on the path, and where it waits.
    public Form describe(Script script, Session session, Moment moment) {
        return Form.of(texts, script, session, moment);
    }
}
