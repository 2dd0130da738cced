package pk.rahnuma.dialog.script;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;

/// Steps of a script, from its file and the fragments that it includes.
final class StepNodeReader {

    /// Limits fragments that include each other.
    private static final int MAX_INCLUDE_DEPTH = 3;

    private final YamlDocument yaml;
    private final String script;
    private final Map<String, String> fragments;
    private final Map<String, String> scripts;
    private final List<StepNode> all;

    /// @param fragments lists of steps, by name
    /// @param scripts scripts whose questions may be asked again, by name
    StepNodeReader(
            YamlDocument yaml, String script, Map<String, String> fragments, Map<String, String> scripts, Node steps) {
        this.yaml = yaml;
        this.script = script;
        this.fragments = fragments;
        this.scripts = scripts;
        this.all = readNodes(yaml, steps, script, 0);
    }

    List<StepNode> allSteps() {
        return all;
    }

    private List<StepNode> readNodes(YamlDocument file, Node node, String prefix, int depth) {
        List<StepNode> nodes = new ArrayList<>();
        for (Node step : file.readSequence(node)) {
            Map<String, Node> map = file.readMapping(step);
            if (map.containsKey("include")) {
                nodes.addAll(readFragment(file, step, file.readText(map.get("include")), depth));
                continue;
            }
            if (map.containsKey("again")) {
                nodes.addAll(importQuestions(file, step, map));
                continue;
            }
            String own = map.containsKey("texts") ? file.readText(map.get("texts")) : prefix;
            List<StepNode> inner = map.containsKey("steps") ? readNodes(file, map.get("steps"), own, depth) : List.of();
            nodes.add(new StepNode(file, step, map, own, inner));
        }
        return nodes;
    }

    private List<StepNode> readFragment(YamlDocument file, Node step, String name, int depth) {
        if (!fragments.containsKey(name) || depth > MAX_INCLUDE_DEPTH) {
            file.reportProblem(step, "there is no fragment `" + name + "`", "use one of " + fragments.keySet());
            return List.of();
        }
        YamlDocument fragment = new YamlDocument("fragments/" + name + ".yaml", file.reportedProblems());
        Node top = fragment.parseDocument(fragments.get(name));
        return top == null ? List.of() : readNodes(fragment, top, name, depth + 1);
    }

    private List<StepNode> importQuestions(YamlDocument file, Node step, Map<String, Node> map) {
        String name = file.readText(map.get("again"));
        if (!scripts.containsKey(name)) {
            file.reportProblem(step, "there is no script `" + name + "`", "use one of " + scripts.keySet());
            return List.of();
        }
        if (!map.keySet().equals(Set.of("again", "only"))) {
            file.reportProblem(step, "`again` takes `only`, and nothing else", "name the questions by `only:`");
            return List.of();
        }
        YamlDocument form = new YamlDocument(name + ".yaml", file.reportedProblems());
        Node top = form.parseDocument(scripts.get(name));
        return top == null ? List.of() : new QuestionImport(form, name, file.readText(map.get("only"))).readSteps(top);
    }

    /// Steps as plain maps, which are hashed for the version.
    List<Object> toCanonical() {
        return toCanonical(all);
    }

    private List<Object> toCanonical(List<StepNode> entries) {
        List<Object> canonical = new ArrayList<>();
        for (StepNode entry : entries) {
            Map<String, Object> map = new LinkedHashMap<>();
            entry.map().forEach((key, value) -> {
                if (!key.equals("steps")) {
                    map.put(key, yaml.toPlain(value));
                }
            });
            if (!entry.inner().isEmpty()) {
                map.put("steps", toCanonical(entry.inner()));
            }
            if (!entry.prefix().equals(script) && !map.containsKey("texts")) {
                map.put("texts", entry.prefix());
            }
            canonical.add(map);
        }
        return canonical;
    }
}
