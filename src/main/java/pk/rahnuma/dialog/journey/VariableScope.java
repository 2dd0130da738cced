package pk.rahnuma.dialog.journey;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import pk.rahnuma.dialog.field.FieldParseResult;
import pk.rahnuma.dialog.field.FieldType;
import pk.rahnuma.dialog.model.CallResult;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.model.StoredAnswer;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptExpression;
import pk.rahnuma.dialog.script.ScriptStep;

/// Values of names at a step of a walk: the answers on the journey so far, and the results of calls.
final class VariableScope {

    private final Script script;
    private final Session session;
    private final EngineContext context;
    private final JourneyAnswers answers;
    private final Function<String, Object> names = name -> valueOf(name, "");

    /// @param answers grows with the walk
    VariableScope(Script script, Session session, EngineContext context, JourneyAnswers answers) {
        this.script = script;
        this.session = session;
        this.context = context;
        this.answers = answers;
    }

    /// Values on the journey by name, except what the summary leaves out; those of a repeat as a list of maps.
    Map<String, Object> valuesByName() {
        Map<String, Object> values = new LinkedHashMap<>();
        answers.forEachOutsideRepeats((key, answer) -> {
            boolean sent = !(script.named().get(key) instanceof ScriptStep.Question question) || question.summarised();
            if (answer.value() != null && sent) {
                values.put(key, answer.value());
            }
        });
        session.items().keySet().forEach(repeat -> {
            if (script.named().get(repeat) instanceof ScriptStep.Repeat) {
                values.put(repeat, itemValues(repeat, List.of()));
            }
        });
        return values;
    }

    /// @param asked questions whose empty value is used where an item has no answer yet
    private List<Map<String, Object>> itemValues(String repeat, List<ScriptStep> asked) {
        Map<String, Map<String, Object>> items = new LinkedHashMap<>();
        for (String item : session.itemsOf(repeat)) {
            Map<String, Object> values = new LinkedHashMap<>();
            addEmptyValues(asked, values);
            items.put(item, values);
        }
        String prefix = repeat + "/";
        answers.forEachInRepeats((key, answer) -> {
            if (key.startsWith(prefix) && answer.value() != null) {
                int end = key.indexOf('/', prefix.length());
                items.get(key.substring(prefix.length(), end)).put(key.substring(end + 1), answer.value());
            }
        });
        return items.values().stream().filter(values -> !values.isEmpty()).toList();
    }

    private static void addEmptyValues(List<ScriptStep> steps, Map<String, Object> values) {
        for (ScriptStep step : steps) {
            if (step instanceof ScriptStep.Question question) {
                values.put(question.name(), question.type().valueType().emptyValue());
            } else if (step instanceof ScriptStep.Group group) {
                addEmptyValues(group.steps(), values);
            }
        }
    }

    /// Resolver of names in expressions. A question without an answer on the journey has the empty value of its type.
    Function<String, Object> resolverFor(String prefix) {
        return prefix.isEmpty() ? names : name -> valueOf(name, prefix);
    }

    /// Value that the script derives for a question, or null while it has none.
    Object derivedValue(ScriptStep.Question question, String prefix) {
        Object value = question.derived().evaluate(resolverFor(prefix));
        return value.equals(question.type().valueType().emptyValue()) ? null : value;
    }

    /// True when a question ahead is answered by the script, as far as is known. It counts as derived while an answer
    /// that its value depends on is open.
    boolean isDerivedAhead(ScriptStep.Question question, String prefix) {
        return question.derived() != null
                && (question.derived().names().stream().anyMatch(this::isOpenQuestion)
                        || derivedValue(question, prefix) != null);
    }

    private boolean isOpenQuestion(String name) {
        return script.named().get(name) instanceof ScriptStep.Question other
                && answers.answerOutsideRepeats(other) == null;
    }

    /// Value that the script suggests for a question, or an empty text.
    String suggestedValue(ScriptStep.Question question, String key) {
        return question.suggested() == null
                ? ""
                : String.valueOf(question.suggested().evaluate(resolverFor(prefixOf(question, key))));
    }

    /// Value of an expression outside repeats, as text.
    String textOf(ScriptExpression expression) {
        return String.valueOf(expression.evaluate(resolverFor("")));
    }

    private static String prefixOf(ScriptStep.Question question, String key) {
        return key.substring(0, key.length() - question.name().length());
    }

    /// First of the question's own checks that a value fails, or null.
    ///
    /// @param key of the question's answer
    /// @param insisted whether soft checks are skipped
    FailedCheck firstFailedCheck(ScriptStep.Question question, String key, Object value, boolean insisted) {
        Object repeated = question.distinct() ? answers.findInOtherItems(key, (List<?>) value) : null;
        if (repeated != null) {
            return new FailedCheck(
                    new FieldParseResult.Problem(ScriptStep.Question.NOT_DISTINCT, Map.of("value", repeated)), false);
        }
        List<ScriptStep.Check> checks = question.checks();
        if (checks.isEmpty()) {
            return null;
        }
        Function<String, Object> others = resolverFor(prefixOf(question, key));
        for (int i = 0; i < checks.size(); i++) {
            ScriptStep.Check check = checks.get(i);
            boolean counts = !check.soft() || !insisted;
            if (counts && !check.holds().isTrue(name -> name.equals("it") ? value : others.apply(name))) {
                return new FailedCheck(new FieldParseResult.Problem(check.code(), Map.of()), check.soft());
            }
        }
        return null;
    }

    /// Current arguments of a call.
    Map<String, Object> callArguments(ScriptStep.Call call) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        call.arguments().forEach((name, expression) -> arguments.put(name, expression.evaluate(names)));
        return arguments;
    }

    private Object valueOf(String name, String prefix) {
        return switch (name) {
            case "mode", "run_by", "operator_name" -> context.desk().findArgument(name);
            case "today" -> context.today().toString();
            case "channel" -> context.channel();
            case "spoken" -> context.language();
            case "answers" -> valuesByName();
            default -> scriptValueOf(name, prefix);
        };
    }

    private Object scriptValueOf(String name, String prefix) {
        int dot = name.indexOf('.');
        if (dot > 0) {
            return resultComponent(name.substring(0, dot), name.substring(dot + 1));
        }
        ScriptStep step = script.named().get(name);
        if (step instanceof ScriptStep.Question question) {
            StoredAnswer inItem = prefix.isEmpty() ? null : answers.answerInRepeat(prefix + name);
            StoredAnswer answer = inItem == null ? answers.answerOutsideRepeats(question) : inItem;
            FieldType type = question.type();
            return answer == null || answer.value() == null ? type.valueType().emptyValue() : answer.value();
        }
        return step instanceof ScriptStep.Repeat repeat ? itemValues(name, repeat.steps()) : null;
    }

    /// Component of a call's result, or its empty value.
    Object resultComponent(String call, String component) {
        if (!(script.named().get(call) instanceof ScriptStep.Call step)) {
            return null;
        }
        CallResult result = session.results().get(call);
        Object value =
                result == null || result.value() == null ? null : result.value().get(component);
        return value == null
                ? step.action().emptyResult(component)
                : value instanceof Integer i ? Long.valueOf(i) : value;
    }
}
