package pk.rahnuma.dialog.script;

import dev.cel.common.types.SimpleType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;
import pk.rahnuma.dialog.field.FieldType;
import pk.rahnuma.dialog.model.Reply;

/// Reads the steps of one script.
final class StepReader {

    private final Map<String, ActionType> actions;
    private final ScriptScope scope;
    private final ListResultScope lists = new ListResultScope();
    private final QuestionReader questions;
    private final Map<String, NamedStep> names = new HashMap<>();
    private int number;
    /// First `later` question that no review follows yet; null when there is none.
    private StepNode laterNode;
    /// Questions and repeats that the next review shows.
    private final Set<String> unreviewed = new LinkedHashSet<>();

    StepReader(Map<String, ActionType> actions, ScriptTexts texts, boolean trusted) {
        this.actions = actions;
        this.scope = new ScriptScope(texts, trusted);
        this.questions = new QuestionReader(texts, scope, lists);
    }

    List<ScriptStep> readSteps(List<StepNode> entries) {
        declareNames(entries);
        // The checked value has the type of its question, which its use verifies.
        scope.declareName("it", SimpleType.DYN);
        List<ScriptStep> read = readEntries(entries, null);
        if (number > EngineLimits.MAX_SCRIPT_STEPS) {
            entries.getFirst()
                    .reportProblem(
                            "the script has " + number + " steps", "keep it to " + EngineLimits.MAX_SCRIPT_STEPS);
        }
        if (laterNode != null) {
            laterNode.reportProblem("no review comes after a `later` question", "move it before a `review:`");
        }
        return read;
    }

    /// Checks an optional text, with the names of all steps.
    void allowText(StepNode at, String key) {
        scope.allowText(at, key, Set.of());
    }

    private void declareNames(List<StepNode> entries) {
        for (StepNode entry : entries) {
            switch (entry.stepKind()) {
                case "ask" -> {
                    FieldType type = QuestionReader.fieldTypeOf(entry);
                    if (type != null) {
                        scope.declareName(entry.textAt("ask", ""), ScriptExpression.typeOf(type.valueType()));
                    }
                }
                case "repeat" -> scope.declareName(entry.textAt("repeat", ""), ScriptExpression.ITEMS_TYPE);
                case "read", "act" -> {
                    ActionType action = findAction(entry);
                    if (action != null) {
                        String name = entry.textAt(entry.stepKind(), "");
                        action.resultComponents()
                                .forEach((c, component) -> scope.declareName(name + "." + c, component.type()));
                    }
                }
                default -> {}
            }
            declareNames(entry.inner());
        }
    }

    private ActionType findAction(StepNode entry) {
        return actions.get(entry.textAt("action", ""));
    }

    private List<ScriptStep> readEntries(List<StepNode> entries, String repeat) {
        List<ScriptStep> steps = new ArrayList<>();
        for (StepNode entry : entries) {
            ScriptStep step = readStep(entry, repeat);
            if (step != null) {
                steps.add(step);
            }
        }
        return List.copyOf(steps);
    }

    private ScriptStep readStep(StepNode entry, String repeat) {
        int own = ++number;
        ScriptExpression when =
                entry.hasKey("when") ? scope.compileExpression(entry, entry.nodeAt("when"), SimpleType.BOOL) : null;
        return switch (entry.stepKind()) {
            case "ask" -> readQuestion(entry, own, when, repeat);
            case "repeat" -> readRepeat(entry, own, when, repeat);
            case "say" -> readSay(entry, own, when, repeat);
            case "read", "act" -> readCall(entry, own, when, repeat);
            case "review" -> readReview(entry, own, when, repeat);
            case "end" -> readEnd(entry, own, when, repeat);
            case "go" -> {
                entry.allowOnly(Set.of("go", "first"));
                ScriptExpression first = entry.hasKey("first")
                        ? scope.compileExpression(entry, entry.nodeAt("first"), SimpleType.STRING)
                        : null;
                yield new ScriptStep.Go(own, when, entry.textAt("go", ""), first);
            }
            case "steps" -> {
                entry.allowOnly(Set.of("steps"));
                yield new ScriptStep.Group(own, when, readEntries(entry.inner(), repeat));
            }
            default -> {
                entry.reportProblem("this is no step", "begin it with one of " + StepNode.STEP_KINDS);
                yield null;
            }
        };
    }

    private ScriptStep readQuestion(StepNode entry, int own, ScriptExpression when, String repeat) {
        ScriptStep.Question question =
                questions.readQuestion(entry, readName(entry, repeat), own, when, repeat != null);
        if (question != null && question.later()) {
            requireOutsideRepeat(entry, repeat, "`later` is not allowed");
            laterNode = laterNode == null ? entry : laterNode;
        }
        if (question != null && question.summarised() && repeat == null) {
            unreviewed.add(question.name());
        }
        return question;
    }

    /// A step with a name.
    ///
    /// @param type of a question; null for all others
    /// @param repeat that contains it, or null
    private record NamedStep(FieldType type, boolean conditional, String repeat) {

        /// True when both may share the name: questions at several places of which each person meets one, or one in a
        /// list and one outside.
        boolean isCompatibleWith(NamedStep other) {
            return type != null
                    && type == other.type
                    && (conditional && other.conditional || !Objects.equals(repeat, other.repeat));
        }
    }

    private String readName(StepNode entry, String repeat) {
        String name = entry.textAt(entry.stepKind(), "");
        if (!name.matches("[a-z][a-z0-9_]{0,39}")) {
            entry.reportProblem("`" + name + "` is no name", "use small letters, digits and _");
        }
        FieldType type = entry.stepKind().equals("ask") ? QuestionReader.fieldTypeOf(entry) : null;
        NamedStep named = new NamedStep(type, entry.hasKey("when"), repeat);
        NamedStep before = names.putIfAbsent(name, named);
        if (before != null && !before.isCompatibleWith(named)) {
            entry.reportProblem(
                    "the name `" + name + "` is taken",
                    "give it another name; only questions of one type, each with a `when`, may share one");
        }
        return name;
    }

    private static void requireOutsideRepeat(StepNode entry, String repeat, String what) {
        if (repeat != null) {
            entry.reportProblem(what + " in a repeat", "move it behind the repeat");
        }
    }

    private ScriptStep readSay(StepNode entry, int own, ScriptExpression when, String repeat) {
        entry.allowOnly(Set.of("say", "each"));
        String name = readName(entry, repeat);
        ScriptStep.ListReference each = entry.hasKey("each") ? lists.findList(entry, entry.nodeAt("each")) : null;
        String key = entry.prefix() + "." + name;
        scope.requireText(entry, key + ".say", each == null ? Set.of() : lists.argumentNames(each));
        return new ScriptStep.Say(name, own, when, key, each);
    }

    private ScriptStep readCall(StepNode entry, int own, ScriptExpression when, String repeat) {
        String kind = entry.stepKind();
        entry.allowOnly(Set.of(kind, "action", "with"));
        String name = readName(entry, repeat);
        ActionType action = findAction(entry);
        if (action == null) {
            entry.reportProblem(
                    "there is no action `" + entry.textAt("action", "nothing") + "`", "use one of " + actions.keySet());
            return null;
        }
        requireOutsideRepeat(entry, repeat, "a call is not allowed");
        if (action.act() != kind.equals("act")) {
            entry.reportProblem(
                    "`" + action.name() + "` " + (action.act() ? "changes something" : "only looks something up"),
                    "write `" + (action.act() ? "act" : "read") + ":`");
        }
        Map<String, ScriptExpression> arguments = readArguments(entry, action);
        lists.addCall(name, action);
        action.resultComponents().keySet().forEach(c -> scope.defineName(name + "." + c, name + "_" + c));
        return new ScriptStep.Call(name, own, when, action, arguments);
    }

    private Map<String, ScriptExpression> readArguments(StepNode entry, ActionType action) {
        Map<String, ScriptExpression> arguments = new LinkedHashMap<>();
        Map<String, Node> with = entry.hasKey("with") ? entry.yaml().readMapping(entry.nodeAt("with")) : Map.of();
        action.argumentComponents().forEach((argument, component) -> {
            if (with.containsKey(argument)) {
                ScriptExpression value = scope.compileExpression(entry, with.get(argument), component.type());
                if (value != null) {
                    arguments.put(argument, value);
                }
            } else {
                entry.reportProblem("`" + action.name() + "` needs `" + argument + "`", "add it under `with:`");
            }
        });
        with.forEach((given, node) -> {
            if (!action.argumentComponents().containsKey(given)) {
                entry.yaml()
                        .reportProblem(
                                node,
                                "`" + action.name() + "` takes no `" + given + "`",
                                "use " + action.argumentComponents().keySet());
            }
        });
        return arguments;
    }

    private ScriptStep readRepeat(StepNode entry, int own, ScriptExpression when, String outer) {
        entry.allowOnly(Set.of("repeat", "least", "most", "title", "steps"));
        String name = readName(entry, outer);
        if (outer != null) {
            entry.reportProblem("a repeat is not allowed in a repeat", "ask one list after the other");
        }
        String key = entry.prefix() + "." + name;
        for (String text : List.of("label", "menu", "item")) {
            scope.requireText(entry, key + "." + text, Set.of("count", "place", "title"));
        }
        List<ScriptStep> inner = readEntries(entry.inner(), name);
        String title = entry.textAt("title", "");
        if (inner.stream()
                .noneMatch(s -> s instanceof ScriptStep.Question q && q.name().equals(title))) {
            entry.reportProblem("`title:` names no question of the repeat", "name the one that tells items apart");
        }
        scope.defineName(name, name + "_count");
        unreviewed.add(name);
        int minItems = entry.countAt("least", 1);
        int maxItems = Math.min(entry.countAt("most", EngineLimits.MAX_REPEAT_ITEMS), EngineLimits.MAX_REPEAT_ITEMS);
        return new ScriptStep.Repeat(name, own, when, key, minItems, maxItems, title, inner);
    }

    private ScriptStep readReview(StepNode entry, int own, ScriptExpression when, String repeat) {
        entry.allowOnly(Set.of("review", "sections"));
        String name = readName(entry, repeat);
        String key = entry.prefix() + "." + name;
        scope.requireText(entry, key + ".ask", Set.of());
        scope.requireText(entry, key + ".send", Set.of());
        scope.allowText(entry, key + ".declaration", Set.of());
        if (laterNode != null) {
            scope.requireText(entry, key + ".add", Set.of());
            laterNode = null;
        }
        requireOutsideRepeat(entry, repeat, "a review is not allowed");
        List<ScriptStep.Review.Section> sections = entry.hasKey("sections") ? readSections(entry, key) : List.of();
        unreviewed.clear();
        return new ScriptStep.Review(name, own, when, key, sections);
    }

    /// Sections of a review: each answer that it shows is in one of them.
    private List<ScriptStep.Review.Section> readSections(StepNode entry, String key) {
        List<ScriptStep.Review.Section> sections = new ArrayList<>();
        Set<String> missing = new LinkedHashSet<>(unreviewed);
        entry.yaml().readMapping(entry.nodeAt("sections")).forEach((section, node) -> {
            String label = key + ".sections." + section;
            scope.requireText(entry, label, Set.of());
            List<String> answers = entry.yaml().readCodes(node);
            answers.stream()
                    .filter(answer -> !missing.remove(answer))
                    .forEach(answer -> entry.yaml()
                            .reportProblem(
                                    node,
                                    "`" + answer + "` is no answer that this review shows, or is in a section above",
                                    "name each question and repeat above it once"));
            sections.add(new ScriptStep.Review.Section(label, answers));
        });
        if (!missing.isEmpty()) {
            entry.reportProblem("`sections:` lacks " + missing, "add each to the section where people look for it");
        }
        return List.copyOf(sections);
    }

    private ScriptStep readEnd(StepNode entry, int own, ScriptExpression when, String repeat) {
        entry.allowOnly(Set.of("end", "offer", "brings"));
        String name = readName(entry, repeat);
        String key = entry.prefix() + "." + name;
        scope.requireText(entry, key + ".say", Set.of());
        requireOutsideRepeat(entry, repeat, "a script cannot end");
        List<String> offers =
                new ArrayList<>(entry.hasKey("offer") ? entry.yaml().readCodes(entry.nodeAt("offer")) : List.of());
        ScriptStep.ListReference links = takeLinks(entry, key, offers);
        for (String offer : offers) {
            if (ScriptStep.End.isCallComponent(offer) && !lists.isTextComponent(offer)) {
                entry.yaml()
                        .reportProblem(
                                entry.nodeAt("offer"), "`" + offer + "` is no text of a call above", "name a script");
            }
        }
        String brings = entry.textAt("brings", "");
        if (!entry.hasKey("brings") || brings.equals(Reply.DATA_EXPORT)) {
            return new ScriptStep.End(name, own, when, key, offers, links, brings.isEmpty() ? null : brings, null);
        }
        if (!lists.isFileList(brings)) {
            entry.reportProblem(
                    "nothing is called `" + brings + "`",
                    "write `brings: " + Reply.DATA_EXPORT + "`, name a list of files of a call above, or leave it out");
            return new ScriptStep.End(name, own, when, key, offers, links, null, null);
        }
        ScriptStep.ListReference files = lists.findList(entry, entry.nodeAt("brings"));
        scope.requireText(entry, key + "." + ScriptStep.End.FILE_COMPONENT, lists.argumentNames(files));
        return new ScriptStep.End(name, own, when, key, offers, links, null, files);
    }

    /// Takes a list of links out of the offers; null when there is none.
    private ScriptStep.ListReference takeLinks(StepNode entry, String key, List<String> offers) {
        Optional<String> list = offers.stream()
                .filter(ScriptStep.End::isCallComponent)
                .filter(lists::isLinkList)
                .findFirst();
        if (list.isEmpty()) {
            return null;
        }
        offers.remove(list.get());
        String[] parts = list.get().split("\\.", 2);
        ScriptStep.ListReference links = new ScriptStep.ListReference(parts[0], parts[1]);
        scope.requireText(entry, key + "." + ScriptStep.End.LINK_COMPONENT, lists.argumentNames(links));
        return links;
    }
}
