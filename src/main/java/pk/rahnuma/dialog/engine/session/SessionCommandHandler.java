package pk.rahnuma.dialog.engine.session;

import pk.rahnuma.dialog.engine.reading.RequestReader;
import pk.rahnuma.dialog.field.FieldParseResult;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.dialog.script.ScriptTexts;

/// Commands of a session at any step, by button or word.
final class SessionCommandHandler {

    private final ScriptTexts texts;

    SessionCommandHandler(ScriptTexts texts) {
        this.texts = texts;
    }

    /// @return false when the command means nothing at this step, so that the text may be an answer
    boolean handleCommand(SessionStep sessionStep, RequestReader.CommandMatch match) {
        ScriptStep step = sessionStep.currentStep().step();
        NavigationHandler navigation = new NavigationHandler(sessionStep);
        switch (match.command()) {
            case BACK -> navigation.goBack();
            case CHANGE -> {
                if (step instanceof ScriptStep.Repeat repeat && match.number() > 0) {
                    RepeatHandler items = new RepeatHandler(sessionStep, repeat);
                    items.changeItem(items.idAt(match.number()));
                } else {
                    navigation.changeAnswer(match.number());
                }
            }
            case SKIP -> new SessionAdvancer(sessionStep).skipQuestion();
            case HELP -> help(sessionStep);
            case DETAILS -> {
                return showDetails(sessionStep);
            }
            case REPEAT -> {
                if (step instanceof ScriptStep.Review && !sessionStep.session().picking()) {
                    sessionStep.repeatWholeStep();
                } else {
                    navigation.leaveAnswerList();
                }
            }
            case CONTINUE -> navigation.leaveAnswerList();
            case MORE -> sessionStep.showAllCommands();
            case YES -> {
                if (step instanceof ScriptStep.Review review) {
                    new SessionAdvancer(sessionStep).confirmReview(review);
                } else {
                    return insist(sessionStep);
                }
            }
            case SEND -> {
                if (step instanceof ScriptStep.Review review) {
                    new SessionAdvancer(sessionStep).confirmReview(review);
                } else if (!navigation.leaveLaterQuestions()) {
                    sessionStep.repeatStep("engine.not_yet");
                }
            }
            case DONE -> {
                return finish(sessionStep);
            }
            case ADD -> {
                if (step instanceof ScriptStep.Repeat repeat) {
                    new RepeatHandler(sessionStep, repeat).addItem();
                } else {
                    return step instanceof ScriptStep.Review review && navigation.askLaterQuestions(review);
                }
            }
            case REMOVE -> {
                if (!(step instanceof ScriptStep.Repeat repeat)) {
                    return false;
                }
                RepeatHandler items = new RepeatHandler(sessionStep, repeat);
                items.removeItem(items.idAt(match.number()));
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static boolean insist(SessionStep sessionStep) {
        Object doubt = sessionStep.session().doubt();
        if (doubt == null || !(sessionStep.currentStep().step() instanceof ScriptStep.Question question)) {
            return false;
        }
        sessionStep.handleReading(question, new FieldParseResult.Accepted(doubt), null);
        return true;
    }

    private static boolean finish(SessionStep sessionStep) {
        ScriptStep step = sessionStep.currentStep().step();
        Object partial = sessionStep.session().partial();
        if (step instanceof ScriptStep.Repeat repeat) {
            new RepeatHandler(sessionStep, repeat).closeList();
            return true;
        }
        if (step instanceof ScriptStep.Question question && partial != null) {
            sessionStep.handleReading(
                    question, question.type().parseAnswer("!done", sessionStep.fieldContext(question, partial)), null);
            return true;
        }
        return new NavigationHandler(sessionStep).leaveLaterQuestions();
    }

    /// Shows the details of a question in a message of their own, then the question again.
    private boolean showDetails(SessionStep sessionStep) {
        if (!(sessionStep.currentStep().step() instanceof ScriptStep.Question question)
                || !texts.hasText(question.texts() + ".details")) {
            return false;
        }
        sessionStep.addText(sessionStep.textRenderer().formatText(question.texts() + ".details"));
        sessionStep.repeatStep();
        return true;
    }

    private void help(SessionStep sessionStep) {
        String key = sessionStep.currentStep().step() instanceof ScriptStep.Question question
                ? question.texts() + ".help"
                : "";
        sessionStep.repeatStep(texts.hasText(key) ? key : "engine.help");
    }
}
