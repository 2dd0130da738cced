package pk.rahnuma.dialog.script;

import dev.cel.common.types.SimpleType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;
import pk.rahnuma.dialog.Reply;
import pk.rahnuma.dialog.field.FieldType;

/// Reads the steps of one script.
final class StepReader {

    private final Map<String, ActionType> actions;
    private final ScriptScope scope;
    private final ListResultScope lists = new ListResultScope();
    private final QuestionReader questions;
    private final Map<String, NamedStep> names = new HashMap<>();
    private int number;

    StepReader(Map<String, ActionType> actions, ScriptTexts texts, boolean trusted) {
        this.actions = actions;
        this.scope = new ScriptScope(texts, trusted);
        this.questions = new QuestionReader(texts, scope, lists);
    }

    List<ScriptStep> read(List<StepNode> entries) {
        announce(entries);
        // What is being checked has the type of its question: checked as text, number or truth by use.
        scope.announce("it", SimpleType.DYN);
        List<ScriptStep> read = steps(entries, null);
        if (number > EngineLimits.STEPS) {
            entries.getFirst().problem("the script has " + number + " steps", "keep it to " + EngineLimits.STEPS);
        }
        return read;
    }

    /// A text that may be there, and uses what any step of the script knows.
    void allow(StepNode at, String key) {
        scope.allow(at, key, Set.of());
    }

    private void announce(List<StepNode> entries) {
        for (StepNode entry : entries) {
            switch (entry.kind()) {
                case "ask" -> {
                    FieldType type = QuestionReader.type(entry);
                    if (type != null) {
                        scope.announce(entry.text("ask", ""), ScriptExpression.type(type.shape()));
                    }
                }
                case "repeat" -> scope.announce(entry.text("repeat", ""), ScriptExpression.ITEMS);
                case "read", "act" -> {
                    ActionType action = action(entry);
                    if (action != null) {
                        String name = entry.text(entry.kind(), "");
                        action.results().forEach((c, found) -> scope.announce(name + "." + c, found.type()));
                    }
                }
                default -> {}
            }
            announce(entry.inner());
        }
    }

    private ActionType action(StepNode entry) {
        return actions.get(entry.text("action", ""));
    }

    private List<ScriptStep> steps(List<StepNode> entries, String repeat) {
        List<ScriptStep> found = new ArrayList<>();
        for (StepNode entry : entries) {
            ScriptStep step = step(entry, repeat);
            if (step != null) {
                found.add(step);
            }
        }
        return List.copyOf(found);
    }

    private ScriptStep step(StepNode entry, String repeat) {
        int own = ++number;
        ScriptExpression when = entry.has("when") ? scope.expression(entry, entry.get("when"), SimpleType.BOOL) : null;
        return switch (entry.kind()) {
            case "ask" -> questions.read(entry, name(entry, repeat), own, when);
            case "repeat" -> repeat(entry, own, when, repeat);
            case "say" -> say(entry, own, when, repeat);
            case "read", "act" -> call(entry, own, when, repeat);
            case "review" -> review(entry, own, when, repeat);
            case "end" -> end(entry, own, when, repeat);
            case "go" -> {
                entry.allow(Set.of("go"));
                yield new ScriptStep.Go(own, when, entry.text("go", ""));
            }
            case "steps" -> {
                entry.allow(Set.of("steps"));
                yield new ScriptStep.Group(own, when, steps(entry.inner(), repeat));
            }
            default -> {
                entry.problem("this is no step", "begin it with one of " + StepNode.KINDS);
                yield null;
            }
        };
    }

    /// What has a name already.
    ///
    /// @param type of a question; null for all else
    /// @param repeat that it stands in, or null
    private record NamedStep(FieldType type, boolean conditional, String repeat) {

        /// One question may stand at several places of which each person meets one, or once in a list and once outside.
        boolean leavesRoomFor(NamedStep other) {
            return type != null
                    && type == other.type
                    && (conditional && other.conditional || !Objects.equals(repeat, other.repeat));
        }
    }

    private String name(StepNode entry, String repeat) {
        String name = entry.text(entry.kind(), "");
        if (!name.matches("[a-z][a-z0-9_]{0,39}")) {
            entry.problem("`" + name + "` is no name", "use small letters, digits and _");
        }
        FieldType type = entry.kind().equals("ask") ? QuestionReader.type(entry) : null;
        NamedStep named = new NamedStep(type, entry.has("when"), repeat);
        NamedStep before = names.putIfAbsent(name, named);
        if (before != null && !before.leavesRoomFor(named)) {
            entry.problem(
                    "the name `" + name + "` is taken",
                    "give it another name; only questions of one type, each with a `when`, may share one");
        }
        return name;
    }

    private static void outside(StepNode entry, String repeat, String what) {
        if (repeat != null) {
            entry.problem(what + " in a repeat", "move it behind the repeat");
        }
    }

    private ScriptStep say(StepNode entry, int own, ScriptExpression when, String repeat) {
        entry.allow(Set.of("say", "each"));
        String name = name(entry, repeat);
        ScriptStep.ListReference each = entry.has("each") ? lists.named(entry, entry.get("each")) : null;
        String key = entry.prefix() + "." + name;
        scope.need(entry, key + ".say", each == null ? Set.of() : lists.arguments(each));
        return new ScriptStep.Say(name, own, when, key, each);
    }

    private ScriptStep call(StepNode entry, int own, ScriptExpression when, String repeat) {
        String kind = entry.kind();
        entry.allow(Set.of(kind, "action", "with"));
        String name = name(entry, repeat);
        ActionType action = action(entry);
        if (action == null) {
            entry.problem(
                    "there is no action `" + entry.text("action", "nothing") + "`", "use one of " + actions.keySet());
            return null;
        }
        outside(entry, repeat, "a call cannot stand");
        if (action.act() != kind.equals("act")) {
            entry.problem(
                    "`" + action.name() + "` " + (action.act() ? "changes something" : "only looks something up"),
                    "write `" + (action.act() ? "act" : "read") + ":`");
        }
        Map<String, ScriptExpression> arguments = arguments(entry, action);
        lists.know(name, action);
        action.results().keySet().forEach(c -> scope.know(name + "." + c, name + "_" + c));
        return new ScriptStep.Call(name, own, when, action, arguments);
    }

    private Map<String, ScriptExpression> arguments(StepNode entry, ActionType action) {
        Map<String, ScriptExpression> arguments = new LinkedHashMap<>();
        Map<String, Node> with = entry.has("with") ? entry.yaml().mapping(entry.get("with")) : Map.of();
        action.arguments().forEach((argument, component) -> {
            if (with.containsKey(argument)) {
                ScriptExpression value = scope.expression(entry, with.get(argument), component.type());
                if (value != null) {
                    arguments.put(argument, value);
                }
            } else {
                entry.problem("`" + action.name() + "` needs `" + argument + "`", "add it under `with:`");
            }
        });
        with.forEach((given, node) -> {
            if (!action.arguments().containsKey(given)) {
                entry.yaml()
                        .problem(
                                node,
                                "`" + action.name() + "` takes no `" + given + "`",
                                "use " + action.arguments().keySet());
            }
        });
        return arguments;
    }

    private ScriptStep repeat(StepNode entry, int own, ScriptExpression when, String outer) {
        entry.allow(Set.of("repeat", "least", "most", "title", "steps"));
        String name = name(entry, outer);
        if (outer != null) {
            entry.problem("a repeat cannot stand in a repeat", "ask one list after the other");
        }
        String key = entry.prefix() + "." + name;
        for (String text : List.of("label", "menu", "item")) {
            scope.need(entry, key + "." + text, Set.of("count", "place", "title"));
        }
        List<ScriptStep> inner = steps(entry.inner(), name);
        String title = entry.text("title", "");
        if (inner.stream()
                .noneMatch(s -> s instanceof ScriptStep.Question q && q.name().equals(title))) {
            entry.problem("`title:` names no question of the repeat", "name the one that tells items apart");
        }
        scope.know(name, name + "_count");
        int least = entry.count("least", 1);
        int most = Math.min(entry.count("most", EngineLimits.ITEMS), EngineLimits.ITEMS);
        return new ScriptStep.Repeat(name, own, when, key, least, most, title, inner);
    }

    private ScriptStep review(StepNode entry, int own, ScriptExpression when, String repeat) {
        entry.allow(Set.of("review"));
        String name = name(entry, repeat);
        String key = entry.prefix() + "." + name;
        scope.need(entry, key + ".ask", Set.of());
        scope.need(entry, key + ".send", Set.of());
        outside(entry, repeat, "a review cannot stand");
        return new ScriptStep.Review(name, own, when, key);
    }

    private ScriptStep end(StepNode entry, int own, ScriptExpression when, String repeat) {
        entry.allow(Set.of("end", "offer", "brings"));
        String name = name(entry, repeat);
        String key = entry.prefix() + "." + name;
        scope.need(entry, key + ".say", Set.of());
        outside(entry, repeat, "a script cannot end");
        List<String> offers = entry.has("offer") ? entry.yaml().codes(entry.get("offer")) : List.of();
        for (String offer : offers) {
            if (ScriptStep.End.isPart(offer) && !lists.isText(offer)) {
                entry.yaml().problem(entry.get("offer"), "`" + offer + "` is no text of a call above", "name a script");
            }
        }
        String brings = entry.text("brings", "");
        if (!entry.has("brings") || brings.equals(Reply.MY_DATA)) {
            return new ScriptStep.End(name, own, when, key, offers, brings.isEmpty() ? null : brings, null);
        }
        if (!lists.isOfFiles(brings)) {
            entry.problem(
                    "nothing is called `" + brings + "`",
                    "write `brings: " + Reply.MY_DATA + "`, name a list of files of a call above, or leave it out");
            return new ScriptStep.End(name, own, when, key, offers, null, null);
        }
        ScriptStep.ListReference files = lists.named(entry, entry.get("brings"));
        scope.need(entry, key + "." + ScriptStep.End.FILE, lists.arguments(files));
        return new ScriptStep.End(name, own, when, key, offers, null, files);
    }
}
