package pk.rahnuma.dialog.engine.session;

import pk.rahnuma.dialog.field.FieldParseResult;
import pk.rahnuma.dialog.model.Reply.DisplayMode;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.dialog.script.ScriptTexts;

/// Commands of a session at any step, by button or word.
final class SessionCommandHandler {

    private final ScriptTexts texts;

    SessionCommandHandler(ScriptTexts texts) {
        this.texts = texts;
    }

    /// @return false when the command means nothing at this step, so that the text may be an answer
    boolean handleCommand(SessionStep move, CommandWordMatcher.CommandMatch said) {
        ScriptStep step = move.currentStep().step();
        switch (said.command()) {
            case BACK -> move.goBack();
            case CHANGE -> {
                if (step instanceof ScriptStep.Repeat repeat && said.number() > 0) {
                    RepeatHandler items = new RepeatHandler(move, repeat);
                    items.changeItem(items.idAt(said.number()));
                } else {
                    move.changeAnswer(said.number());
                }
            }
            case SKIP -> move.skipQuestion();
            case HELP -> help(move);
            case REPEAT, CONTINUE -> move.leaveAnswerList();
            case MORE -> move.showAllCommands();
            case YES -> {
                if (step instanceof ScriptStep.Review review) {
                    move.confirmReview(review);
                } else {
                    return insist(move);
                }
            }
            case SEND -> {
                if (!(step instanceof ScriptStep.Review review)) {
                    return false;
                }
                move.confirmReview(review);
            }
            case DONE -> {
                return finish(move);
            }
            case ADD -> {
                if (!(step instanceof ScriptStep.Repeat repeat)) {
                    return false;
                }
                new RepeatHandler(move, repeat).addItem();
            }
            case REMOVE -> {
                if (!(step instanceof ScriptStep.Repeat repeat)) {
                    return false;
                }
                RepeatHandler items = new RepeatHandler(move, repeat);
                items.removeItem(items.idAt(said.number()));
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static boolean insist(SessionStep move) {
        Object doubt = move.session().doubt();
        if (doubt == null || !(move.currentStep().step() instanceof ScriptStep.Question question)) {
            return false;
        }
        move.handleReading(question, new FieldParseResult.Accepted(doubt), null);
        return true;
    }

    private static boolean finish(SessionStep move) {
        ScriptStep step = move.currentStep().step();
        Object partial = move.session().partial();
        if (step instanceof ScriptStep.Repeat repeat) {
            new RepeatHandler(move, repeat).closeList();
            return true;
        }
        if (step instanceof ScriptStep.Question question && partial != null) {
            move.handleReading(
                    question, question.type().parseAnswer("!done", move.fieldContext(question, partial)), null);
            return true;
        }
        return false;
    }

    private void help(SessionStep move) {
        String key =
                move.currentStep().step() instanceof ScriptStep.Question question ? question.texts() + ".help" : "";
        move.showCurrentStep(
                move.textRenderer().formatText(texts.hasText(key) ? key : "engine.help"), DisplayMode.PLAIN);
    }
}
