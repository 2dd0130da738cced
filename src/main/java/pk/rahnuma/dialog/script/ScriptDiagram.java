package pk.rahnuma.dialog.script;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pk.rahnuma.shared.Language;

/// Flowchart of a script for its author, in Mermaid (<https://mermaid.js.org>).
///
/// A step is a node; an edge carries its condition, and the first edge whose condition holds is taken.
public final class ScriptDiagram {

    private static final String OTHERWISE = "otherwise";

    private final ScriptTexts texts;
    private final List<String> nodes = new ArrayList<>();
    private final List<String> arrows = new ArrayList<>();
    private String indent = "    ";

    private ScriptDiagram(ScriptTexts texts) {
        this.texts = texts;
    }

    /// An edge from a node to the next step.
    private record OpenEdge(String from, List<String> conditions) {

        OpenEdge(String from) {
            this(from, List.of());
        }

        /// Adds a condition. It replaces a preceding "otherwise".
        OpenEdge withCondition(String condition) {
            List<String> all = new ArrayList<>(conditions);
            if (!all.isEmpty() && all.getLast().equals(OTHERWISE)) {
                all.removeLast();
            }
            all.add(condition);
            return new OpenEdge(from, all);
        }
    }

    /// Flowchart of one script, with the English labels of its questions.
    public static String drawScripts(Script script, ScriptTexts texts) {
        ScriptDiagram drawing = new ScriptDiagram(texts);
        drawing.addNode("begin", "([", texts.formatText(Language.ENGLISH, script.name() + ".title"), "])");
        drawing.drawSteps(script.steps(), List.of(new OpenEdge("begin")));
        return drawing.toText();
    }

    /// Flowchart of all scripts: which lead to each other, directly or by a button at their end.
    public static String drawScripts(Collection<Script> scripts, ScriptTexts texts) {
        ScriptDiagram drawing = new ScriptDiagram(texts);
        List<Script> sorted =
                scripts.stream().sorted(Comparator.comparing(Script::name)).toList();
        List<String> names = sorted.stream().map(Script::name).toList();
        for (Script script : sorted) {
            String title = texts.formatText(Language.ENGLISH, script.name() + ".title");
            drawing.addNode("s" + names.indexOf(script.name()), "[", title + "\n" + script.name(), "]");
        }
        for (Script script : sorted) {
            String from = "s" + names.indexOf(script.name());
            List<String> lines = new ArrayList<>();
            script.forEachStep(step -> {
                if (step instanceof ScriptStep.Go go) {
                    lines.add(from + " -->|goes on| s" + names.indexOf(go.script()));
                } else if (step instanceof ScriptStep.End end) {
                    end.offers().forEach(other -> lines.add(from + " -.->|offers| s" + names.indexOf(other)));
                }
            });
            lines.stream().distinct().forEach(drawing.arrows::add);
        }
        return drawing.toText();
    }

    private String toText() {
        return Stream.of(
                        Stream.of("flowchart TD"),
                        nodes.stream(),
                        arrows.stream().map(arrow -> "    " + arrow))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /// @return the open edges after the last of the steps
    private List<OpenEdge> drawSteps(List<ScriptStep> steps, List<OpenEdge> before) {
        List<OpenEdge> open = before;
        for (ScriptStep step : steps) {
            if (step.when() == null) {
                open = drawStep(step, open);
            } else {
                String condition = step.when().source();
                List<OpenEdge> on = new ArrayList<>(drawStep(
                        step,
                        open.stream().map(exit -> exit.withCondition(condition)).toList()));
                open.forEach(exit -> on.add(exit.withCondition(OTHERWISE)));
                open = on;
            }
        }
        return open;
    }

    private List<OpenEdge> drawStep(ScriptStep step, List<OpenEdge> in) {
        return switch (step) {
            case ScriptStep.Group group -> drawSteps(group.steps(), in);
            case ScriptStep.Repeat repeat -> drawRepeat(repeat, in);
            case ScriptStep.Question question -> drawNode(question, in, "[", formatQuestion(question), "]");
            case ScriptStep.Say say -> drawNode(say, in, ">", "says " + say.name(), "]");
            case ScriptStep.Call call ->
                call.action().act()
                        ? drawNode(
                                call,
                                in,
                                "[[",
                                call.name() + "\n" + call.action().name(),
                                "]]")
                        : drawNode(
                                call,
                                in,
                                "[/",
                                call.name() + "\n" + call.action().name(),
                                "/]");
            case ScriptStep.Review review -> drawNode(review, in, "{{", "all answers: " + review.name(), "}}");
            case ScriptStep.End end -> {
                String offers = end.offers().isEmpty() ? "" : "\noffers " + String.join(", ", end.offers());
                drawNode(end, in, "([", "end: " + end.name() + offers, "])");
                yield List.of();
            }
            case ScriptStep.Go go -> {
                drawNode(go, in, "([", "goes on with " + go.script(), "])");
                yield List.of();
            }
        };
    }

    private String formatQuestion(ScriptStep.Question question) {
        return texts.formatText(Language.ENGLISH, question.texts() + ".label") + "\n" + question.name() + ": "
                + question.type().typeName() + (question.optional() ? ", optional" : "");
    }

    private List<OpenEdge> drawNode(ScriptStep step, List<OpenEdge> in, String opening, String label, String closing) {
        String id = "s" + step.number();
        addNode(id, opening, label, closing);
        in.forEach(exit -> addArrow(exit, id));
        return List.of(new OpenEdge(id));
    }

    private List<OpenEdge> drawRepeat(ScriptStep.Repeat repeat, List<OpenEdge> in) {
        String label = texts.formatText(Language.ENGLISH, repeat.texts() + ".label") + ": " + repeat.minItems() + " to "
                + repeat.maxItems();
        nodes.add(indent + "subgraph s" + repeat.number() + "[\"" + escapeLabel(label) + "\"]");
        indent += "    ";
        List<OpenEdge> out = drawSteps(repeat.steps(), in);
        indent = indent.substring(4);
        nodes.add(indent + "end");
        String first = "s" + findFirstStep(repeat.steps()).number();
        out.forEach(exit -> addArrow(exit.withCondition("another"), first));
        return out.stream().map(exit -> exit.withCondition("no more")).toList();
    }

    private static ScriptStep findFirstStep(List<ScriptStep> steps) {
        return steps.getFirst() instanceof ScriptStep.Group group ? findFirstStep(group.steps()) : steps.getFirst();
    }

    private void addNode(String id, String opening, String label, String closing) {
        nodes.add(indent + id + opening + "\"" + escapeLabel(label) + "\"" + closing);
    }

    private void addArrow(OpenEdge exit, String to) {
        String label =
                exit.conditions().isEmpty() ? "" : "|\"" + escapeLabel(String.join(" and ", exit.conditions())) + "\"|";
        arrows.add(exit.from() + " -->" + label + " " + to);
    }

    /// Escapes characters that Mermaid, HTML or Markdown would interpret.
    private static String escapeLabel(String label) {
        StringBuilder safe = new StringBuilder();
        for (char c : label.toCharArray()) {
            safe.append(
                    switch (c) {
                        case '#' -> "#35;";
                        case '&' -> "#amp;";
                        case '"' -> "#quot;";
                        case '<' -> "#lt;";
                        case '>' -> "#gt;";
                        case '`' -> "#96;";
                        case '*' -> "#42;";
                        case '\\' -> "#92;";
                        case '\n' -> "<br/>";
                        default -> String.valueOf(c);
                    });
        }
        // A number and a dot, or a dash, would begin a list.
        return safe.toString().replaceFirst("^(\\d+)\\.", "$1#46;").replaceFirst("^-", "#45;");
    }
}
