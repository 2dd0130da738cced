package pk.rahnuma.dialog.script;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// A YAML file as nodes with line numbers, and the problems found in it.
public final class YamlDocument {

    private final String file;
    private final List<ScriptProblem> problems;

    /// @param file as the author knows it
    /// @param problems list that receives problems
    public YamlDocument(String file, List<ScriptProblem> problems) {
        this.file = file;
        this.problems = problems;
    }

    /// Top node of the file, or null when it is no YAML (a problem is reported).
    public Node parseDocument(String text) {
        try {
            var options = new LoaderOptions();
            options.setAllowDuplicateKeys(false);
            options.setMaxAliasesForCollections(0);
            options.setCodePointLimit(4_000_000);
            var loader = new org.yaml.snakeyaml.Yaml(options);
            Node node = loader.compose(new StringReader(text));
            if (node == null) {
                reportProblem(0, "the file is empty", "write at least one line, or remove the file");
            }
            return node;
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            reportProblem(
                    line, "this is not YAML: " + e.getProblem(), "fix the indentation, quotes or colons on that line");
            return null;
        }
    }

    public static int lineOf(Node node) {
        return node.getStartMark() == null ? 0 : node.getStartMark().getLine() + 1;
    }

    public void reportProblem(int line, String what, String remedy) {
        problems.add(new ScriptProblem(file, line, what, remedy));
    }

    public void reportProblem(Node at, String what, String remedy) {
        reportProblem(lineOf(at), what, remedy);
    }

    public String fileName() {
        return file;
    }

    public List<ScriptProblem> reportedProblems() {
        return problems;
    }

    /// Entries of a mapping by key, in order; empty with a problem when it is no mapping.
    public Map<String, Node> readMapping(Node node) {
        if (!(node instanceof MappingNode map)) {
            reportProblem(node, "names and values are expected here", "write `name: value` lines");
            return Map.of();
        }
        Map<String, Node> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : map.getValue()) {
            String key = ((ScalarNode) tuple.getKeyNode()).getValue();
            if (entries.put(key, tuple.getValueNode()) != null) {
                reportProblem(tuple.getKeyNode(), "`" + key + "` appears twice", "keep one of them");
            }
        }
        return entries;
    }

    public List<Node> readSequence(Node node) {
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        reportProblem(node, "a list is expected here", "write `- ...` lines or `[a, b]`");
        return List.of();
    }

    public String readText(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        reportProblem(node, "a single value is expected here", "write it on one line after the colon");
        return "";
    }

    /// A plain value in Java: `Boolean`, `Long`, `String`.
    public Object readValue(Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            return toPlain(node);
        }
        String text = scalar.getValue();
        if (scalar.getTag() == Tag.BOOL) {
            return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("yes") || text.equalsIgnoreCase("on");
        }
        if (scalar.getTag() == Tag.INT) {
            try {
                return Long.valueOf(text.replace("_", ""));
            } catch (NumberFormatException e) {
                return text;
            }
        }
        return text;
    }

    /// A list of codes. YAML 1.1 reads a bare `no` as false: such an entry is a problem.
    public List<String> readCodes(Node node) {
        List<String> codes = new ArrayList<>();
        for (Node entry : readSequence(node)) {
            if (entry instanceof ScalarNode scalar && scalar.getTag() != Tag.STR) {
                reportProblem(entry, "`" + scalar.getValue() + "` is not read as a word", "put it in quotes");
            }
            codes.add(readText(entry));
        }
        return codes;
    }

    /// The node as maps, lists and plain values, for the canonical form.
    public Object toPlain(Node node) {
        return switch (node) {
            case MappingNode map -> {
                Map<String, Object> values = new LinkedHashMap<>();
                readMapping(map).forEach((key, value) -> values.put(key, toPlain(value)));
                yield values;
            }
            case SequenceNode sequence ->
                sequence.getValue().stream().map(this::toPlain).toList();
            default -> readValue(node);
        };
    }
}
