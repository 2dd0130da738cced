package pk.rahnuma.dialog.transcript;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import pk.rahnuma.dialog.script.ScriptSources;

/// A conversation as it should go.
///
/// @param file of the transcript
/// @param name of the transcript
/// @param head `language`, `at`, `mode`, `channel`, `given`, `questions`, as written
/// @param lines inputs and expected outputs, in order
public record ScriptTranscript(String file, String name, Map<String, Object> head, List<Line> lines) {

    /// One line of a transcript.
    ///
    /// @param number in the file, counted from 1
    /// @param does kind of input or expectation: `me`, `tap`, `bot`, ...
    /// @param values the whole line, by key
    public record Line(int number, String does, Map<String, Object> values) {
        Object actionValue() {
            return values.get(does);
        }
    }

    /// Builds plain Java from nodes.
    private static final class PlainValueConstructor extends SafeConstructor {
        PlainValueConstructor() {
            super(new LoaderOptions());
        }

        Object toPlain(Node node) {
            return constructDocument(node);
        }
    }

    /// All transcripts of a folder, in the order of the files.
    public static List<ScriptTranscript> parseAll(ScriptSources sources) {
        List<ScriptTranscript> transcripts = new ArrayList<>();
        sources.tests().forEach((file, text) -> {
            if (!file.equals(GivenResults.FILE_NAME)) {
                transcripts.addAll(parseFile("tests/" + file, text));
            }
        });
        return transcripts;
    }

    /// All transcripts of a file.
    ///
    /// @throws IllegalArgumentException when the file is no list of transcripts; the message names the place
    public static List<ScriptTranscript> parseFile(String file, String text) {
        Node top = new org.yaml.snakeyaml.Yaml(new LoaderOptions()).compose(new java.io.StringReader(text));
        if (!(top instanceof SequenceNode list)) {
            throw new IllegalArgumentException(file + ": begin with `- test: ...`");
        }
        List<ScriptTranscript> transcripts = new ArrayList<>();
        for (Node test : list.getValue()) {
            transcripts.add(readTranscript(file, test));
        }
        return transcripts;
    }

    private static ScriptTranscript readTranscript(String file, Node test) {
        Map<String, Object> head = new LinkedHashMap<>();
        List<Line> lines = new ArrayList<>();
        if (!(test instanceof MappingNode map)) {
            throw new IllegalArgumentException(file + ":" + lineNumber(test) + ": begin with `- test: ...`");
        }
        for (NodeTuple tuple : map.getValue()) {
            String key = ((ScalarNode) tuple.getKeyNode()).getValue();
            if (key.equals("chat") && tuple.getValueNode() instanceof SequenceNode chat) {
                chat.getValue().forEach(node -> lines.add(readLine(file, node)));
            } else {
                head.put(key, new PlainValueConstructor().toPlain(tuple.getValueNode()));
            }
        }
        if (!(head.get("test") instanceof String name) || lines.isEmpty()) {
            throw new IllegalArgumentException(
                    file + ":" + lineNumber(test) + ": a transcript needs `test:` and `chat:`");
        }
        return new ScriptTranscript(file, name, head, lines);
    }

    private static Line readLine(String file, Node node) {
        if (!(node instanceof MappingNode map) || map.getValue().isEmpty()) {
            throw new IllegalArgumentException(
                    file + ":" + lineNumber(node) + ": write `me: ...`, `bot: ...`, `tap: ...`");
        }
        Map<String, Object> values = new LinkedHashMap<>();
        for (NodeTuple tuple : map.getValue()) {
            values.put(
                    ((ScalarNode) tuple.getKeyNode()).getValue(),
                    new PlainValueConstructor().toPlain(tuple.getValueNode()));
        }
        return new Line(lineNumber(node), values.keySet().iterator().next(), values);
    }

    private static int lineNumber(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
