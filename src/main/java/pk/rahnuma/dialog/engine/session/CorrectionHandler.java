package pk.rahnuma.dialog.engine.session;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import pk.rahnuma.dialog.field.FieldParseResult;
import pk.rahnuma.dialog.journey.Journey;
import pk.rahnuma.dialog.model.GlobalCommand;
import pk.rahnuma.dialog.reading.RequestReader;
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
            askAgain(found, input);
            return;
        }
        List<CorrectionFinder.FoundCorrection> all =
                Stream.concat(found.further().stream(), Stream.of(found)).toList();
        Map<Journey.JourneyStep, Object> others = new LinkedHashMap<>();
        CorrectionFinder.FoundCorrection asked = null;
        for (CorrectionFinder.FoundCorrection one : all) {
            sessionStep.maskInput(
                    (ScriptStep.Question) one.step().step(),
                    accepted(one),
                    input.text().lines());
            if (one.step().key().equals(sessionStep.currentStep().key())) {
                asked = one;
            } else {
                others.put(one.step(), one.value());
            }
        }
        SessionAdvancer advancer = new SessionAdvancer(sessionStep);
        if (asked == null) {
            advancer.replaceAnswers(others, input.message());
        } else {
            ScriptStep.Question question = (ScriptStep.Question) asked.step().step();
            List<String> lines = advancer.storeAnswers(others, input.message());
            sessionStep.handleReading(question, accepted(asked), input.message(), lines);
        }
    }

    private static FieldParseResult accepted(CorrectionFinder.FoundCorrection found) {
        return new FieldParseResult.Accepted(found.value(), true);
    }

    /// Goes to the question; a new value that it doubts, such as a number with a wrong check digit, is shown there.
    private void askAgain(CorrectionFinder.FoundCorrection found, TypedMessage input) {
        Journey.JourneyStep step = found.step();
        NavigationHandler navigation = new NavigationHandler(sessionStep);
        if (step.step() instanceof ScriptStep.Question question
                && question.type().isStrict()
                && question.type().readText(input.text(), sessionStep.fieldContext(question, null))
                        instanceof FieldParseResult.Doubtful doubtful) {
            navigation.focusQuestion(step.key());
            sessionStep.maskInput(question, doubtful, input.text().lines());
            sessionStep.handleReading(question, doubtful, input.message());
        } else {
            // What is written next is added to the list.
            Object held = found.listed() && !RequestReader.hasWordsOf(input.text(), GlobalCommand.REMOVE)
                    ? sessionStep.journey().answerFor(step.key()).value()
                    : null;
            navigation.changeAnswer(step, held);
        }
    }
}
