package pk.rahnuma.dialog.script;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;

/// A step as written in its file, with includes resolved.
///
/// @param map its keys and values
/// @param prefix of its texts: the script's name, or that of the fragment it came from
/// @param inner the entries under `steps:`
record StepNode(YamlDocument yaml, Node node, Map<String, Node> map, String prefix, List<StepNode> inner) {

    static final List<String> STEP_KINDS =
            List.of("ask", "say", "read", "act", "review", "repeat", "end", "go", "include", "again", "steps");

    /// Key that determines the kind of step; empty when it has none.
    String stepKind() {
        return STEP_KINDS.stream().filter(map::containsKey).findFirst().orElse("");
    }

    boolean hasKey(String key) {
        return map.containsKey(key);
    }

    /// Null when it has none.
    Node nodeAt(String key) {
        return map.get(key);
    }

    String textAt(String key, String otherwise) {
        return hasKey(key) ? yaml.readText(nodeAt(key)) : otherwise;
    }

    boolean flagAt(String key, boolean otherwise) {
        return hasKey(key) ? Boolean.TRUE.equals(yaml.readValue(nodeAt(key))) : otherwise;
    }

    int countAt(String key, int otherwise) {
        return hasKey(key) && yaml.readValue(nodeAt(key)) instanceof Long number ? Math.toIntExact(number) : otherwise;
    }

    /// Reports every key that is not among these; `when` and `texts` are always allowed.
    void allowOnly(Set<String> keys) {
        Set<String> allowed = new HashSet<>(keys);
        allowed.addAll(Set.of("when", "texts"));
        map.forEach((key, value) -> {
            if (!allowed.contains(key)) {
                yaml.reportProblem(
                        value,
                        "`" + key + "` is unknown in `" + stepKind() + "`",
                        "use one of " + ScriptLoader.sortNames(allowed));
            }
        });
    }

    void reportProblem(String what, String remedy) {
        yaml.reportProblem(node, what, remedy);
    }
}
