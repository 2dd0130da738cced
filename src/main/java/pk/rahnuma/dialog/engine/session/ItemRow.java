package pk.rahnuma.dialog.engine.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import pk.rahnuma.dialog.field.FieldParseResult;
import pk.rahnuma.dialog.field.ValueType;
import pk.rahnuma.dialog.script.ScriptStep;

/// Answers of one item of a repeat, as a row of a message or table gives them.
final class ItemRow {

    /// Number of the row in its table, counted from 1; 0 in a message.
    private final int number;
    private final Map<ScriptStep.Question, Object> answers = new LinkedHashMap<>();
    /// Problems of values that were meant and cannot be taken, by question.
    private final Map<ScriptStep.Question, List<FieldParseResult.Problem>> problems = new LinkedHashMap<>();
    /// Words that name nothing known, behind those that name the item.
    private final List<String> furtherWords = new ArrayList<>();

    ItemRow(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    Map<ScriptStep.Question, Object> answers() {
        return answers;
    }

    Map<ScriptStep.Question, List<FieldParseResult.Problem>> problems() {
        return problems;
    }

    List<String> furtherWords() {
        return furtherWords;
    }

    boolean isEmpty() {
        return answers.isEmpty() && problems.isEmpty();
    }

    /// Answers that tell one item from another: all but its lists.
    Map<ScriptStep.Question, Object> identity() {
        Map<ScriptStep.Question, Object> identity = new LinkedHashMap<>(answers);
        identity.values().removeIf(List.class::isInstance);
        return identity;
    }

    boolean hasOnlyLists() {
        return answers.values().stream().allMatch(List.class::isInstance)
                && problems.keySet().stream()
                        .allMatch(question -> question.type().valueType() == ValueType.LIST);
    }

    /// True when another row begins with this part: it answers what is answered here already, other than by more values
    /// of a list.
    boolean isEndedBy(ItemRow part) {
        return part.answers.entrySet().stream()
                .anyMatch(answer -> answers.containsKey(answer.getKey())
                        && !(answer.getValue() instanceof List<?> && part.answers.size() == 1));
    }

    void keepReading(ScriptStep.Question question, FieldParseResult reading) {
        switch (reading) {
            case FieldParseResult.Accepted accepted -> answers.put(question, accepted.value());
            case FieldParseResult.Doubtful doubtful -> answers.put(question, doubtful.value());
            case FieldParseResult.Partial partial -> problems.put(question, partial.problems());
            case FieldParseResult.Refused refused -> problems.put(question, refused.problems());
            case FieldParseResult.NoAnswer none -> {}
        }
    }

    void add(ItemRow part) {
        part.answers.forEach((question, value) -> answers.merge(question, value, ItemRow::joinValues));
        part.problems.forEach(problems::putIfAbsent);
        furtherWords.addAll(part.furtherWords);
    }

    /// The values of two lists, each once.
    private static Object joinValues(Object first, Object second) {
        return first instanceof List<?> some && second instanceof List<?> others
                ? Stream.concat(some.stream(), others.stream()).distinct().toList()
                : first;
    }
}
