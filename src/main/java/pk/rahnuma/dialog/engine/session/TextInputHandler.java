package pk.rahnuma.dialog.engine.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import pk.rahnuma.dialog.field.FieldParseResult;
import pk.rahnuma.dialog.field.SensitiveTextMasker;
import pk.rahnuma.dialog.field.TextNormaliser;
import pk.rahnuma.dialog.journey.Journey;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.Reply.DisplayMode;
import pk.rahnuma.dialog.model.StoredAnswer;
import pk.rahnuma.dialog.script.EngineLimits;
import pk.rahnuma.dialog.script.ScriptStep;

/// Handles a text: a command, an answer, or a continuation of the last answer.
final class TextInputHandler {

    private final CommandWordMatcher words;
    private final SessionCommandHandler commands;

    TextInputHandler(CommandWordMatcher words, SessionCommandHandler commands) {
        this.words = words;
        this.commands = commands;
    }

    void handleText(SessionStep move, ConversationInput.Text input) {
        String text = TextNormaliser.toLines(input.text());
        CommandWordMatcher.CommandMatch said = words.findCommand(text);
        ScriptStep step = move.currentStep().step();
        if (said != null && !matchesOption(move, text) && commands.handleCommand(move, said)) {
            return;
        }
        if (!move.session().awaited().isEmpty()) {
            move.addText(move.textRenderer().formatText("engine.fetching"));
        } else if (text.isBlank()) {
            move.showCurrentStep("", DisplayMode.PLAIN);
        } else if (text.length() > EngineLimits.MAX_INPUT_LENGTH) {
            move.showCurrentStep(
                    move.textRenderer()
                            .formatText("engine.too_long", Map.of("most", (long) EngineLimits.MAX_INPUT_LENGTH)),
                    DisplayMode.PLAIN);
        } else if (unseen(move, input) && adds(move, input)) {
            return;
        } else if (move.session().picking() && text.matches("[0-9]{1,3}")) {
            move.changeAnswer(Integer.parseInt(text));
        } else if (step instanceof ScriptStep.Question question) {
            FieldParseResult reading = move.parseAnswer(question, text);
            mask(move, question, reading, text);
            if (unseen(move, input) && !(question.type().isStrict() && reading instanceof FieldParseResult.Accepted)) {
                boolean late =
                        Duration.between(move.session().asked(), move.moment().now())
                                        .compareTo(EngineLimits.QUESTION_TTL)
                                > 0;
                move.showCurrentStep(
                        move.textRenderer().formatText(late ? "engine.welcome_back" : "engine.several"),
                        DisplayMode.PLAIN);
            } else {
                move.handleReading(question, reading, input.message());
            }
        } else {
            move.showCurrentStep(move.textRenderer().formatText("engine.use_buttons"), DisplayMode.PLAIN);
        }
    }

    /// Replaces an answer by its edited text.
    void handleEdit(SessionStep move, ConversationInput.Edit input) {
        for (Journey.JourneyStep place : move.journey().changeableSteps()) {
            StoredAnswer answer = move.session().answers().get(place.key());
            if (input.message() != null && answer != null && input.message().equals(answer.message())) {
                ScriptStep.Question question = (ScriptStep.Question) place.step();
                FieldParseResult reading = question.type().parseAnswer(input.text(), move.fieldContext(question, null));
                mask(move, question, reading, input.text());
                if (reading instanceof FieldParseResult.Accepted accepted
                        && move.journey().firstFailedCheck(place, accepted.value(), false) == null) {
                    if (!accepted.value().equals(answer.value())) {
                        move.replaceAnswer(place, accepted.value(), input.message());
                    }
                } else {
                    move.showCurrentStep(
                            move.textRenderer()
                                    .formatText(
                                            "engine.edit_refused",
                                            Map.of("label", move.textRenderer().formatLabel(question))),
                            DisplayMode.PLAIN);
                }
                return;
            }
        }
        move.showCurrentStep(move.textRenderer().formatText("engine.edit_unused"), DisplayMode.PLAIN);
    }

    /// Sets the masked text of the input, when the question is sensitive.
    private static void mask(SessionStep move, ScriptStep.Question question, FieldParseResult reading, String text) {
        if (question.masked()) {
            move.setMaskedText(
                    SensitiveTextMasker.maskText(question.type(), reading, text, move.fieldContext(question, null)));
        }
    }

    /// True when the text is the label of an option: then it is the answer, whatever else it could mean. Other words
    /// for an option may be commands, except where the language is asked: there its name is an answer.
    static boolean matchesOption(SessionStep move, String text) {
        if (!(move.currentStep().step() instanceof ScriptStep.Question question)
                || question.options() == null
                || move.session().picking()) {
            return false;
        }
        // Computed once: a text can be megabytes long.
        String key = TextNormaliser.toComparisonKey(text);
        boolean otherWords = question.name().equals(SessionStep.LANGUAGE_QUESTION);
        return move.fieldContext(question, null).options().stream()
                .anyMatch(option -> option.isLabelled(key) || otherWords && option.isAlsoCalled(key));
    }

    private static boolean unseen(SessionStep move, ConversationInput.Text input) {
        return input.blind()
                || Duration.between(move.session().asked(), move.moment().now()).compareTo(EngineLimits.QUESTION_TTL)
                        > 0;
    }

    /// Handles several messages at once, when the first answered a question that takes a list or a long text: the
    /// others continue it.
    private boolean adds(SessionStep move, ConversationInput.Text input) {
        if (!input.blind() || move.session().answers().isEmpty()) {
            return false;
        }
        String last = new ArrayList<>(move.session().answers().keySet()).getLast();
        for (Journey.JourneyStep place : move.journey().changeableSteps()) {
            if (place.key().equals(last) && place.step() instanceof ScriptStep.Question question) {
                Object held = move.session().answers().get(last).value();
                if (held == null) {
                    return false;
                }
                FieldParseResult longer = switch (question.type().typeName()) {
                    case "ips" -> question.type().parseAnswer(input.text(), move.fieldContext(question, held));
                    case "long-text" ->
                        question.type().parseAnswer(held + "\n" + input.text(), move.fieldContext(question, null));
                    default -> FieldParseResult.refused("one");
                };
                if (longer instanceof FieldParseResult.Accepted accepted) {
                    move.replaceAnswer(place, accepted.value(), input.message());
                    return true;
                }
            }
        }
        return false;
    }
}
