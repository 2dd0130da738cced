package pk.rahnuma.dialog.script;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;
import pk.rahnuma.dialog.field.FieldType;

/// Imports questions of another script, with their types, checks and texts, each under the condition that a list names
/// it.
///
///     - again: register-individual
///       only: own.asked
///
/// A question that depends on others is asked if all of them are asked here and lead to it, otherwise if it is named.
/// Includes, calls and texts of the other script are not imported, nor choices among the results of its calls.
final class QuestionImport {

    private final YamlDocument formDocument;
    private final String name;
    private final String only;
    private final Set<String> names = new LinkedHashSet<>();

    /// @param formDocument file of the other script
    /// @param name name of the other script
    /// @param only an expression: a list of names
    QuestionImport(YamlDocument formDocument, String name, String only) {
        this.formDocument = formDocument;
        this.name = name;
        this.only = only;
    }

    List<StepNode> readSteps(Node top) {
        Map<String, Node> header = formDocument.readMapping(top);
        List<StepNode> imported = new ArrayList<>();
        if (header.containsKey("steps")) {
            importSteps(header.get("steps"), name, List.of(), imported);
        }
        return imported;
    }

    private void importSteps(Node steps, String prefix, List<String> conditions, List<StepNode> imported) {
        for (Node step : formDocument.readSequence(steps)) {
            Map<String, Node> map = formDocument.readMapping(step);
            String own = map.containsKey("texts") ? formDocument.readText(map.get("texts")) : prefix;
            List<String> all = new ArrayList<>(conditions);
            if (map.containsKey("when")) {
                all.add(formDocument.readText(map.get("when")));
            }
            if (map.containsKey("ask") && !hasOptionsFromCall(map)) {
                imported.add(importEntry(step, map, "ask", own, all, List.of()));
            } else if (map.containsKey("repeat") && map.containsKey("steps")) {
                imported.add(importEntry(step, map, "repeat", own, all, copySteps(map.get("steps"), own)));
            } else if (map.containsKey("steps")) {
                importSteps(map.get("steps"), own, all, imported);
            }
        }
    }

    /// True when its options come from a call.
    private static boolean hasOptionsFromCall(Map<String, Node> question) {
        return question.get("options") instanceof MappingNode;
    }

    /// Steps within a repeat, unchanged.
    private List<StepNode> copySteps(Node steps, String prefix) {
        return formDocument.readSequence(steps).stream()
                .map(step -> {
                    Map<String, Node> map = formDocument.readMapping(step);
                    String own = map.containsKey("texts") ? formDocument.readText(map.get("texts")) : prefix;
                    List<StepNode> inner = map.containsKey("steps") ? copySteps(map.get("steps"), own) : List.of();
                    return new StepNode(formDocument, step, map, own, inner);
                })
                .toList();
    }

    private StepNode importEntry(
            Node step,
            Map<String, Node> map,
            String kind,
            String prefix,
            List<String> conditions,
            List<StepNode> inner) {
        String question = formDocument.readText(map.get(kind));
        Map<String, Node> changed = new LinkedHashMap<>(map);
        changed.put(
                "when",
                new ScalarNode(
                        Tag.STR,
                        joinConditions(question, conditions),
                        step.getStartMark(),
                        step.getEndMark(),
                        DumperOptions.ScalarStyle.PLAIN));
        // It is asked because it is named, alone, and without the steps of the other script.
        List.of("early", "later", "derive", "suggest", FieldType.INSTEAD_PROPERTY)
                .forEach(changed::remove);
        names.add(question);
        return new StepNode(formDocument, step, changed, prefix, inner);
    }

    private String joinConditions(String question, List<String> conditions) {
        String named = conditionFor(question);
        if (conditions.isEmpty()) {
            return named;
        }
        String there = conditions.stream().map(one -> "(" + one + ")").collect(Collectors.joining(" && "));
        List<String> others = names.stream()
                .filter(other ->
                        Pattern.compile("\\b" + other + "\\b").matcher(there).find())
                .map(this::conditionFor)
                .toList();
        return others.isEmpty()
                ? named + " && " + there
                : "(" + String.join(" && ", others) + ") ? " + there + " : " + named;
    }

    private String conditionFor(String question) {
        return "'" + question + "' in (" + only + ")";
    }
}
