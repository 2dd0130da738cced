package pk.rahnuma.dialog.script;

import dev.cel.common.types.SimpleType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;

/// Results of earlier calls, which `each:`, `options:` and `offer:` name as `call.component`.
final class ListResultScope {

    private final Map<String, ActionType> calls = new HashMap<>();

    void addCall(String call, ActionType action) {
        calls.put(call, action);
    }

    /// @return null when there is no such list (a problem is reported)
    ScriptStep.ListReference findList(StepNode entry, Node node) {
        String[] parts = entry.yaml().readText(node).split("\\.", 2);
        ActionType action = calls.get(parts[0]);
        if (action == null || parts.length < 2 || !action.resultComponents().containsKey(parts[1])) {
            entry.yaml()
                    .reportProblem(
                            node,
                            "`" + entry.yaml().readText(node) + "` is no list of a call above",
                            "write `call.component`");
            return null;
        }
        return new ScriptStep.ListReference(parts[0], parts[1]);
    }

    /// True when `call.component` is a text of an earlier call.
    boolean isTextComponent(String part) {
        ActionType.Component component = findComponent(part);
        return component != null && component.type() == SimpleType.STRING && !component.time();
    }

    /// True when `call.component` is a list whose items name a file.
    boolean isFileList(String part) {
        return isListOf(part, ScriptStep.End.FILE_COMPONENT);
    }

    /// True when `call.component` is a list whose items have a link.
    boolean isLinkList(String part) {
        return isListOf(part, ScriptStep.End.LINK_COMPONENT);
    }

    private boolean isListOf(String part, String itemComponent) {
        ActionType.Component component = findComponent(part);
        return component != null
                && component.item() != null
                && component.itemComponents().containsKey(itemComponent);
    }

    /// Null when there is no such component.
    private ActionType.Component findComponent(String name) {
        String[] parts = name.split("\\.", 2);
        ActionType action = calls.get(parts[0]);
        return action == null || parts.length < 2
                ? null
                : action.resultComponents().get(parts[1]);
    }

    /// Argument names of a text about one item.
    Set<String> argumentNames(ScriptStep.ListReference each) {
        Set<String> names = new HashSet<>(Set.of("item", "place"));
        Class<? extends Record> item =
                calls.get(each.call()).resultComponents().get(each.component()).item();
        if (item != null) {
            ActionType.componentsOf(item).keySet().forEach(component -> names.add("item_" + component));
        }
        return names;
    }
}
