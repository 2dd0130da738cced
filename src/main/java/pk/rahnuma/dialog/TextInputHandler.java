package pk.rahnuma.dialog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import pk.rahnuma.dialog.Reply.DisplayMode;
import pk.rahnuma.dialog.field.FieldParseResult;
import pk.rahnuma.dialog.field.SensitiveTextMasker;
import pk.rahnuma.dialog.field.TextNormaliser;
import pk.rahnuma.dialog.script.EngineLimits;
import pk.rahnuma.dialog.script.ScriptStep;

/// Takes a text: a command, an answer, or more of the last answer.
final class TextInputHandler {

    private final CommandWordMatcher words;
    private final SessionCommandHandler commands;

    TextInputHandler(CommandWordMatcher words, SessionCommandHandler commands) {
        this.words = words;
        this.commands = commands;
    }

    void take(SessionStep move, ConversationInput.Text input) {
        String text = TextNormaliser.lines(input.text());
        CommandWordMatcher.CommandMatch said = words.command(text);
        ScriptStep step = move.stop().step();
        if (said != null && !means(move, text) && commands.take(move, said)) {
            return;
        }
        if (!move.session().awaited().isEmpty()) {
            move.say(move.voice().say("engine.fetching"));
        } else if (text.isBlank()) {
            move.show("", DisplayMode.PLAIN);
        } else if (text.length() > EngineLimits.HEARD) {
            move.show(
                    move.voice().say("engine.too_long", Map.of("most", (long) EngineLimits.HEARD)), DisplayMode.PLAIN);
        } else if (unseen(move, input) && adds(move, input)) {
            return;
        } else if (move.session().picking() && text.matches("[0-9]{1,3}")) {
            move.change(Integer.parseInt(text));
        } else if (step instanceof ScriptStep.Question question) {
            FieldParseResult reading = move.reading(question, text);
            mask(move, question, reading, text);
            if (unseen(move, input) && !(question.type().strict() && reading instanceof FieldParseResult.Accepted)) {
                boolean late =
                        Duration.between(move.session().asked(), move.moment().now())
                                        .compareTo(EngineLimits.REMEMBERED)
                                > 0;
                move.show(move.voice().say(late ? "engine.welcome_back" : "engine.several"), DisplayMode.PLAIN);
            } else {
                move.read(question, reading, input.message());
            }
        } else {
            move.show(move.voice().say("engine.use_buttons"), DisplayMode.PLAIN);
        }
    }

    /// Takes a changed text in place of the answer that it was.
    void edit(SessionStep move, ConversationInput.Edit input) {
        for (Journey.JourneyStep place : move.path().changeable()) {
            StoredAnswer answer = move.session().answers().get(place.key());
            if (input.message() != null && answer != null && input.message().equals(answer.message())) {
                ScriptStep.Question question = (ScriptStep.Question) place.step();
                FieldParseResult reading = question.type().read(input.text(), move.ask(question, null));
                mask(move, question, reading, input.text());
                if (reading instanceof FieldParseResult.Accepted accepted
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
                            DisplayMode.PLAIN);
                }
                return;
            }
        }
        move.show(move.voice().say("engine.edit_unused"), DisplayMode.PLAIN);
    }

    /// Keeps how the text reads to those who may not see it in full, where the question is a sensitive one.
    private static void mask(SessionStep move, ScriptStep.Question question, FieldParseResult reading, String text) {
        if (question.masked()) {
            move.maskAs(SensitiveTextMasker.mask(question.type(), reading, text, move.ask(question, null)));
        }
    }

    /// Whether the text is one of the options' own labels: then it is the answer, whatever else it could mean. Other
    /// words for an option may be commands and stay so, but where the language is asked, its name is an answer.
    static boolean means(SessionStep move, String text) {
        if (!(move.stop().step() instanceof ScriptStep.Question question)
                || question.options() == null
                || move.session().picking()) {
            return false;
        }
        // Once: a text can be megabytes long.
        String key = TextNormaliser.key(text);
        boolean otherWords = question.name().equals(SessionStep.LANGUAGE);
        return move.ask(question, null).options().stream()
                .anyMatch(option -> option.isLabelled(key) || otherWords && option.isCalled(key));
    }

    private static boolean unseen(SessionStep move, ConversationInput.Text input) {
        return input.blind()
                || Duration.between(move.session().asked(), move.moment().now()).compareTo(EngineLimits.REMEMBERED) > 0;
    }

    /// Several messages at once, where the first answered a question that takes a list or a long text: the others are
    /// more of it.
    private boolean adds(SessionStep move, ConversationInput.Text input) {
        if (!input.blind() || move.session().answers().isEmpty()) {
            return false;
        }
        String last = new ArrayList<>(move.session().answers().keySet()).getLast();
        for (Journey.JourneyStep place : move.path().changeable()) {
            if (place.key().equals(last) && place.step() instanceof ScriptStep.Question question) {
                Object held = move.session().answers().get(last).value();
                if (held == null) {
                    return false;
                }
                FieldParseResult longer = switch (question.type().name()) {
                    case "ips" -> question.type().read(input.text(), move.ask(question, held));
                    case "long-text" -> question.type().read(held + "\n" + input.text(), move.ask(question, null));
                    default -> FieldParseResult.refused("one");
                };
                if (longer instanceof FieldParseResult.Accepted accepted) {
                    move.amend(place, accepted.value(), input.message());
                    return true;
                }
            }
        }
        return false;
    }
}
