package pk.rahnuma.dialog.render;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.field.FieldType;
import pk.rahnuma.dialog.field.FileField;
import pk.rahnuma.dialog.journey.Journey;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.model.SessionIdentity;
import pk.rahnuma.dialog.script.EngineLimits;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptExpression;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.dialog.script.ScriptTexts;
import pk.rahnuma.dialog.understanding.Option;

/// A script as a JSON Schema (<https://json-schema.org/draft/2020-12>) of its answers, with hints for an app that shows
/// it as a form. The hints begin with `x-`, so that validators ignore them. The conditions of questions are hints:
/// only the desk decides which question is asked.
public final class FormSchema {

    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
    private static final Map<String, String> FORMATS = Map.of("date", "date", "email", "email");

    private final SessionTextRenderer renderer;

    private FormSchema(SessionTextRenderer renderer) {
        this.renderer = renderer;
    }

    /// Describes all questions of a script in the order of the script.
    ///
    /// @param context with the language of the texts
    public static Map<String, Object> describeScript(ScriptTexts texts, Script script, EngineContext context) {
        Session fresh = Session.startNew(new SessionIdentity("0", script.name(), script.flow()), context.now());
        SessionTextRenderer renderer = new SessionTextRenderer(texts, new Journey(script, fresh, context));
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", DIALECT);
        schema.put("title", SessionTitle.formatTitle(renderer));
        schema.put("type", "object");
        Map<String, Object> properties = new LinkedHashMap<>();
        new FormSchema(renderer).describeSteps(script.steps(), List.of(), properties);
        schema.put("properties", properties);
        schema.put("additionalProperties", false);
        schema.put("maxProperties", EngineLimits.MAX_SCRIPT_STEPS);
        schema.put("x-flow", script.flow());
        schema.put("x-order", List.copyOf(properties.keySet()));
        schema.put("x-sections", toSections(script, renderer));
        return schema;
    }

    private static List<Map<String, Object>> toSections(Script script, SessionTextRenderer renderer) {
        List<Map<String, Object>> sections = new ArrayList<>();
        for (ScriptStep.Review.Section section : script.sections()) {
            sections.add(Map.of("title", renderer.formatText(section.label()), "answers", section.answers()));
        }
        return sections;
    }

    /// @param conditions of the groups around the steps
    private void describeSteps(List<ScriptStep> steps, List<String> conditions, Map<String, Object> properties) {
        for (ScriptStep step : steps) {
            List<String> all = conditionsOf(conditions, step.when());
            switch (step) {
                case ScriptStep.Group group -> describeSteps(group.steps(), all, properties);
                case ScriptStep.Question question -> properties.put(question.name(), describeQuestion(question, all));
                case ScriptStep.Repeat repeat -> properties.put(repeat.name(), describeRepeat(repeat, all));
                default -> {}
            }
        }
    }

    private static List<String> conditionsOf(List<String> outer, ScriptExpression condition) {
        if (condition == null) {
            return outer;
        }
        List<String> all = new ArrayList<>(outer);
        all.add(condition.source());
        return all;
    }

    private Map<String, Object> describeRepeat(ScriptStep.Repeat repeat, List<String> conditions) {
        Map<String, Object> items = new LinkedHashMap<>();
        describeSteps(repeat.steps(), List.of(), items);
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("title", renderer.formatLabel(repeat));
        schema.put("type", "array");
        schema.put("minItems", repeat.minItems());
        schema.put("maxItems", Math.min(repeat.maxItems(), EngineLimits.MAX_FORM_ITEMS));
        schema.put(
                "items",
                Map.of(
                        "type",
                        "object",
                        "properties",
                        items,
                        "additionalProperties",
                        false,
                        "x-order",
                        List.copyOf(items.keySet())));
        schema.put("x-upload", "instead of an array, the `file` of a table: CSV or XLSX with a row for each item");
        putConditions(schema, conditions);
        return schema;
    }

    private Map<String, Object> describeQuestion(ScriptStep.Question question, List<String> conditions) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("title", renderer.formatLabel(question));
        schema.put("description", renderer.formatText(question.texts() + ".ask"));
        if (renderer.hasText(question.texts() + ".details")) {
            schema.put("x-details", renderer.formatText(question.texts() + ".details"));
        }
        schema.put("x-type", question.type().typeName());
        putValues(schema, question);
        putFlag(schema, "x-optional", question.optional());
        putFlag(schema, "x-later", question.later());
        putFlag(schema, "x-early", question.early());
        putFlag(schema, "x-derived", question.derived() != null);
        putFlag(schema, "x-suggested", question.suggested() != null);
        putFlag(schema, "x-masked", question.masked());
        putConditions(schema, conditions);
        return schema;
    }

    private void putValues(Map<String, Object> schema, ScriptStep.Question question) {
        Map<String, Object> properties = question.properties();
        switch (question.type().valueType()) {
            case TRUTH -> putType(schema, question, "boolean");
            case NUMBER -> {
                putType(schema, question, "integer");
                putLimit(schema, "minimum", properties.get("least"));
                putLimit(schema, "maximum", properties.get("most"));
            }
            case LIST -> {
                putType(schema, question, "array");
                putLimit(schema, "minItems", properties.get("least"));
                putLimit(schema, "maxItems", properties.get("most"));
                schema.put("items", withOptions(new LinkedHashMap<>(Map.of("type", "string")), question));
            }
            case TEXT -> {
                putType(schema, question, "string");
                putLimit(schema, "minLength", properties.get("least"));
                schema.put("maxLength", properties.getOrDefault("most", (long) EngineLimits.MAX_INPUT_LENGTH));
                putLimit(schema, "pattern", properties.get("pattern"));
                putLimit(schema, "format", FORMATS.get(question.type().typeName()));
                withOptions(schema, question);
                if (question.type() instanceof FileField) {
                    schema.put("x-upload", "the `file` of an upload");
                }
            }
        }
    }

    /// An answer that can be skipped may be null too.
    private static void putType(Map<String, Object> schema, ScriptStep.Question question, String type) {
        schema.put("type", isSkippable(question) ? List.of(type, "null") : type);
    }

    private static boolean isSkippable(ScriptStep.Question question) {
        return question.optional() || question.later();
    }

    private Map<String, Object> withOptions(Map<String, Object> schema, ScriptStep.Question question) {
        if (question.options() instanceof ScriptStep.Options.From from) {
            schema.put("x-options-from", from.call() + "." + from.component());
            return schema;
        }
        List<Option> options = renderer.fieldContext(question, null).options();
        if (options.isEmpty()) {
            return schema;
        }
        boolean others = Boolean.TRUE.equals(question.properties().get("other"))
                || question.properties().containsKey(FieldType.INSTEAD_PROPERTY);
        if (!others) {
            List<String> values =
                    new ArrayList<>(options.stream().map(Option::value).toList());
            if (isSkippable(question)) {
                values.add(null);
            }
            schema.put("enum", values);
        }
        schema.put(
                "x-options",
                options.stream()
                        .map(option -> new FormView.Option(option.value(), option.label()))
                        .toList());
        return schema;
    }

    private static void putLimit(Map<String, Object> schema, String name, Object value) {
        if (value != null) {
            schema.put(name, value);
        }
    }

    private static void putFlag(Map<String, Object> schema, String name, boolean value) {
        if (value) {
            schema.put(name, true);
        }
    }

    private static void putConditions(Map<String, Object> schema, List<String> conditions) {
        if (!conditions.isEmpty()) {
            schema.put("x-when", conditions);
        }
    }
}
