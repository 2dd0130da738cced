package pk.rahnuma.dialog.journey;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import pk.rahnuma.dialog.field.FieldType;
import pk.rahnuma.dialog.model.StoredAnswer;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptStep;

/// Answers that a walk finds, in the order of the journey. A walk is made for every input, and a map of all answers
/// would be most of its cost: those outside repeats are stored in an array, by the number of the step that
/// [Script#named()] has for their name, because several steps may share a name.
final class JourneyAnswers {

    private final Script script;
    private final StoredAnswer[] outside;
    private final List<String> names;
    private final Map<String, StoredAnswer> inItems;
    /// By `<repeat>/<question>`, for questions of items whose answers are lists.
    private final Map<String, FirstAnswers> firstAnswers = new HashMap<>();

    JourneyAnswers(Script script) {
        this.script = script;
        // The last step has the highest number: every script ends with one outside of groups.
        this.outside = new StoredAnswer[script.steps().getLast().number() + 1];
        this.names = new ArrayList<>();
        this.inItems = new LinkedHashMap<>();
    }

    /// Copies the first answers of another walk.
    ///
    /// @param before number of answers outside repeats
    /// @param beforeInItems number of answers in repeats
    JourneyAnswers(JourneyAnswers other, int before, int beforeInItems) {
        this.script = other.script;
        this.outside = new StoredAnswer[other.outside.length];
        this.names = new ArrayList<>(other.names.subList(0, before));
        this.inItems = new LinkedHashMap<>();
        for (int i = 0; i < before; i++) {
            int number = numberOf(names.get(i));
            outside[number] = other.outside[number];
        }
        if (beforeInItems > 0) {
            for (Map.Entry<String, StoredAnswer> entry : other.inItems.entrySet()) {
                if (inItems.size() == beforeInItems) {
                    break;
                }
                addItemAnswer(entry.getKey(), entry.getValue());
            }
        }
    }

    private int numberOf(String name) {
        return script.named().get(name).number();
    }

    /// @param key with a `/` in a repeat
    void addAnswer(String key, StoredAnswer answer, boolean inItem) {
        if (inItem) {
            addItemAnswer(key, answer);
            return;
        }
        int number = numberOf(key);
        if (outside[number] == null) {
            names.add(key);
        }
        outside[number] = answer;
    }

    private void addItemAnswer(String key, StoredAnswer answer) {
        inItems.put(key, answer);
        if (answer.value() instanceof List<?> list) {
            FirstAnswers known = firstAnswers.computeIfAbsent(listKeyOf(key), this::createFirstAnswers);
            known.partsOf(list).forEach(part -> known.keys().putIfAbsent(part, key));
        }
    }

    private FirstAnswers createFirstAnswers(String listKey) {
        int slash = listKey.indexOf('/');
        return script.named().get(listKey.substring(0, slash)) instanceof ScriptStep.Repeat repeat
                        && Script.indexByName(repeat.steps()).get(listKey.substring(slash + 1))
                                instanceof ScriptStep.Question question
                        && question.distinct()
                ? new FirstAnswers(question.type(), new HashMap<>())
                : new FirstAnswers(null, Map.of());
    }

    /// Values that no two items may have in common.
    ///
    /// @param type of the question; null when items may have the same values
    /// @param keys of the first answer with each part of a value
    private record FirstAnswers(FieldType type, Map<String, String> keys) {

        List<String> partsOf(List<?> values) {
            return type == null
                    ? List.of()
                    : values.stream()
                            .map(String::valueOf)
                            .flatMap(value -> type.distinctParts(value).stream())
                            .toList();
        }
    }

    private static String listKeyOf(String itemKey) {
        return itemKey.substring(0, itemKey.indexOf('/')) + itemKey.substring(itemKey.lastIndexOf('/'));
    }

    int answerCount() {
        return countOutsideRepeats() + countInRepeats();
    }

    /// Number of answers outside repeats.
    int countOutsideRepeats() {
        return names.size();
    }

    /// Number of answers in repeats.
    int countInRepeats() {
        return inItems.size();
    }

    /// Answer to a question outside repeats, or null.
    ///
    /// @param named the step that the script has for its name
    StoredAnswer answerOutsideRepeats(ScriptStep named) {
        return outside[named.number()];
    }

    /// Answer to a question in a repeat, or null.
    StoredAnswer answerInRepeat(String key) {
        return inItems.get(key);
    }

    /// First part of a value that the same question had in another item of the repeat before, or null.
    ///
    /// @param key of a question in a repeat, whose answers are lists
    Object findInOtherItems(String key, List<?> values) {
        FirstAnswers known = firstAnswers.get(listKeyOf(key));
        if (known != null) {
            for (String part : known.partsOf(values)) {
                if (!known.keys().getOrDefault(part, key).equals(key)) {
                    return part;
                }
            }
        }
        return null;
    }

    /// Answer by any key, or null.
    StoredAnswer answerFor(String key) {
        if (key.indexOf('/') >= 0) {
            return answerInRepeat(key);
        }
        ScriptStep named = script.named().get(key);
        return named == null ? null : answerOutsideRepeats(named);
    }

    void forEachOutsideRepeats(BiConsumer<String, StoredAnswer> each) {
        names.forEach(name -> each.accept(name, outside[numberOf(name)]));
    }

    void forEachInRepeats(BiConsumer<String, StoredAnswer> each) {
        inItems.forEach(each);
    }
}
