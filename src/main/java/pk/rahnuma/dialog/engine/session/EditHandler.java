package pk.rahnuma.dialog.engine.session;

import java.util.Map;
import pk.rahnuma.dialog.field.FieldParseResult;
import pk.rahnuma.dialog.journey.Journey;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.StoredAnswer;
import pk.rahnuma.dialog.script.EngineLimits;
import pk.rahnuma.dialog.script.ScriptStep;

/// Handles an edited message: its new text replaces the answer that it gave.
final class EditHandler {

    private final SessionStep sessionStep;

    EditHandler(SessionStep sessionStep) {
        this.sessionStep = sessionStep;
    }

    void handleEdit(ConversationInput.Edit input) {
        if (input.text().length() > EngineLimits.MAX_INPUT_LENGTH) {
            sessionStep.repeatStep("engine.too_long", Map.of("most", (long) EngineLimits.MAX_INPUT_LENGTH));
            return;
        }
        for (Journey.JourneyStep answered : sessionStep.journey().changeableSteps()) {
            StoredAnswer answer = sessionStep.session().answers().get(answered.key());
            if (input.message() != null && answer != null && input.message().equals(answer.message())) {
                replaceAnswer(answered, answer.value(), input);
                return;
            }
        }
        sessionStep.repeatStep("engine.edit_unused");
    }

    private void replaceAnswer(Journey.JourneyStep answered, Object oldValue, ConversationInput.Edit input) {
        ScriptStep.Question question = (ScriptStep.Question) answered.step();
        FieldParseResult reading =
                question.type().readText(sessionStep.read(input.text()), sessionStep.fieldContext(question, null));
        sessionStep.maskInput(question, reading, input.text());
        if (reading instanceof FieldParseResult.Accepted accepted
                && sessionStep.journey().firstFailedCheck(answered, accepted.value(), false) == null) {
            if (!accepted.value().equals(oldValue)) {
                new SessionAdvancer(sessionStep).replaceAnswer(answered, accepted.value(), input.message());
            }
        } else {
            Map<String, Object> arguments =
                    Map.of("label", sessionStep.textRenderer().formatLabel(question));
            sessionStep.repeatStep("engine.edit_refused", arguments);
        }
    }
}
