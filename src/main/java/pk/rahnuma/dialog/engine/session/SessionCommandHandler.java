package pk.rahnuma.dialog.engine.session;

import pk.rahnuma.dialog.field.FieldContext;
import pk.rahnuma.dialog.field.FieldParseResult;
import pk.rahnuma.dialog.reading.RequestReader;
import pk.rahnuma.dialog.script.ScriptStep;

/// Commands of a session at any step, by button or word: one table.
final class SessionCommandHandler {

    private SessionCommandHandler() {}

    /// Effect of a command at the current step; null when it means nothing there.
    static Runnable findEffect(SessionStep sessionStep, RequestReader.CommandMatch match) {
        ScriptStep step = sessionStep.currentStep().step();
        NavigationHandler navigation = new NavigationHandler(sessionStep);
        return switch (match.command()) {
            case BACK -> navigation::goBack;
            case CHANGE ->
                step instanceof ScriptStep.Repeat repeat && match.number() > 0
                        ? () -> new RepeatHandler(sessionStep, repeat).changeItemAt(match.number())
                        : () -> navigation.changeAnswer(match.number());
            case SKIP -> new PostponementHandler(sessionStep)::leaveStep;
            case HELP -> () -> showHelp(sessionStep);
            case DETAILS ->
                step instanceof ScriptStep.Question question
                                && sessionStep.texts().hasText(detailsKey(question))
                        ? () -> showDetails(sessionStep, question)
                        : null;
            case REPEAT ->
                step instanceof ScriptStep.Review && !sessionStep.session().picking()
                        ? new StepPresenter(sessionStep)::presentWhole
                        : navigation::leaveAnswerList;
            case CONTINUE -> navigation::leaveAnswerList;
            case MORE -> new StepPresenter(sessionStep)::presentAllCommands;
            case YES -> findConfirmation(sessionStep);
            case SEND ->
                step instanceof ScriptStep.Review ? findConfirmation(sessionStep) : () -> sendLater(sessionStep);
            case DONE -> findCompletion(sessionStep);
            case ADD -> findAddition(sessionStep);
            case REMOVE ->
                step instanceof ScriptStep.Repeat repeat
                        ? () -> new RepeatHandler(sessionStep, repeat).removeItemAt(match.number())
                        : null;
            default -> null;
        };
    }

    /// Adds an item to a list, or the later questions to a summary.
    private static Runnable findAddition(SessionStep sessionStep) {
        ScriptStep step = sessionStep.currentStep().step();
        if (step instanceof ScriptStep.Repeat repeat) {
            return new RepeatHandler(sessionStep, repeat)::addItem;
        }
        return step instanceof ScriptStep.Review review
                        && !sessionStep.journey().openLaterSteps().isEmpty()
                ? () -> new NavigationHandler(sessionStep).askLaterQuestions(review)
                : null;
    }

    /// Confirms a summary, or a value in doubt.
    private static Runnable findConfirmation(SessionStep sessionStep) {
        ScriptStep step = sessionStep.currentStep().step();
        if (step instanceof ScriptStep.Review review) {
            return () -> new SessionAdvancer(sessionStep).confirmReview(review);
        }
        Object doubt = sessionStep.session().doubt();
        return step instanceof ScriptStep.Question question && doubt != null
                ? () -> sessionStep.handleReading(question, new FieldParseResult.Accepted(doubt), null)
                : null;
    }

    /// Completes a list, an answer of several parts, or the later questions.
    private static Runnable findCompletion(SessionStep sessionStep) {
        ScriptStep step = sessionStep.currentStep().step();
        if (step instanceof ScriptStep.Repeat repeat) {
            return new RepeatHandler(sessionStep, repeat)::closeList;
        }
        Object partial = sessionStep.session().partial();
        if (step instanceof ScriptStep.Question question && partial != null) {
            FieldContext context = sessionStep.fieldContext(question, partial);
            return () -> sessionStep.handleReading(question, question.type().parseAnswer("!done", context), null);
        }
        return step instanceof ScriptStep.Question question && question.later()
                ? new NavigationHandler(sessionStep)::leaveLaterQuestions
                : null;
    }

    private static void sendLater(SessionStep sessionStep) {
        if (!new NavigationHandler(sessionStep).leaveLaterQuestions()) {
            sessionStep.repeatStep("engine.not_yet");
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

    private static void showHelp(SessionStep sessionStep) {
        String key = sessionStep.currentStep().step() instanceof ScriptStep.Question question
                ? question.texts() + ".help"
                : "";
        sessionStep.repeatStep(sessionStep.texts().hasText(key) ? key : "engine.help");
    }
}
