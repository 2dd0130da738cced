package pk.rahnuma.dialog.script;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;

/// The steps of a script as they stand in its file and in the fragments that it includes.
final class StepNodeReader {

    /// A fragment may include another, but not for ever.
    private static final int DEEPEST = 3;

    private final YamlDocument yaml;
    private final String script;
    private final Map<String, String> fragments;
    private final Map<String, String> scripts;
    private final List<StepNode> all;

    /// @param fragments texts of lists of steps, by name
    /// @param scripts texts of scripts whose questions may be asked again, by name
    StepNodeReader(
            YamlDocument yaml, String script, Map<String, String> fragments, Map<String, String> scripts, Node steps) {
        this.yaml = yaml;
        this.script = script;
        this.fragments = fragments;
        this.scripts = scripts;
        this.all = read(yaml, steps, script, 0);
    }

    List<StepNode> all() {
        return all;
    }

    private List<StepNode> read(YamlDocument file, Node node, String prefix, int depth) {
        List<StepNode> found = new ArrayList<>();
        for (Node step : file.sequence(node)) {
            Map<String, Node> map = file.mapping(step);
            if (map.containsKey("include")) {
                found.addAll(included(file, step, file.text(map.get("include")), depth));
                continue;
            }
            if (map.containsKey("again")) {
                found.addAll(again(file, step, map));
                continue;
            }
            String own = map.containsKey("texts") ? file.text(map.get("texts")) : prefix;
            List<StepNode> inner = map.containsKey("steps") ? read(file, map.get("steps"), own, depth) : List.of();
            found.add(new StepNode(file, step, map, own, inner));
        }
        return found;
    }

    private List<StepNode> included(YamlDocument file, Node step, String name, int depth) {
        if (!fragments.containsKey(name) || depth > DEEPEST) {
            file.problem(step, "there is no fragment `" + name + "`", "use one of " + fragments.keySet());
            return List.of();
        }
        YamlDocument fragment = new YamlDocument("fragments/" + name + ".yaml", file.problems());
        Node top = fragment.compose(fragments.get(name));
        return top == null ? List.of() : read(fragment, top, name, depth + 1);
    }

    private List<StepNode> again(YamlDocument file, Node step, Map<String, Node> map) {
        String name = file.text(map.get("again"));
        if (!scripts.containsKey(name)) {
            file.problem(step, "there is no script `" + name + "`", "use one of " + scripts.keySet());
            return List.of();
        }
        if (!map.keySet().equals(Set.of("again", "only"))) {
            file.problem(step, "`again` takes `only`, and nothing else", "name the questions by `only:`");
            return List.of();
        }
        YamlDocument form = new YamlDocument(name + ".yaml", file.problems());
        Node top = form.compose(scripts.get(name));
        return top == null ? List.of() : new QuestionImport(form, name, file.text(map.get("only"))).read(top);
    }

    /// As plain maps, which is what a version's hash is made of.
    List<Object> canonical() {
        return canonical(all);
    }

    private List<Object> canonical(List<StepNode> entries) {
        List<Object> found = new ArrayList<>();
        for (StepNode entry : entries) {
            Map<String, Object> map = new LinkedHashMap<>();
            entry.map().forEach((key, value) -> {
                if (!key.equals("steps")) {
                    map.put(key, yaml.plain(value));
                }
            });
            if (!entry.inner().isEmpty()) {
                map.put("steps", canonical(entry.inner()));
            }
            if (!entry.prefix().equals(script) && !map.containsKey("texts")) {
                map.put("texts", entry.prefix());
            }
            found.add(map);
        }
        return found;
    }
}
