package pk.rahnuma.dialog.engine.session;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import pk.rahnuma.dialog.field.FieldContext;
import pk.rahnuma.dialog.field.FieldParseResult;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.dialog.understanding.NonAnswer;
import pk.rahnuma.dialog.understanding.Option;
import pk.rahnuma.dialog.understanding.PhraseKind;
import pk.rahnuma.dialog.understanding.Utterance;

/// Finds the value of a question in a text that is not its answer alone: by the form of the value, by the names of its
/// options, or by the label of the question before or after it.
final class ValueFinder {

    /// Words between a label and its value, or behind it.
    private static final long BESIDE_VALUE = PhraseKind.bits(
            PhraseKind.INTRODUCTION,
            PhraseKind.ENCLOSING_INTRODUCTION,
            PhraseKind.CLOSING,
            PhraseKind.OWN,
            PhraseKind.FILLER);

    private final SessionStep sessionStep;

    ValueFinder(SessionStep sessionStep) {
        this.sessionStep = sessionStep;
    }

    /// Value of a type that no other has, or the only option named; or null.
    Object valueIn(ScriptStep.Question question, Utterance text) {
        if (!question.type().mayBeIn(text)) {
            return null;
        }
        FieldContext context = sessionStep.fieldContext(question, null);
        if (question.type().isStrict()) {
            return question.type().readText(text, context) instanceof FieldParseResult.Accepted accepted
                            && context.options().stream().map(Option::value).noneMatch(accepted.value()::equals)
                    ? accepted.value()
                    : null;
        }
        if (question.type().takesAnyText()) {
            return question.type().findTold(text, context).orElse(null);
        }
        return !question.type().isTooLong(text, context)
                        && question.type().extractAnswer(text, context).orElse(null)
                                instanceof FieldParseResult.Accepted accepted
                        && isKnown(context, accepted.value())
                ? accepted.value()
                : null;
    }

    /// True for an option that says something: "I do not know" is said of anything.
    private boolean isKnown(FieldContext context, Object value) {
        Option option = context.options().findByValue(String.valueOf(value));
        return option != null
                && NonAnswer.findKind(sessionStep.read(option.label()), false).isEmpty();
    }

    /// Values behind or before the labels of their questions, in a part of a text: "subscriber id NT-5512", "4174941-3
    /// is our NTN".
    ///
    /// @param questions that may be answered
    Map<ScriptStep.Question, Object> labelledIn(List<ScriptStep.Question> questions, Utterance part) {
        Map<ScriptStep.Question, Object> found = new LinkedHashMap<>();
        Map<String, ScriptStep.Question> takers = new HashMap<>();
        sessionStep
                .textRenderer()
                .labelsIn(part)
                .forEach((labelled, label) -> questions.stream()
                        .filter(question -> question.name().equals(labelled.value()))
                        .forEach(question -> {
                            Object value = valueBeside(question, label, part);
                            if (value == null) {
                                return;
                            }
                            // A label of two questions is that of the one which takes the value.
                            ScriptStep.Question other = takers.put(label, question);
                            if (other == null) {
                                found.put(question, value);
                            } else {
                                found.remove(other);
                            }
                        }));
        return found;
    }

    private Object valueBeside(ScriptStep.Question question, String label, Utterance part) {
        int words = label.split(" ").length;
        int first = part.indexOf(label, 0);
        if (first < 0) {
            return null;
        }
        Utterance behind = part.part(first + words, part.wordCount());
        if (question.type().takesAnyText()) {
            return first == 0 && isStated(part, behind)
                    ? labelledValue(question, behind.withoutEnd(BESIDE_VALUE))
                    : null;
        }
        return Stream.of(behind, part.part(0, first))
                .map(rest -> rest.withoutStart(BESIDE_VALUE, null).withoutEnd(BESIDE_VALUE))
                .filter(rest -> !rest.isEmpty() && question.type().mayBeIn(rest))
                .map(rest -> labelledValue(question, rest))
                .filter(value -> value != null)
                .findFirst()
                .orElse(null);
    }

    /// True when words behind a label can be meant as a value: "servers vpn.example.com", "position: director". Other
    /// words go on with a sentence that begins with the label.
    private static boolean isStated(Utterance part, Utterance behind) {
        return !behind.isEmpty()
                && (part.hasCharacter(':')
                        || behind.hasDigit()
                        || behind.hasCharacter('.')
                        || behind.hasCharacter('@'));
    }

    private Object labelledValue(ScriptStep.Question question, Utterance text) {
        FieldContext context = sessionStep.fieldContext(question, null);
        Object value = switch (question.type().readText(text, context)) {
            case FieldParseResult.Accepted accepted -> accepted.value();
            // The value is shown, and its label leaves no doubt which question it answers.
            case FieldParseResult.Doubtful doubtful -> question.type().isStrict() ? doubtful.value() : null;
            default -> null;
        };
        return value == null || context.options().isEmpty() || isKnown(context, value) ? value : null;
    }
}
