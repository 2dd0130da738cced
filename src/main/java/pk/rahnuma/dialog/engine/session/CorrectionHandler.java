package pk.rahnuma.dialog.engine.session;

import pk.rahnuma.dialog.engine.reading.TypedMessage;
import pk.rahnuma.dialog.field.FieldParseResult;
import pk.rahnuma.dialog.script.ScriptStep;

/// Applies a correction that [CorrectionFinder] found: the new value, or the question again where there is none.
final class CorrectionHandler {

    private final SessionStep sessionStep;

    CorrectionHandler(SessionStep sessionStep) {
        this.sessionStep = sessionStep;
    }

    void applyCorrection(CorrectionFinder.FoundCorrection found, TypedMessage input) {
        if (found.value() == null) {
            new NavigationHandler(sessionStep).changeAnswer(found.step());
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
}
