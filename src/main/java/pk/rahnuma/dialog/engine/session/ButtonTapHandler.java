package pk.rahnuma.dialog.engine.session;

import java.util.List;
import java.util.Locale;
import pk.rahnuma.dialog.journey.Journey;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.GlobalCommand;
import pk.rahnuma.dialog.model.Reply.DisplayMode;
import pk.rahnuma.dialog.model.StoredAnswer;
import pk.rahnuma.dialog.render.CallbackData;
import pk.rahnuma.dialog.script.ScriptStep;

/// Handles a tap: it counts only for the session, step and move that its button was made for.
final class ButtonTapHandler {

    private final SessionCommandHandler commands;

    ButtonTapHandler(SessionCommandHandler commands) {
        this.commands = commands;
    }

    void handleTap(SessionStep sessionStep, ConversationInput.Tap input) {
        CallbackData tap = CallbackData.parseData(input.data());
        if (tap == null) {
            stale(sessionStep);
        } else if (!tap.session().equals(sessionStep.session().id())
                || tap.token() < sessionStep.session().token() - 1) {
            stale(sessionStep);
        } else if (tap.token() != sessionStep.session().token()) {
            again(sessionStep, tap);
        } else if (tap.isCommand()) {
            button(sessionStep, tap);
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
            stale(sessionStep);
        }
    }

    /// Handles a tap on the previous question: the same tap again, under another id, has taken effect already; a
    /// different one is too late.
    private static void again(SessionStep sessionStep, CallbackData tap) {
        boolean done = tap.isCommand();
        for (Journey.JourneyStep place : sessionStep.journey().changeableSteps()) {
            StoredAnswer answer = sessionStep.session().answers().get(place.key());
            if (place.step().number() == tap.step() && answer != null && answer.value() != null) {
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
            stale(sessionStep);
        }
    }

    private void button(SessionStep sessionStep, CallbackData tap) {
        ScriptStep step = sessionStep.currentStep().step();
        switch (tap.commandWord()) {
            case "page" -> sessionStep.showPage(tap.commandCount());
            case "pick" -> sessionStep.changeAnswer(tap.commandCount());
            case "item" -> {
                if (step instanceof ScriptStep.Repeat repeat) {
                    new RepeatHandler(sessionStep, repeat).changeItem(tap.commandArgument());
                } else {
                    stale(sessionStep);
                }
            }
            case "remove" -> {
                if (step instanceof ScriptStep.Repeat repeat) {
                    new RepeatHandler(sessionStep, repeat).removeItem(tap.commandArgument());
                } else {
                    stale(sessionStep);
                }
            }
            default -> {
                try {
                    GlobalCommand command =
                            GlobalCommand.valueOf(tap.commandWord().toUpperCase(Locale.ROOT));
                    if (!commands.handleCommand(sessionStep, new CommandWordMatcher.CommandMatch(command, 0))) {
                        stale(sessionStep);
                    }
                } catch (IllegalArgumentException e) {
                    stale(sessionStep);
                }
            }
        }
    }

    /// Handles a button of an earlier question: its answer is kept, and can be changed.
    private static void stale(SessionStep sessionStep) {
        sessionStep.setNotice("engine.stale_notice");
        sessionStep.showCurrentStep(sessionStep.textRenderer().formatText("engine.stale"), DisplayMode.PLAIN);
    }
}
