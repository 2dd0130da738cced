package pk.rahnuma.dialog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import pk.rahnuma.dialog.Reply.Manner;
import pk.rahnuma.dialog.field.Plain;
import pk.rahnuma.dialog.field.Reading;
import pk.rahnuma.dialog.field.SensitiveText;
import pk.rahnuma.dialog.script.Limits;
import pk.rahnuma.dialog.script.Step;

/// Takes a text: a command, an answer, or more of the last answer.
final class Typing {

    private final Words words;
    private final Commands commands;

    Typing(Words words, Commands commands) {
        this.words = words;
        this.commands = commands;
    }

    void take(Move move, Input.Text input) {
        String text = Plain.lines(input.text());
        Words.Said said = words.command(text);
        Step step = move.stop().step();
        if (said != null && !means(move, text) && commands.take(move, said)) {
            return;
        }
        if (!move.session().awaited().isEmpty()) {
            move.say(move.voice().say("engine.fetching"));
        } else if (text.isBlank()) {
            move.show("", Manner.PLAIN);
        } else if (text.length() > Limits.HEARD) {
            move.show(move.voice().say("engine.too_long", Map.of("most", (long) Limits.HEARD)), Manner.PLAIN);
        } else if (unseen(move, input) && adds(move, input)) {
            return;
        } else if (move.session().picking() && text.matches("[0-9]{1,3}")) {
            move.change(Integer.parseInt(text));
        } else if (step instanceof Step.Question question) {
            Reading reading = move.reading(question, text);
            mask(move, question, reading, text);
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

    /// Takes a changed text in place of the answer that it was.
    void edit(Move move, Input.Edit input) {
        for (Path.Place place : move.path().changeable()) {
            Answer answer = move.session().answers().get(place.key());
            if (input.message() != null && answer != null && input.message().equals(answer.message())) {
                Step.Question question = (Step.Question) place.step();
                Reading reading = question.type().read(input.text(), move.ask(question, null));
                mask(move, question, reading, input.text());
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

    /// Keeps how the text reads to those who may not see it in full, where the question is a sensitive one.
    private static void mask(Move move, Step.Question question, Reading reading, String text) {
        if (question.masked()) {
            move.maskAs(SensitiveText.mask(question.type(), reading, text, move.ask(question, null)));
        }
    }

    /// Whether the text is one of the options' own labels: then it is the answer, whatever else it could mean. Other
    /// words for an option may be commands and stay so, but where the language is asked, its name is an answer.
    static boolean means(Move move, String text) {
        if (!(move.stop().step() instanceof Step.Question question)
                || question.options() == null
                || move.session().picking()) {
            return false;
        }
        // Once: a text can be megabytes long.
        String key = Plain.key(text);
        boolean otherWords = question.name().equals(Move.LANGUAGE);
        return move.ask(question, null).options().stream()
                .anyMatch(option -> option.isLabelled(key) || otherWords && option.isCalled(key));
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
}
