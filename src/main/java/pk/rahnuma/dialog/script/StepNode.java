package pk.rahnuma.dialog.script;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;

/// A step as it stands in the file, with includes resolved.
///
/// @param map its keys and values
/// @param prefix of its texts: the script's name, or that of the fragment it came from
/// @param inner the entries under `steps:`
record StepNode(YamlDocument yaml, Node node, Map<String, Node> map, String prefix, List<StepNode> inner) {

    static final List<String> KINDS =
            List.of("ask", "say", "read", "act", "review", "repeat", "end", "go", "include", "again", "steps");

    /// The key that makes it a step; empty when it has none.
    String kind() {
        return KINDS.stream().filter(map::containsKey).findFirst().orElse("");
    }

    boolean has(String key) {
        return map.containsKey(key);
    }

    /// Null when it has none.
    Node get(String key) {
        return map.get(key);
    }

    String text(String key, String otherwise) {
        return has(key) ? yaml.text(get(key)) : otherwise;
    }

    boolean flag(String key, boolean otherwise) {
        return has(key) ? Boolean.TRUE.equals(yaml.value(get(key))) : otherwise;
    }

    int count(String key, int otherwise) {
        return has(key) && yaml.value(get(key)) instanceof Long number ? Math.toIntExact(number) : otherwise;
    }

    /// Notes every key that is not among these; `when` and `texts` always are.
    void allow(Set<String> keys) {
        Set<String> allowed = new HashSet<>(keys);
        allowed.addAll(Set.of("when", "texts"));
        map.forEach((key, value) -> {
            if (!allowed.contains(key)) {
                yaml.problem(
                        value,
                        "`" + key + "` is unknown in `" + kind() + "`",
                        "use one of " + ScriptLoader.sorted(allowed));
            }
        });
    }

    void problem(String what, String remedy) {
        yaml.problem(node, what, remedy);
    }
}
