package pk.rahnuma.dialog.script;

import dev.cel.common.types.SimpleType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;
import pk.rahnuma.dialog.field.FieldType;
import pk.rahnuma.dialog.field.FieldTypes;

/// Reads the steps of one script.
final class StepReader {

    private static final List<String> KINDS =
            List.of("ask", "say", "read", "act", "review", "repeat", "end", "go", "include", "steps");
    private static final List<String> CODE_KEYS = List.of("must", "warn");

    private final Yaml yaml;
    private final String script;
    private final Map<String, ActionType> actions;
    private final Texts texts;
    private final Map<String, String> fragments;
    private final Scope scope;
    private final Map<String, ActionType> calls = new HashMap<>();
    private final Set<String> names = new HashSet<>();
    private int number;

    StepReader(Yaml yaml, String script, Map<String, ActionType> actions, Texts texts, Map<String, String> fragments) {
        this.yaml = yaml;
        this.script = script;
        this.actions = actions;
        this.texts = texts;
        this.fragments = fragments;
        this.scope = new Scope(yaml, texts);
    }

    /// A step's entries with the prefix of its texts: the script's name, or that of the fragment it came from.
    private record Entry(Node node, Map<String, Node> map, String prefix, List<Entry> inner) {
        String kind() {
            return KINDS.stream().filter(map::containsKey).findFirst().orElse("");
        }
    }

    private List<Entry> entries;

    List<Step> read(Node steps) {
        entries = entries(steps, script, 0);
        announce(entries);
        List<Step> read = steps(entries, null);
        if (number > Limits.STEPS) {
            yaml.problem(steps, "the script has " + number + " steps", "keep it to " + Limits.STEPS);
        }
        return read;
    }

    /// The steps with includes resolved, as plain maps.
    List<Object> canonical() {
        return canonical(entries);
    }

    private List<Object> canonical(List<Entry> list) {
        List<Object> found = new ArrayList<>();
        for (Entry entry : list) {
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

    private List<Entry> entries(Node node, String prefix, int depth) {
        List<Entry> found = new ArrayList<>();
        for (Node step : yaml.sequence(node)) {
            Map<String, Node> map = yaml.mapping(step);
            if (map.containsKey("include")) {
                String name = yaml.text(map.get("include"));
                if (!fragments.containsKey(name) || depth > 3) {
                    yaml.problem(step, "there is no fragment `" + name + "`", "use one of " + fragments.keySet());
                    continue;
                }
                Node top = new Yaml("fragments/" + name + ".yaml", yaml.problems()).compose(fragments.get(name));
                if (top != null) {
                    found.addAll(entries(top, name, depth + 1));
                }
                continue;
            }
            String own = map.containsKey("texts") ? yaml.text(map.get("texts")) : prefix;
            List<Entry> inner = map.containsKey("steps") ? entries(map.get("steps"), own, depth) : List.of();
            found.add(new Entry(step, map, own, inner));
        }
        return found;
    }

    private void announce(List<Entry> list) {
        for (Entry entry : list) {
            switch (entry.kind()) {
                case "ask" -> {
                    FieldType type = type(entry);
                    if (type != null) {
                        scope.announce(yaml.text(entry.map().get("ask")), Expression.type(type.shape()));
                    }
                }
                case "repeat" -> scope.announce(yaml.text(entry.map().get("repeat")), Expression.ITEMS);
                case "read", "act" -> {
                    ActionType action = action(entry);
                    if (action != null) {
                        String name = yaml.text(entry.map().get(entry.kind()));
                        action.results().forEach((c, found) -> scope.announce(name + "." + c, found.type()));
                    }
                }
                default -> {}
            }
            announce(entry.inner());
        }
        // What is being checked has the type of its question: checked as text, number or truth by use.
        scope.announce("it", SimpleType.DYN);
    }

    private FieldType type(Entry entry) {
        return entry.map().containsKey("type")
                ? FieldTypes.named(yaml.text(entry.map().get("type")))
                : null;
    }

    private ActionType action(Entry entry) {
        return entry.map().containsKey("action")
                ? actions.get(yaml.text(entry.map().get("action")))
                : null;
    }

    private List<Step> steps(List<Entry> list, String repeat) {
        List<Step> found = new ArrayList<>();
        for (Entry entry : list) {
            Step step = step(entry, repeat);
            if (step != null) {
                found.add(step);
            }
        }
        return List.copyOf(found);
    }

    private Step step(Entry entry, String repeat) {
        int own = ++number;
        Expression when =
                entry.map().containsKey("when") ? scope.expression(entry.map().get("when"), SimpleType.BOOL) : null;
        return switch (entry.kind()) {
            case "ask" -> question(entry, own, when);
            case "repeat" -> repeat(entry, own, when, repeat);
            case "say" -> say(entry, own, when);
            case "read", "act" -> call(entry, own, when, repeat);
            case "review" -> review(entry, own, when, repeat);
            case "end" -> end(entry, own, when, repeat);
            case "go" -> {
                allow(entry, "go");
                yield new Step.Go(own, when, yaml.text(entry.map().get("go")));
            }
            case "steps" -> {
                allow(entry, "steps");
                yield new Step.Group(own, when, steps(entry.inner(), repeat));
            }
            default -> {
                yaml.problem(entry.node(), "this is no step", "begin it with one of " + KINDS);
                yield null;
            }
        };
    }

    private String name(Entry entry, String kind) {
        String name = yaml.text(entry.map().get(kind));
        if (!name.matches("[a-z][a-z0-9_]{0,39}")) {
            yaml.problem(entry.node(), "`" + name + "` is no name", "use small letters, digits and _");
        }
        if (!names.add(name)) {
            yaml.problem(entry.node(), "the name `" + name + "` is taken", "give every step a name of its own");
        }
        return name;
    }

    private void allow(Entry entry, String... keys) {
        Set<String> allowed = new HashSet<>(Set.of(keys));
        allowed.addAll(Set.of("when", "texts"));
        for (String key : entry.map().keySet()) {
            if (!allowed.contains(key)) {
                yaml.problem(
                        entry.map().get(key),
                        "`" + key + "` is unknown in `" + entry.kind() + "`",
                        "use one of " + ScriptLoader.sorted(allowed));
            }
        }
    }

    private Step question(Entry entry, int own, Expression when) {
        String name = name(entry, "ask");
        FieldType type = type(entry);
        if (type == null) {
            String given =
                    entry.map().containsKey("type") ? yaml.text(entry.map().get("type")) : "nothing";
            yaml.problem(
                    entry.node(),
                    "`type:` is " + given + ", which is no field type",
                    "use one of "
                            + FieldTypes.all().stream().map(FieldType::name).toList());
            return null;
        }
        Set<String> allowed = new HashSet<>(type.properties().keySet());
        allowed.addAll(Set.of("ask", "type", "optional", "mask", "options", "labels", "must", "warn"));
        allow(entry, allowed.toArray(String[]::new));
        String key = entry.prefix() + "." + name;
        scope.need(entry.node(), key + ".ask", Set.of());
        scope.need(entry.node(), key + ".label", Set.of());
        scope.allow(entry.node(), key + ".help", Set.of());
        type.problems()
                .forEach((code, arguments) ->
                        scope.need(entry.node(), texts.problemKey(key, type, code), new HashSet<>(arguments)));
        Step.Options options = options(entry, type, key);
        Map<String, Object> properties = new HashMap<>();
        type.properties().forEach((property, expected) -> {
            Node given = entry.map().get(property);
            if (given != null) {
                Object value = yaml.value(given);
                if (expected.isInstance(value)) {
                    properties.put(property, value);
                } else {
                    yaml.problem(
                            given,
                            "`" + property + "` takes a " + expected.getSimpleName(),
                            "write a value of that kind");
                }
            }
        });
        pattern(entry, properties.get("pattern"));
        List<Step.Check> checks = checks(entry, key);
        scope.know(name, name, name + "_value");
        Node mask = entry.map().get("mask");
        return new Step.Question(
                name,
                own,
                when,
                key,
                type,
                Map.copyOf(properties),
                entry.map().containsKey("optional")
                        && Boolean.TRUE.equals(yaml.value(entry.map().get("optional"))),
                mask == null ? type.sensitive() : Boolean.TRUE.equals(yaml.value(mask)),
                options,
                checks);
    }

    private void pattern(Entry entry, Object pattern) {
        try {
            Pattern.compile(pattern == null ? "" : (String) pattern);
        } catch (PatternSyntaxException e) {
            yaml.problem(entry.map().get("pattern"), "the pattern is broken: " + e.getDescription(), "mend it");
        }
    }

    private List<Step.Check> checks(Entry entry, String key) {
        List<Step.Check> checks = new ArrayList<>();
        scope.know("it");
        for (String kind : CODE_KEYS) {
            if (entry.map().containsKey(kind)) {
                yaml.mapping(entry.map().get(kind)).forEach((code, node) -> {
                    Expression holds = scope.expression(node, SimpleType.BOOL);
                    scope.need(node, key + ".errors." + code, Set.of());
                    if (holds != null) {
                        checks.add(new Step.Check(code, holds, kind.equals("warn")));
                    }
                });
            }
        }
        return List.copyOf(checks);
    }

    private Step.Options options(Entry entry, FieldType type, String key) {
        if (type.name().equals("yes-no")) {
            return new Step.Options.Fixed(List.of("yes", "no"), "yes_no");
        }
        boolean takes = type.name().equals("choice") || type.name().equals("choices");
        Node node = entry.map().get("options");
        if (!takes || node == null) {
            if (takes || node != null) {
                yaml.problem(entry.node(), "`options:` and the type do not fit", "give options to choice and choices");
            }
            return null;
        }
        if (!(node instanceof SequenceNode)) {
            Map<String, Node> from = yaml.mapping(node);
            Step.Each each = each(from.get("from") == null ? node : from.get("from"));
            String value = from.containsKey("value") ? yaml.text(from.get("value")) : "";
            if (each == null) {
                return null;
            }
            scope.need(entry.node(), key + ".option", items(each));
            return new Step.Options.From(each.call(), each.component(), value);
        }
        List<String> values = yaml.codes(node);
        String labels =
                entry.map().containsKey("labels") ? yaml.text(entry.map().get("labels")) : null;
        for (String value : values) {
            if (!value.matches("[A-Za-z0-9_-]{1,32}")) {
                yaml.problem(node, "`" + value + "` is no code", "use at most 32 letters, digits, - and _");
            }
            scope.need(node, labels == null ? key + ".options." + value : "options." + labels + "." + value, Set.of());
        }
        return new Step.Options.Fixed(values, labels);
    }

    private Step say(Entry entry, int own, Expression when) {
        allow(entry, "say", "each");
        String name = name(entry, "say");
        Step.Each each = entry.map().containsKey("each") ? each(entry.map().get("each")) : null;
        String key = entry.prefix() + "." + name;
        scope.need(entry.node(), key + ".say", each == null ? Set.of() : items(each));
        return new Step.Say(name, own, when, key, each);
    }

    private Step.Each each(Node node) {
        String[] parts = yaml.text(node).split("\\.", 2);
        ActionType action = calls.get(parts[0]);
        if (action == null || parts.length < 2 || !action.results().containsKey(parts[1])) {
            yaml.problem(node, "`" + yaml.text(node) + "` is no list of a call above", "write `call.component`");
            return null;
        }
        return new Step.Each(parts[0], parts[1]);
    }

    /// What a text about one item may use.
    private Set<String> items(Step.Each each) {
        Set<String> found = new HashSet<>(Set.of("item", "place"));
        Class<? extends Record> item =
                calls.get(each.call()).results().get(each.component()).item();
        if (item != null) {
            ActionType.components(item).keySet().forEach(c -> found.add("item_" + c));
        }
        return found;
    }

    private Step call(Entry entry, int own, Expression when, String repeat) {
        String kind = entry.kind();
        allow(entry, kind, "action", "with");
        String name = name(entry, kind);
        ActionType action = action(entry);
        if (action == null) {
            String given =
                    entry.map().containsKey("action") ? yaml.text(entry.map().get("action")) : "nothing";
            yaml.problem(entry.node(), "there is no action `" + given + "`", "use one of " + actions.keySet());
            return null;
        }
        if (repeat != null) {
            yaml.problem(entry.node(), "a call cannot stand in a repeat", "move it behind the repeat");
        }
        if (action.act() != kind.equals("act")) {
            yaml.problem(
                    entry.node(),
                    "`" + action.name() + "` " + (action.act() ? "changes something" : "only looks something up"),
                    "write `" + (action.act() ? "act" : "read") + ":`");
        }
        Map<String, Expression> arguments = new LinkedHashMap<>();
        Map<String, Node> with =
                entry.map().containsKey("with") ? yaml.mapping(entry.map().get("with")) : Map.of();
        action.arguments().forEach((argument, component) -> {
            if (with.containsKey(argument)) {
                Expression value = scope.expression(with.get(argument), component.type());
                if (value != null) {
                    arguments.put(argument, value);
                }
            } else {
                yaml.problem(entry.node(), "`" + action.name() + "` needs `" + argument + "`", "add it under `with:`");
            }
        });
        for (String given : with.keySet()) {
            if (!action.arguments().containsKey(given)) {
                yaml.problem(
                        with.get(given),
                        "`" + action.name() + "` takes no `" + given + "`",
                        "use " + action.arguments().keySet());
            }
        }
        calls.put(name, action);
        action.results().keySet().forEach(c -> scope.know(name + "." + c, name + "_" + c));
        return new Step.Call(name, own, when, action, arguments);
    }

    private Step repeat(Entry entry, int own, Expression when, String outer) {
        allow(entry, "repeat", "least", "most", "title", "steps");
        String name = name(entry, "repeat");
        if (outer != null) {
            yaml.problem(entry.node(), "a repeat cannot stand in a repeat", "ask one list after the other");
        }
        String key = entry.prefix() + "." + name;
        for (String text : List.of("label", "menu", "item")) {
            scope.need(entry.node(), key + "." + text, Set.of("count", "place", "title"));
        }
        List<Step> inner = steps(entry.inner(), name);
        String title = entry.map().containsKey("title") ? yaml.text(entry.map().get("title")) : "";
        if (inner.stream()
                .noneMatch(s -> s instanceof Step.Question q && q.name().equals(title))) {
            yaml.problem(
                    entry.node(), "`title:` names no question of the repeat", "name the one that tells items apart");
        }
        scope.know(name, name + "_count");
        int least = count(entry, "least", 1);
        int most = count(entry, "most", Limits.ITEMS);
        return new Step.Repeat(name, own, when, key, least, Math.min(most, Limits.ITEMS), title, inner);
    }

    private int count(Entry entry, String key, int otherwise) {
        return entry.map().containsKey(key) && yaml.value(entry.map().get(key)) instanceof Long n
                ? Math.toIntExact(n)
                : otherwise;
    }

    private Step review(Entry entry, int own, Expression when, String repeat) {
        allow(entry, "review");
        String name = name(entry, "review");
        String key = entry.prefix() + "." + name;
        scope.need(entry.node(), key + ".ask", Set.of());
        scope.need(entry.node(), key + ".send", Set.of());
        if (repeat != null) {
            yaml.problem(entry.node(), "a review cannot stand in a repeat", "move it behind the repeat");
        }
        return new Step.Review(name, own, when, key);
    }

    private Step end(Entry entry, int own, Expression when, String repeat) {
        allow(entry, "end", "offer");
        String name = name(entry, "end");
        String key = entry.prefix() + "." + name;
        scope.need(entry.node(), key + ".say", Set.of());
        if (repeat != null) {
            yaml.problem(entry.node(), "a script cannot end in a repeat", "move the end behind the repeat");
        }
        List<String> offers =
                entry.map().containsKey("offer") ? yaml.codes(entry.map().get("offer")) : List.of();
        return new Step.End(name, own, when, key, offers);
    }
}
