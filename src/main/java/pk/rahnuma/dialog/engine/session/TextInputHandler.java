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

    void handleText(SessionStep sessionStep, ConversationInput.Text input) {
        String text = TextNormaliser.toLines(input.text());
        CommandWordMatcher.CommandMatch said = words.findCommand(text);
        ScriptStep step = sessionStep.currentStep().step();
        if (said != null && !matchesOption(sessionStep, text) && commands.handleCommand(sessionStep, said)) {
            return;
        }
        if (!sessionStep.session().awaited().isEmpty()) {
            sessionStep.addText(sessionStep.textRenderer().formatText("engine.fetching"));
        } else if (text.isBlank()) {
            sessionStep.showCurrentStep("", DisplayMode.PLAIN);
        } else if (text.length() > EngineLimits.MAX_INPUT_LENGTH) {
            sessionStep.showCurrentStep(
                    sessionStep.textRenderer().formatText("engine.too_long", Map.of("most", (long)
                            EngineLimits.MAX_INPUT_LENGTH)),
                    DisplayMode.PLAIN);
        } else if (unseen(sessionStep, input) && adds(sessionStep, input)) {
            return;
        } else if (sessionStep.session().picking() && text.matches("[0-9]{1,3}")) {
            sessionStep.changeAnswer(Integer.parseInt(text));
        } else if (step instanceof ScriptStep.Question question) {
            FieldParseResult reading = sessionStep.parseAnswer(question, text);
            mask(sessionStep, question, reading, text);
            if (unseen(sessionStep, input)
                    && !(question.type().isStrict() && reading instanceof FieldParseResult.Accepted)) {
                boolean late = Duration.between(
                                        sessionStep.session().asked(),
                                        sessionStep.context().now())
                                .compareTo(EngineLimits.QUESTION_TTL)
                        > 0;
                sessionStep.showCurrentStep(
                        sessionStep.textRenderer().formatText(late ? "engine.welcome_back" : "engine.several"),
                        DisplayMode.PLAIN);
            } else {
                sessionStep.handleReading(question, reading, input.message());
            }
        } else {
            sessionStep.showCurrentStep(sessionStep.textRenderer().formatText("engine.use_buttons"), DisplayMode.PLAIN);
        }
    }

    /// Replaces an answer by its edited text.
    void handleEdit(SessionStep sessionStep, ConversationInput.Edit input) {
        for (Journey.JourneyStep place : sessionStep.journey().changeableSteps()) {
            StoredAnswer answer = sessionStep.session().answers().get(place.key());
            if (input.message() != null && answer != null && input.message().equals(answer.message())) {
                ScriptStep.Question question = (ScriptStep.Question) place.step();
                FieldParseResult reading =
                        question.type().parseAnswer(input.text(), sessionStep.fieldContext(question, null));
                mask(sessionStep, question, reading, input.text());
                if (reading instanceof FieldParseResult.Accepted accepted
                        && sessionStep.journey().firstFailedCheck(place, accepted.value(), false) == null) {
                    if (!accepted.value().equals(answer.value())) {
                        sessionStep.replaceAnswer(place, accepted.value(), input.message());
                    }
                } else {
                    sessionStep.showCurrentStep(
                            sessionStep
                                    .textRenderer()
                                    .formatText(
                                            "engine.edit_refused",
                                            Map.of(
                                                    "label",
                                                    sessionStep.textRenderer().formatLabel(question))),
                            DisplayMode.PLAIN);
                }
                return;
            }
        }
        sessionStep.showCurrentStep(sessionStep.textRenderer().formatText("engine.edit_unused"), DisplayMode.PLAIN);
    }

    /// Sets the masked text of the input, when the question is sensitive.
    private static void mask(
            SessionStep sessionStep, ScriptStep.Question question, FieldParseResult reading, String text) {
        if (question.masked()) {
            sessionStep.setMaskedText(SensitiveTextMasker.maskText(
                    question.type(), reading, text, sessionStep.fieldContext(question, null)));
        }
    }

    /// True when the text is the label of an option: then it is the answer, whatever else it could mean. Other words
    /// for an option may be commands, except where the language is asked: there its name is an answer.
    static boolean matchesOption(SessionStep sessionStep, String text) {
        if (!(sessionStep.currentStep().step() instanceof ScriptStep.Question question)
                || question.options() == null
                || sessionStep.session().picking()) {
            return false;
        }
        // Computed once: a text can be megabytes long.
        String key = TextNormaliser.toComparisonKey(text);
        boolean otherWords = question.name().equals(SessionStep.LANGUAGE_QUESTION);
        return sessionStep.fieldContext(question, null).options().stream()
                .anyMatch(option -> option.isLabelled(key) || otherWords && option.isAlsoCalled(key));
    }

    private static boolean unseen(SessionStep sessionStep, ConversationInput.Text input) {
        return input.blind()
                || Duration.between(
                                        sessionStep.session().asked(),
                                        sessionStep.context().now())
                                .compareTo(EngineLimits.QUESTION_TTL)
                        > 0;
    }

    /// Handles several messages at once, when the first answered a question that takes a list or a long text: the
    /// others continue it.
    private boolean adds(SessionStep sessionStep, ConversationInput.Text input) {
        if (!input.blind() || sessionStep.session().answers().isEmpty()) {
            return false;
        }
        String last = new ArrayList<>(sessionStep.session().answers().keySet()).getLast();
        for (Journey.JourneyStep place : sessionStep.journey().changeableSteps()) {
            if (place.key().equals(last) && place.step() instanceof ScriptStep.Question question) {
                Object held = sessionStep.session().answers().get(last).value();
                if (held == null) {
                    return false;
                }
                FieldParseResult longer = switch (question.type().typeName()) {
                    case "ips" -> question.type().parseAnswer(input.text(), sessionStep.fieldContext(question, held));
                    case "long-text" ->
                        question.type()
                                .parseAnswer(held + "\n" + input.text(), sessionStep.fieldContext(question, null));
                    default -> FieldParseResult.refused("one");
                };
                if (longer instanceof FieldParseResult.Accepted accepted) {
                    sessionStep.replaceAnswer(place, accepted.value(), input.message());
                    return true;
                }
            }
        }
        return false;
    }
}
