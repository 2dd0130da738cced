package pk.rahnuma.dialog.engine.session;

import pk.rahnuma.dialog.field.FieldParseResult;
import pk.rahnuma.dialog.journey.Journey;
import pk.rahnuma.dialog.reading.TypedMessage;
import pk.rahnuma.dialog.script.ScriptStep;

/// Applies a correction that [CorrectionFinder] found: the new value, or the question again where there is none.
final class CorrectionHandler {

    private final SessionStep sessionStep;

    CorrectionHandler(SessionStep sessionStep) {
        this.sessionStep = sessionStep;
    }

    void applyCorrection(CorrectionFinder.FoundCorrection found, TypedMessage input) {
        if (found.value() == null) {
            askAgain(found.step(), input);
            return;
        }
        ScriptStep.Question question = (ScriptStep.Question) found.step().step();
        FieldParseResult reading = new FieldParseResult.Accepted(found.value(), true);
        sessionStep.maskInput(question, reading, input.text().lines());
        if (found.step().key().equals(sessionStep.currentStep().key())) {
            sessionStep.handleReading(question, reading, input.message());
        } else {
            new SessionAdvancer(sessionStep).replaceAnswer(found.step(), found.value(), input.message());
        }
    }

    /// Goes to the question; a new value that it doubts, such as a number with a wrong check digit, is shown there.
    private void askAgain(Journey.JourneyStep step, TypedMessage input) {
        NavigationHandler navigation = new NavigationHandler(sessionStep);
        if (step.step() instanceof ScriptStep.Question question
                && question.type().isStrict()
                && question.type().readText(input.text(), sessionStep.fieldContext(question, null))
                        instanceof FieldParseResult.Doubtful doubtful) {
            navigation.focusQuestion(step.key());
            sessionStep.maskInput(question, doubtful, input.text().lines());
            sessionStep.handleReading(question, doubtful, input.message());
        } else {
            navigation.changeAnswer(step);
        }
    }
}
