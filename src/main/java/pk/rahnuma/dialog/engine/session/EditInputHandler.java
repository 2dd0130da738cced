package pk.rahnuma.dialog.engine.session;

import java.util.Map;
import pk.rahnuma.dialog.field.FieldParseResult;
import pk.rahnuma.dialog.journey.Journey;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.Reply.DisplayMode;
import pk.rahnuma.dialog.model.StoredAnswer;
import pk.rahnuma.dialog.script.ScriptStep;

/// Handles an edited message: its new text replaces the answer that it gave.
final class EditInputHandler {

    private EditInputHandler() {}

    static void handleEdit(SessionStep sessionStep, ConversationInput.Edit input) {
        for (Journey.JourneyStep answered : sessionStep.journey().changeableSteps()) {
            StoredAnswer answer = sessionStep.session().answers().get(answered.key());
            if (input.message() != null && answer != null && input.message().equals(answer.message())) {
                replaceAnswer(sessionStep, answered, answer.value(), input);
                return;
            }
        }
        sessionStep.showCurrentStep(sessionStep.textRenderer().formatText("engine.edit_unused"), DisplayMode.PLAIN);
    }

    private static void replaceAnswer(
            SessionStep sessionStep, Journey.JourneyStep answered, Object oldValue, ConversationInput.Edit input) {
        ScriptStep.Question question = (ScriptStep.Question) answered.step();
        FieldParseResult reading = question.type().parseAnswer(input.text(), sessionStep.fieldContext(question, null));
        sessionStep.maskInput(question, reading, input.text());
        if (reading instanceof FieldParseResult.Accepted accepted
                && sessionStep.journey().firstFailedCheck(answered, accepted.value(), false) == null) {
            if (!accepted.value().equals(oldValue)) {
                sessionStep.replaceAnswer(answered, accepted.value(), input.message());
            }
        } else {
            Map<String, Object> arguments =
                    Map.of("label", sessionStep.textRenderer().formatLabel(question));
            sessionStep.showCurrentStep(
                    sessionStep.textRenderer().formatText("engine.edit_refused", arguments), DisplayMode.PLAIN);
        }
    }
}
