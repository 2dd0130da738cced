package pk.rahnuma.dialog.engine.session;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import pk.rahnuma.dialog.field.FieldParseResult;
import pk.rahnuma.dialog.field.TextField;
import pk.rahnuma.dialog.journey.FailedCheck;
import pk.rahnuma.dialog.journey.Journey;
import pk.rahnuma.dialog.model.Reply.DisplayMode;
import pk.rahnuma.dialog.reading.Reading;
import pk.rahnuma.dialog.reading.ReadingKind;
import pk.rahnuma.dialog.reading.TypedMessage;
import pk.rahnuma.dialog.script.ScriptStep;

/// Continues the last answer with a further message.
final class AnswerContinuation {

    /// IPv4 addresses and nothing else.
    private static final Pattern ADDRESSES_PATTERN = Pattern.compile(
            "^\\s*+[0-9]{1,3}+(?:\\.[0-9]{1,3}+){3}+(?:[\\s,;]++[0-9]{1,3}+(?:\\.[0-9]{1,3}+){3}+)*+\\s*+");

    private final SessionStep sessionStep;
    private final TypedMessage typedMessage;

    AnswerContinuation(SessionStep sessionStep, TypedMessage typedMessage) {
        this.sessionStep = sessionStep;
        this.typedMessage = typedMessage;
    }

    /// Of several messages at once, the first may have answered a question that takes a list or a long text: the others
    /// continue that answer. So does an address behind a list of addresses, where nothing else can be meant.
    Reading findReading() {
        if (!typedMessage.blind() && !isFurtherAddress()
                || sessionStep.session().answers().isEmpty()) {
            return null;
        }
        String lastKey = new ArrayList<>(sessionStep.session().answers().keySet()).getLast();
        Object lastValue = sessionStep.session().answers().get(lastKey).value();
        return lastValue == null
                ? null
                : sessionStep.journey().changeableSteps().stream()
                        .filter(answered ->
                                answered.key().equals(lastKey) && answered.step() instanceof ScriptStep.Question)
                        .findFirst()
                        .map(answered -> continueAnswer(answered, lastValue))
                        .orElse(null);
    }

    private Reading continueAnswer(Journey.JourneyStep answered, Object lastValue) {
        ScriptStep.Question question = (ScriptStep.Question) answered.step();
        if (!(parseContinuation(question, lastValue) instanceof FieldParseResult.Accepted accepted)) {
            return null;
        }
        return Reading.of(ReadingKind.CONTINUATION, answered.key(), () -> {
            FailedCheck failed = sessionStep.journey().firstFailedCheck(answered, accepted.value(), true);
            if (failed == null) {
                new SessionAdvancer(sessionStep).replaceAnswer(answered, accepted.value(), typedMessage.message());
            } else {
                sessionStep.showCurrentStep(
                        sessionStep.formatProblems(question, List.of(failed.problem())), DisplayMode.PLAIN);
            }
        });
    }

    /// True for addresses alone, at the list of a repeat or at a question for any text.
    private boolean isFurtherAddress() {
        boolean takesNone = switch (sessionStep.currentStep().step()) {
            case ScriptStep.Repeat repeat -> true;
            case ScriptStep.Question question ->
                question.type() instanceof TextField && !question.properties().containsKey("pattern");
            default -> false;
        };
        return takesNone
                && !sessionStep.session().picking()
                && ADDRESSES_PATTERN.matcher(typedMessage.text().lines()).matches();
    }

    private FieldParseResult parseContinuation(ScriptStep.Question question, Object lastValue) {
        String text = typedMessage.text().lines();
        return switch (question.type().typeName()) {
            case "ips" -> question.type().parseAnswer(text, sessionStep.fieldContext(question, lastValue));
            case "long-text" ->
                question.type().parseAnswer(lastValue + "\n" + text, sessionStep.fieldContext(question, null));
            default -> FieldParseResult.refused("one");
        };
    }
}
