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
    boolean isPossible(SessionStep sessionStep, RequestReader.CommandMatch match) {
        ScriptStep step = sessionStep.currentStep().step();
        return switch (match.command()) {
            case BACK, CHANGE, SKIP, HELP, REPEAT, CONTINUE, MORE, SEND -> true;
            case DETAILS -> step instanceof ScriptStep.Question question && texts.hasText(detailsKey(question));
            case YES ->
                step instanceof ScriptStep.Review
                        || step instanceof ScriptStep.Question
                                && sessionStep.session().doubt() != null;
            case DONE ->
                step instanceof ScriptStep.Repeat
                        || step instanceof ScriptStep.Question question
                                && (question.later() || sessionStep.session().partial() != null);
            case ADD ->
                step instanceof ScriptStep.Repeat
                        || step instanceof ScriptStep.Review
                                && !sessionStep.journey().openLaterSteps().isEmpty();
            case REMOVE -> step instanceof ScriptStep.Repeat;
            default -> false;
        };
    }

    /// Runs a command that is possible.
    void runCommand(SessionStep sessionStep, RequestReader.CommandMatch match) {
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
            case SKIP -> new PostponementHandler(sessionStep, texts).leaveStep();
            case HELP -> help(sessionStep);
            case DETAILS -> showDetails(sessionStep, (ScriptStep.Question) step);
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
                    Object doubt = sessionStep.session().doubt();
                    sessionStep.handleReading((ScriptStep.Question) step, new FieldParseResult.Accepted(doubt), null);
                }
            }
            case SEND -> {
                if (step instanceof ScriptStep.Review review) {
                    new SessionAdvancer(sessionStep).confirmReview(review);
                } else if (!navigation.leaveLaterQuestions()) {
                    sessionStep.repeatStep("engine.not_yet");
                }
            }
            case DONE -> finish(sessionStep);
            case ADD -> {
                if (step instanceof ScriptStep.Repeat repeat) {
                    new RepeatHandler(sessionStep, repeat).addItem();
                } else {
                    navigation.askLaterQuestions((ScriptStep.Review) step);
                }
            }
            case REMOVE -> {
                RepeatHandler items = new RepeatHandler(sessionStep, (ScriptStep.Repeat) step);
                items.removeItem(items.idAt(match.number()));
            }
            default -> throw new IllegalArgumentException(match.command().name());
        }
    }

    private static void finish(SessionStep sessionStep) {
        ScriptStep step = sessionStep.currentStep().step();
        Object partial = sessionStep.session().partial();
        if (step instanceof ScriptStep.Repeat repeat) {
            new RepeatHandler(sessionStep, repeat).closeList();
        } else if (step instanceof ScriptStep.Question question && partial != null) {
            sessionStep.handleReading(
                    question, question.type().parseAnswer("!done", sessionStep.fieldContext(question, partial)), null);
        } else {
            new NavigationHandler(sessionStep).leaveLaterQuestions();
        }
    }

    private static String detailsKey(ScriptStep.Question question) {
        return question.texts() + ".details";
    }

    /// Shows the details of a question in a message of their own, then the question again.
    private static void showDetails(SessionStep sessionStep, ScriptStep.Question question) {
        sessionStep.addText(sessionStep.textRenderer().formatText(detailsKey(question)));
        sessionStep.repeatStep();
    }

    private void help(SessionStep sessionStep) {
        String key = sessionStep.currentStep().step() instanceof ScriptStep.Question question
                ? question.texts() + ".help"
                : "";
        sessionStep.repeatStep(texts.hasText(key) ? key : "engine.help");
    }
}
