package pk.rahnuma.dialog.script;

import dev.cel.common.types.SimpleType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import pk.rahnuma.dialog.field.FieldType;
import pk.rahnuma.dialog.field.TextField;
import pk.rahnuma.dialog.field.ValueType;

/// Reads an `ask:`.
final class QuestionReader {

    private static final Set<String> ALLOWED_KEYS = Set.of(
            "ask",
            "type",
            "optional",
            "mask",
            "early",
            "later",
            "derive",
            "suggest",
            "alternative",
            "captions",
            "distinct",
            "summary",
            "options",
            "labels",
            "must",
            "warn");
    private static final List<String> CHECK_KEYS = List.of("must", "warn");
    /// Optional text of a question: label of the button with the suggested value.
    private static final String SUGGESTION_TEXT = "suggest";

    private final ScriptTexts texts;
    private final ScriptScope scope;
    private final ListResultScope lists;
    private final Map<String, ScriptStep.Question> read = new HashMap<>();

    QuestionReader(ScriptTexts texts, ScriptScope scope, ListResultScope lists) {
        this.texts = texts;
        this.scope = scope;
        this.lists = lists;
    }

    /// Null when there is no such type.
    static FieldType fieldTypeOf(StepNode entry) {
        return FieldTypeRegistry.findByName(entry.textAt("type", ""));
    }

    /// @return null when its type is unknown (a problem is reported)
    ScriptStep.Question readQuestion(StepNode entry, String name, int number, ScriptExpression when, boolean inRepeat) {
        FieldType type = fieldTypeOf(entry);
        if (type == null) {
            entry.reportProblem(
                    "`type:` is " + entry.textAt("type", "nothing") + ", which is no field type",
                    "use one of "
                            + FieldTypeRegistry.allTypes().stream()
                                    .map(FieldType::typeName)
                                    .toList());
            return null;
        }
        Set<String> allowed = new HashSet<>(type.allowedProperties().keySet());
        allowed.addAll(ALLOWED_KEYS);
        entry.allowOnly(allowed);
        String key = entry.prefix() + "." + name;
        scope.requireText(entry, key + ".ask", Set.of());
        scope.requireText(entry, key + ".label", Set.of());
        scope.allowText(entry, key + ".help", Set.of());
        scope.allowText(entry, key + ".details", Set.of());
        scope.allowText(entry, key + ".again", Set.of());
        scope.allowText(entry, key + ".skip", Set.of());
        scope.allowText(entry, key + ".skipped", Set.of());
        type.problemCodes()
                .forEach((code, arguments) ->
                        scope.requireText(entry, texts.problemKey(key, type, code), new HashSet<>(arguments)));
        ScriptStep.Options options = readOptions(entry, type, key);
        Map<String, Object> properties = readProperties(entry, type);
        checkPattern(entry, properties.get("pattern"));
        checkNames(entry, properties.get(TextField.NAMES_PROPERTY));
        checkNames(entry, properties.get(TextField.EXAMPLES_PROPERTY));
        ScriptExpression derived = readValue(entry, "derive", type);
        ScriptExpression suggested = readValue(entry, "suggest", type);
        if (suggested != null) {
            scope.allowText(entry, key + "." + SUGGESTION_TEXT, Set.of("value"));
        }
        boolean distinct = readDistinct(entry, type, key, inRepeat);
        List<ScriptStep.Check> checks = readChecks(entry, key);
        scope.defineName(name, name, name + "_value");
        boolean later = entry.flagAt("later", false);
        ScriptStep.Question question = new ScriptStep.Question(
                name,
                number,
                when,
                key,
                type,
                properties,
                later || entry.flagAt("optional", false),
                entry.flagAt("mask", type.isSensitive()),
                entry.flagAt("early", !inRepeat && type.isToldBeforeAsked()),
                later,
                entry.flagAt("summary", true),
                options,
                derived,
                suggested,
                readAlternative(entry, key),
                readCaptions(entry, type),
                distinct,
                checks);
        read.put(name, question);
        return question;
    }

    private void checkNames(StepNode entry, Object list) {
        if (list instanceof String name && texts.namesOf(name).isEmpty()) {
            entry.reportProblem("there are no names `" + name + "`", "add names." + name + " to texts/<language>");
        }
    }

    private static boolean readCaptions(StepNode entry, FieldType type) {
        boolean captions = entry.flagAt("captions", false);
        if (captions && !type.takesStories()) {
            entry.reportProblem("`captions:` and the type do not fit", "use it with long-text");
        }
        return captions;
    }

    private boolean readDistinct(StepNode entry, FieldType type, String key, boolean inRepeat) {
        boolean distinct = entry.flagAt("distinct", false);
        if (distinct) {
            scope.requireText(entry, key + ".errors." + ScriptStep.Question.NOT_DISTINCT, Set.of("value"));
        }
        if (distinct && (!inRepeat || type.valueType() != ValueType.LIST)) {
            entry.reportProblem(
                    "`distinct:` does not fit here", "use it in a repeat, with a type whose stored value is a list");
        }
        return distinct;
    }

    /// Name of the earlier question that is asked again; or null.
    private String readAlternative(StepNode entry, String key) {
        if (!entry.hasKey("alternative")) {
            return null;
        }
        scope.requireText(entry, key + ".alternative", Set.of());
        if (entry.nodeAt("alternative") instanceof ScalarNode again
                && read.get(again.getValue()) instanceof ScriptStep.Question earlier) {
            return earlier.name();
        }
        entry.reportProblem("`alternative:` names no question above", "write the name of one");
        return null;
    }

    /// Expression of the question's own type, over the names above it; or null.
    private ScriptExpression readValue(StepNode entry, String property, FieldType type) {
        if (!entry.hasKey(property)) {
            return null;
        }
        if (property.equals("suggest") && type.valueType() != ValueType.TEXT) {
            entry.reportProblem(
                    "`suggest:` and the type do not fit", "suggest a value only where the stored value is a text");
            return null;
        }
        return scope.compileExpression(entry, entry.nodeAt(property), ScriptExpression.typeOf(type.valueType()));
    }

    private static Map<String, Object> readProperties(StepNode entry, FieldType type) {
        Map<String, Object> properties = new HashMap<>();
        type.allowedProperties().forEach((property, expected) -> {
            if (!entry.hasKey(property)) {
                return;
            }
            Object value = entry.yaml().readValue(entry.nodeAt(property));
            if (expected.isInstance(value)) {
                properties.put(property, value);
            } else {
                entry.yaml()
                        .reportProblem(
                                entry.nodeAt(property),
                                "`" + property + "` takes a " + expected.getSimpleName(),
                                "write a value of that kind");
            }
        });
        return Map.copyOf(properties);
    }

    private static void checkPattern(StepNode entry, Object pattern) {
        try {
            Pattern.compile(pattern == null ? "" : (String) pattern);
        } catch (PatternSyntaxException e) {
            entry.yaml()
                    .reportProblem(entry.nodeAt("pattern"), "the pattern is broken: " + e.getDescription(), "fix it");
        }
    }

    private List<ScriptStep.Check> readChecks(StepNode entry, String key) {
        List<ScriptStep.Check> checks = new ArrayList<>();
        scope.defineName("it");
        for (String kind : CHECK_KEYS) {
            if (entry.hasKey(kind)) {
                entry.yaml().readMapping(entry.nodeAt(kind)).forEach((code, node) -> {
                    ScriptExpression holds = scope.compileExpression(entry, node, SimpleType.BOOL);
                    scope.requireText(entry, key + ".errors." + code, Set.of());
                    if (holds != null) {
                        checks.add(new ScriptStep.Check(code, holds, kind.equals("warn")));
                    }
                });
            }
        }
        return List.copyOf(checks);
    }

    private ScriptStep.Options readOptions(StepNode entry, FieldType type, String key) {
        if (type.typeName().equals("yes-no")) {
            return new ScriptStep.Options.Fixed(List.of("yes", "no"), "yes_no");
        }
        if (type.allowedProperties().containsKey(FieldType.INSTEAD_PROPERTY)) {
            Node instead = entry.nodeAt(FieldType.INSTEAD_PROPERTY);
            return instead == null ? null : readFixedOptions(entry, instead, key);
        }
        boolean takes = type.typeName().equals("choice") || type.typeName().equals("choices");
        Node node = entry.nodeAt("options");
        if (!takes || node == null) {
            if (takes || node != null) {
                entry.reportProblem("`options:` and the type do not fit", "give options to choice and choices");
            }
            return null;
        }
        return node instanceof SequenceNode ? readFixedOptions(entry, node, key) : readListOptions(entry, node, key);
    }

    private ScriptStep.Options.Fixed readFixedOptions(StepNode entry, Node node, String key) {
        List<String> values = entry.yaml().readCodes(node);
        String labels = entry.textAt("labels", null);
        for (String value : values) {
            if (!value.matches("[A-Za-z0-9_-]{1,32}")) {
                entry.yaml()
                        .reportProblem(node, "`" + value + "` is no code", "use at most 32 letters, digits, - and _");
            }
            String text = labels == null ? key + ".options." + value : "options." + labels + "." + value;
            scope.requireText(entry, text, Set.of());
        }
        return new ScriptStep.Options.Fixed(values, labels);
    }

    private ScriptStep.Options readListOptions(StepNode entry, Node node, String key) {
        Map<String, Node> from = entry.yaml().readMapping(node);
        ScriptStep.ListReference each = lists.findList(entry, from.getOrDefault("from", node));
        if (each == null) {
            return null;
        }
        scope.requireText(entry, key + ".option", lists.argumentNames(each));
        String value = from.containsKey("value") ? entry.yaml().readText(from.get("value")) : "";
        ScriptStep.Options.Fixed others = from.containsKey("and")
                ? readFixedOptions(entry, from.get("and"), key)
                : new ScriptStep.Options.Fixed(List.of(), null);
        return new ScriptStep.Options.From(each.call(), each.component(), value, others);
    }
}
