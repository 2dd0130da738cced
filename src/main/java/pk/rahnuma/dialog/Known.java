package pk.rahnuma.dialog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import pk.rahnuma.dialog.field.FieldType;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.Step;

/// What names stand for at a place of a walk: the answers on the path so far, and the results of calls.
final class Known {

    private final Script script;
    private final Session session;
    private final Moment moment;
    private final OnPath onPath;
    private final Function<String, Object> names = name -> named(name, "");

    /// @param onPath grows with the walk
    Known(Script script, Session session, Moment moment, OnPath onPath) {
        this.script = script;
        this.session = session;
        this.moment = moment;
        this.onPath = onPath;
    }

    /// The values on the path by name; a repeat's as a list of maps.
    Map<String, Object> values() {
        Map<String, Object> found = new LinkedHashMap<>();
        onPath.outside((key, answer) -> {
            if (answer.value() != null) {
                found.put(key, answer.value());
            }
        });
        session.items().keySet().forEach(repeat -> {
            if (script.named().get(repeat) instanceof Step.Repeat) {
                found.put(repeat, itemValues(repeat, List.of()));
            }
        });
        return found;
    }

    /// @param whole the questions whose empty value stands where an item has no answer yet
    private List<Map<String, Object>> itemValues(String repeat, List<Step> whole) {
        List<Map<String, Object>> found = new ArrayList<>();
        for (String item : session.items().getOrDefault(repeat, List.of())) {
            String prefix = repeat + "/" + item + "/";
            Map<String, Object> values = new LinkedHashMap<>();
            empty(whole, values);
            onPath.inItems((key, answer) -> {
                if (key.startsWith(prefix) && answer.value() != null) {
                    values.put(key.substring(prefix.length()), answer.value());
                }
            });
            if (!values.isEmpty()) {
                found.add(values);
            }
        }
        return found;
    }

    private static void empty(List<Step> steps, Map<String, Object> values) {
        for (Step step : steps) {
            if (step instanceof Step.Question question) {
                values.put(question.name(), question.type().shape().empty());
            } else if (step instanceof Step.Group group) {
                empty(group.steps(), values);
            }
        }
    }

    /// What names stand for in expressions. A question without an answer on the path is the empty value of its type.
    Function<String, Object> names(String prefix) {
        return prefix.isEmpty() ? names : name -> named(name, prefix);
    }

    private Object named(String name, String prefix) {
        return switch (name) {
            case "mode" -> moment.mode();
            case "today" -> moment.today().toString();
            case "channel" -> moment.channel();
            case "spoken" -> moment.language();
            case "answers" -> values();
            default -> ofScript(name, prefix);
        };
    }

    private Object ofScript(String name, String prefix) {
        int dot = name.indexOf('.');
        if (dot > 0) {
            return result(name.substring(0, dot), name.substring(dot + 1));
        }
        Step step = script.named().get(name);
        if (step instanceof Step.Question question) {
            Answer inItem = prefix.isEmpty() ? null : onPath.inItem(prefix + name);
            Answer answer = inItem == null ? onPath.outside(question) : inItem;
            FieldType type = question.type();
            return answer == null || answer.value() == null ? type.shape().empty() : answer.value();
        }
        return step instanceof Step.Repeat repeat ? itemValues(name, repeat.steps()) : null;
    }

    /// A component of a call's result, or its empty value.
    Object result(String call, String component) {
        if (!(script.named().get(call) instanceof Step.Call step)) {
            return null;
        }
        Kept kept = session.results().get(call);
        Object value =
                kept == null || kept.value() == null ? null : kept.value().get(component);
        return value == null ? step.action().empty(component) : value instanceof Integer i ? Long.valueOf(i) : value;
    }
}
