package pk.rahnuma.dialog.engine.session;

import java.util.List;
import pk.rahnuma.dialog.field.FieldParseResult;
import pk.rahnuma.dialog.journey.Journey;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.GlobalCommand;
import pk.rahnuma.dialog.model.StoredAnswer;
import pk.rahnuma.dialog.reading.RequestReader;
import pk.rahnuma.dialog.render.CallbackData;
import pk.rahnuma.dialog.render.CommandData;
import pk.rahnuma.dialog.script.ScriptStep;

/// Handles a tap: it counts only for the session, step and move that its button was made for.
final class ButtonTapHandler {

    private ButtonTapHandler() {}

    static void handleTap(SessionStep sessionStep, ConversationInput.Tap input) {
        CallbackData tap = CallbackData.parseData(input.data());
        if (tap == null) {
            handleStaleTap(sessionStep);
        } else if (!tap.session().equals(sessionStep.session().id())
                || tap.token() < sessionStep.session().token() - 1) {
            handleStaleTap(sessionStep);
        } else if (tap.token() != sessionStep.session().token()) {
            handleRepeatedTap(sessionStep, tap);
        } else if (tap.command() != null) {
            runCommand(sessionStep, tap.command());
        } else if (sessionStep.currentStep().step() instanceof ScriptStep.Question question
                && question.number() == tap.step()) {
            sessionStep.handleReading(
                    question,
                    question.type()
                            .parseAnswer(
                                    tap.value(),
                                    sessionStep.fieldContext(
                                            question, sessionStep.session().partial())),
                    null);
        } else {
            handleStaleTap(sessionStep);
        }
    }

    /// Handles a tap on the previous question: the same tap again, under another id, has taken effect already; a
    /// different one is too late.
    private static void handleRepeatedTap(SessionStep sessionStep, CallbackData tap) {
        boolean done = tap.command() != null;
        for (Journey.JourneyStep answered : sessionStep.journey().changeableSteps()) {
            StoredAnswer answer = sessionStep.session().answers().get(answered.key());
            if (answered.step().number() == tap.step() && answer != null && answer.value() != null) {
                Object given = answer.value();
                done |= given instanceof Boolean truth
                        ? tap.value().equals(truth ? "yes" : "no")
                        : given instanceof List<?> list ? list.contains(tap.value()) : given.equals(tap.value());
            }
        }
        boolean toggled = sessionStep.currentStep().step().number() == tap.step()
                && sessionStep.session().partial() != null;
        if (done || toggled) {
            sessionStep.setNotice("engine.already");
        } else {
            handleStaleTap(sessionStep);
        }
    }

    private static void runCommand(SessionStep sessionStep, CommandData button) {
        Runnable effect = findEffect(sessionStep, button);
        if (effect == null) {
            handleStaleTap(sessionStep);
        } else {
            effect.run();
        }
    }

    /// Effect of a button at the current step; null when it means nothing there.
    private static Runnable findEffect(SessionStep sessionStep, CommandData button) {
        ScriptStep step = sessionStep.currentStep().step();
        NavigationHandler navigation = new NavigationHandler(sessionStep);
        return switch (button.word()) {
            case "page" -> () -> navigation.showPage(button.number());
            case "pick" -> () -> navigation.changeAnswer(button.number());
            case "item" ->
                step instanceof ScriptStep.Repeat repeat
                        ? () -> new RepeatHandler(sessionStep, repeat).changeItem(button.argument())
                        : null;
            case "remove" ->
                step instanceof ScriptStep.Repeat repeat
                        ? () -> new RepeatHandler(sessionStep, repeat).removeItem(button.argument())
                        : null;
            case "suggest" ->
                step instanceof ScriptStep.Question question
                                && sessionStep.textRenderer().suggestedValue(question) instanceof Object value
                        ? () -> sessionStep.handleReading(question, new FieldParseResult.Accepted(value), null)
                        : null;
            case "written" ->
                step instanceof ScriptStep.Question question
                                && sessionStep.session().doubt() != null
                                && sessionStep.session().partial() instanceof String written
                        ? () -> sessionStep.handleReading(question, new FieldParseResult.Accepted(written), null)
                        : null;
            case "alternative" ->
                step instanceof ScriptStep.Question question && question.alternative() != null
                        ? () -> sessionStep.takeAlternative(question)
                        : null;
            default -> {
                GlobalCommand command = button.globalCommand();
                yield command == null
                        ? null
                        : SessionCommandHandler.findEffect(sessionStep, new RequestReader.CommandMatch(command, 0));
            }
        };
    }

    /// Handles a button of an earlier question: its answer is kept, and can be changed.
    private static void handleStaleTap(SessionStep sessionStep) {
        sessionStep.setNotice("engine.stale_notice");
        sessionStep.repeatStep("engine.stale");
    }
}
