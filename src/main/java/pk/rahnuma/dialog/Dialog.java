package pk.rahnuma.dialog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.Reply.Manner;
import pk.rahnuma.dialog.field.Plain;
import pk.rahnuma.dialog.field.Reading;
import pk.rahnuma.dialog.script.Library;
import pk.rahnuma.dialog.script.Limits;
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

    public Dialog(Library library) {
        this.texts = library.texts();
        this.words = new Words(texts, library.current());
    }

    Words words() {
        return words;
    }

    /// A new session at its first step.
    ///
    /// @param lead what is said before the first question in the same message, or an empty text
    public Stepped start(Script script, String id, String lead, Moment moment) {
        Session session = Session.start(id, script.name(), script.flow(), moment.now());
        return new Move(texts, script, session, moment).begin(lead).done();
    }

    /// The session's current place again.
    public Stepped show(Script script, Session session, String lead, Moment moment) {
        Move move = new Move(texts, script, session, moment);
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

    /// One input to one session.
    public Stepped step(Script script, Session session, Input input, Moment moment) {
        Move move = new Move(texts, script, session, moment);
        if (input instanceof Input.Result result) {
            result(move, result);
        } else if (waits(move)) {
            move.say(move.voice().say("engine.working"));
        } else {
            if (input instanceof Input.Answers answers && isFor(session, answers)) {
                return fill(script, session, answers.answers(), moment).stepped();
            }
            switch (input) {
                case Input.Text text -> text(move, text);
                case Input.Tap tap -> tap(move, tap);
                case Input.File file -> file(move, file);
                case Input.Contact contact -> contact(move, contact);
                case Input.Edit edit -> edit(move, edit);
                case Input.Answers other ->
                    move.show(move.voice().say("engine.form", Map.of("count", 0L)), Manner.PLAIN);
                case Input.Staff staff -> move.say(staff.text());
                case Input.Timer timer -> {}
                case Input.Result result -> throw new IllegalStateException();
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

    private void text(Move move, Input.Text input) {
        String text = Plain.lines(input.text());
        Words.Said said = words.command(text);
        Step step = move.stop().step();
        if (said != null && !means(move, text) && command(move, said)) {
            return;
        }
        if (text.isBlank()) {
            move.show("", Manner.PLAIN);
        } else if (text.length() > Limits.HEARD) {
            move.show(move.voice().say("engine.too_long", Map.of("most", (long) Limits.HEARD)), Manner.PLAIN);
        } else if (unseen(move, input) && adds(move, input)) {
            return;
        } else if (move.session().picking() && text.matches("[0-9]{1,3}")) {
            move.change(Integer.parseInt(text));
        } else if (step instanceof Step.Question question) {
            Reading reading =
                    question.type().read(text, move.ask(question, move.session().partial()));
            if (unseen(move, input) && !(question.type().strict() && reading instanceof Reading.Accepted)) {
                boolean late =
                        Duration.between(move.session().asked(), move.moment().now())
                                        .compareTo(Limits.REMEMBERED)
                                > 0;
                move.show(move.voice().say(late ? "engine.welcome_back" : "engine.several"), Manner.PLAIN);
            } else {
                move.read(question, reading, input.message());
            }
        } else {
            move.show(move.voice().say("engine.use_buttons"), Manner.PLAIN);
        }
    }

    /// The same for a session that nothing is done with yet.
    boolean means(Script script, Session session, String text, Moment moment) {
        return means(new Move(texts, script, session, moment), text);
    }

    /// Whether the text is one of the options' own labels: then it is the answer, whatever else it could mean.
    private static boolean means(Move move, String text) {
        return move.stop().step() instanceof Step.Question question
                && question.options() != null
                && !move.session().picking()
                && move.ask(question, null).options().stream()
                        .anyMatch(option -> Plain.key(option.label()).equals(Plain.key(text)));
    }

    private static boolean unseen(Move move, Input.Text input) {
        return input.blind()
                || Duration.between(move.session().asked(), move.moment().now()).compareTo(Limits.REMEMBERED) > 0;
    }

    /// Several messages at once, where the first answered a question that takes a list or a long text: the others are
    /// more of it.
    private boolean adds(Move move, Input.Text input) {
        if (!input.blind() || move.session().answers().isEmpty()) {
            return false;
        }
        String last = new ArrayList<>(move.session().answers().keySet()).getLast();
        for (Path.Place place : move.path().changeable()) {
            if (place.key().equals(last) && place.step() instanceof Step.Question question) {
                Object held = move.session().answers().get(last).value();
                if (held == null) {
                    return false;
                }
                Reading longer = switch (question.type().name()) {
                    case "ips" -> question.type().read(input.text(), move.ask(question, held));
                    case "long-text" -> question.type().read(held + "\n" + input.text(), move.ask(question, null));
                    default -> Reading.refused("one");
                };
                if (longer instanceof Reading.Accepted accepted) {
                    move.amend(place, accepted.value(), input.message());
                    return true;
                }
            }
        }
        return false;
    }

    /// @return false when the command means nothing at this place, so that the text may be an answer
    private boolean command(Move move, Words.Said said) {
        Step step = move.stop().step();
        switch (said.command()) {
            case BACK -> move.back();
            case CHANGE -> {
                if (step instanceof Step.Repeat repeat && said.number() > 0) {
                    item(move, repeat, said.number(), false);
                } else {
                    move.change(said.number());
                }
            }
            case SKIP -> move.skip();
            case HELP -> help(move);
            case REPEAT, CONTINUE -> move.goOn();
            case MORE -> move.more();
            case YES -> {
                if (step instanceof Step.Review review) {
                    move.send(review);
                } else {
                    return insist(move);
                }
            }
            case SEND -> {
                if (!(step instanceof Step.Review review)) {
                    return false;
                }
                move.send(review);
            }
            case DONE -> {
                return finish(move);
            }
            case ADD -> {
                if (!(step instanceof Step.Repeat repeat)) {
                    return false;
                }
                move.add(repeat);
            }
            case REMOVE -> {
                if (!(step instanceof Step.Repeat repeat)) {
                    return false;
                }
                item(move, repeat, said.number(), true);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void item(Move move, Step.Repeat repeat, int place, boolean remove) {
        List<String> items = move.session().items().getOrDefault(repeat.name(), List.of());
        if (place < 1 || place > items.size()) {
            move.show("", Manner.PLAIN);
        } else if (remove) {
            move.remove(repeat, items.get(place - 1));
        } else {
            move.item(repeat, items.get(place - 1));
        }
    }

    private static boolean insist(Move move) {
        Object doubt = move.session().doubt();
        if (doubt == null || !(move.stop().step() instanceof Step.Question question)) {
            return false;
        }
        move.read(question, new Reading.Accepted(doubt), null);
        return true;
    }

    private static boolean finish(Move move) {
        Step step = move.stop().step();
        Object partial = move.session().partial();
        if (step instanceof Step.Repeat repeat) {
            move.close(repeat);
            return true;
        }
        if (step instanceof Step.Question question && partial != null) {
            move.read(question, question.type().read("!done", move.ask(question, partial)), null);
            return true;
        }
        return false;
    }

    private void help(Move move) {
        String key = move.stop().step() instanceof Step.Question question ? question.texts() + ".help" : "";
        move.show(move.voice().say(texts.has(key) ? key : "engine.help"), Manner.PLAIN);
    }

    private void tap(Move move, Input.Tap input) {
        Taps tap = Taps.parse(input.data());
        if (tap == null) {
            stale(move, null);
        } else if (!tap.session().equals(move.session().id())
                || tap.token() < move.session().token() - 1) {
            stale(move, tap);
        } else if (tap.token() != move.session().token()) {
            again(move, tap);
        } else if (tap.isCommand()) {
            button(move, tap);
        } else if (move.stop().step() instanceof Step.Question question && question.number() == tap.step()) {
            move.read(
                    question,
                    question.type()
                            .read(tap.value(), move.ask(question, move.session().partial())),
                    null);
        } else {
            stale(move, tap);
        }
    }

    /// A tap of the question just left: the same tap again, under another id, has done its work; another one comes
    /// late.
    private void again(Move move, Taps tap) {
        boolean done = tap.isCommand();
        for (Path.Place place : move.path().changeable()) {
            Answer answer = move.session().answers().get(place.key());
            if (place.step().number() == tap.step() && answer != null && answer.value() != null) {
                Object given = answer.value();
                done |= given instanceof Boolean truth
                        ? tap.value().equals(truth ? "yes" : "no")
                        : given instanceof List<?> list ? list.contains(tap.value()) : given.equals(tap.value());
            }
        }
        boolean toggled =
                move.stop().step().number() == tap.step() && move.session().partial() != null;
        if (done || toggled) {
            move.notice("engine.already");
        } else {
            stale(move, tap);
        }
    }

    private void button(Move move, Taps tap) {
        Step step = move.stop().step();
        switch (tap.word()) {
            case "page" -> move.page(tap.count());
            case "pick" -> move.change(tap.count());
            case "item" -> {
                if (step instanceof Step.Repeat repeat) {
                    move.item(repeat, tap.argument());
                } else {
                    stale(move, tap);
                }
            }
            case "remove" -> {
                if (step instanceof Step.Repeat repeat) {
                    move.remove(repeat, tap.argument());
                } else {
                    stale(move, tap);
                }
            }
            default -> {
                try {
                    Command command = Command.valueOf(tap.word().toUpperCase(java.util.Locale.ROOT));
                    if (!command(move, new Words.Said(command, 0))) {
                        stale(move, tap);
                    }
                } catch (IllegalArgumentException e) {
                    stale(move, tap);
                }
            }
        }
    }

    /// A button of an earlier question: its answer stands, and can be changed.
    private void stale(Move move, Taps tap) {
        move.notice("engine.stale_notice");
        move.show(move.voice().say("engine.stale"), Manner.PLAIN);
    }

    private static void file(Move move, Input.File input) {
        if (move.stop().step() instanceof Step.Question question
                && question.type().name().equals("file")) {
            move.read(question, question.type().read(input.file(), move.ask(question, null)), input.message());
        } else {
            move.show(move.voice().say("errors.any.file_not_expected"), Manner.PLAIN);
        }
    }

    private static void contact(Move move, Input.Contact input) {
        if (!(move.stop().step() instanceof Step.Question question)
                || !question.type().name().equals("phone")) {
            move.show(move.voice().say("engine.contact_not_expected"), Manner.PLAIN);
        } else if (!input.own()) {
            move.show(move.voice().say("engine.contact_of_other"), Manner.PLAIN);
        } else {
            move.read(question, question.type().read(input.phone(), move.ask(question, null)), input.message());
        }
    }

    private void edit(Move move, Input.Edit input) {
        for (Path.Place place : move.path().changeable()) {
            Answer answer = move.session().answers().get(place.key());
            if (input.message() != null && answer != null && input.message().equals(answer.message())) {
                Step.Question question = (Step.Question) place.step();
                Reading reading = question.type().read(input.text(), move.ask(question, null));
                if (reading instanceof Reading.Accepted accepted
                        && move.path().failed(place, accepted.value(), false) == null) {
                    if (!accepted.value().equals(answer.value())) {
                        move.amend(place, accepted.value(), input.message());
                    }
                } else {
                    move.show(
                            move.voice()
                                    .say(
                                            "engine.edit_refused",
                                            Map.of("label", move.voice().label(question))),
                            Manner.PLAIN);
                }
                return;
            }
        }
        move.show(move.voice().say("engine.edit_unused"), Manner.PLAIN);
    }

    /// Takes answers by key, as a form sends them, as far as the path leads; what does not pass is told by key.
    ///
    /// @param answers values as typed (text, number, truth, list of text) by key; null leaves an optional question out
    public Filled fill(Script script, Session session, Map<String, Object> answers, Moment moment) {
        return new Filling(texts, script, session, moment).fill(answers);
    }

    private static boolean isFor(Session session, Input.Answers answers) {
        return answers.session() == null || answers.session().equals(session.id());
    }

    /// What is wrong with answers that were sent before, as it was told then: nothing with those taken since.
    ///
    /// @return in words, by key of the answer
    public Map<String, List<String>> problems(Script script, Session session, Input.Answers answers, Moment moment) {
        return isFor(session, answers)
                ? fill(script, session.holding(null, null, moment.now()), answers.answers(), moment)
                        .problems()
                : Map.of();
    }

    /// What an app should render today: the questions on the path, and where it waits.
    public Form describe(Script script, Session session, Moment moment) {
        return Form.of(texts, script, session, moment);
    }
}
