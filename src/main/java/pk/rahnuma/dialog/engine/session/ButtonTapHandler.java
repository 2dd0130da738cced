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

    void handleTap(SessionStep move, ConversationInput.Tap input) {
        CallbackData tap = CallbackData.parseData(input.data());
        if (tap == null) {
            stale(move);
        } else if (!tap.session().equals(move.session().id())
                || tap.token() < move.session().token() - 1) {
            stale(move);
        } else if (tap.token() != move.session().token()) {
            again(move, tap);
        } else if (tap.isCommand()) {
            button(move, tap);
        } else if (move.currentStep().step() instanceof ScriptStep.Question question
                && question.number() == tap.step()) {
            move.handleReading(
                    question,
                    question.type()
                            .parseAnswer(
                                    tap.value(),
                                    move.fieldContext(question, move.session().partial())),
                    null);
        } else {
            stale(move);
        }
    }

    /// Handles a tap on the previous question: the same tap again, under another id, has taken effect already; a
    /// different one is too late.
    private static void again(SessionStep move, CallbackData tap) {
        boolean done = tap.isCommand();
        for (Journey.JourneyStep place : move.journey().changeableSteps()) {
            StoredAnswer answer = move.session().answers().get(place.key());
            if (place.step().number() == tap.step() && answer != null && answer.value() != null) {
                Object given = answer.value();
                done |= given instanceof Boolean truth
                        ? tap.value().equals(truth ? "yes" : "no")
                        : given instanceof List<?> list ? list.contains(tap.value()) : given.equals(tap.value());
            }
        }
        boolean toggled = move.currentStep().step().number() == tap.step()
                && move.session().partial() != null;
        if (done || toggled) {
            move.setNotice("engine.already");
        } else {
            stale(move);
        }
    }

    private void button(SessionStep move, CallbackData tap) {
        ScriptStep step = move.currentStep().step();
        switch (tap.commandWord()) {
            case "page" -> move.showPage(tap.commandCount());
            case "pick" -> move.changeAnswer(tap.commandCount());
            case "item" -> {
                if (step instanceof ScriptStep.Repeat repeat) {
                    new RepeatHandler(move, repeat).changeItem(tap.commandArgument());
                } else {
                    stale(move);
                }
            }
            case "remove" -> {
                if (step instanceof ScriptStep.Repeat repeat) {
                    new RepeatHandler(move, repeat).removeItem(tap.commandArgument());
                } else {
                    stale(move);
                }
            }
            default -> {
                try {
                    GlobalCommand command =
                            GlobalCommand.valueOf(tap.commandWord().toUpperCase(Locale.ROOT));
                    if (!commands.handleCommand(move, new CommandWordMatcher.CommandMatch(command, 0))) {
                        stale(move);
                    }
                } catch (IllegalArgumentException e) {
                    stale(move);
                }
            }
        }
    }

    /// Handles a button of an earlier question: its answer is kept, and can be changed.
    private static void stale(SessionStep move) {
        move.setNotice("engine.stale_notice");
        move.showCurrentStep(move.textRenderer().formatText("engine.stale"), DisplayMode.PLAIN);
    }
}
