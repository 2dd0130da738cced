package pk.rahnuma.dialog.journey;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.field.FieldType;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.model.StoredAnswer;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptStep;

/// Migrates a session to the newest version of its script when its own is retired: answers that still fit are kept,
/// only the others are asked again.
public final class SessionMigration {

    private SessionMigration() {}

    public static Session migrateSession(Session session, Script newest) {
        Map<String, StoredAnswer> kept = new LinkedHashMap<>();
        session.answers().forEach((key, answer) -> {
            String name = key.substring(key.lastIndexOf('/') + 1);
            if (fitsStep(newest.named().get(name), answer.value())) {
                kept.put(key, answer);
            }
        });
        return session.withFlow(newest.flow(), kept);
    }

    private static boolean fitsStep(ScriptStep step, Object value) {
        if (step instanceof ScriptStep.Question question) {
            return value == null ? question.optional() : fitsQuestion(question, value);
        }
        return step instanceof ScriptStep.Repeat;
    }

    private static boolean fitsQuestion(ScriptStep.Question question, Object value) {
        FieldType type = question.type();
        boolean shape = switch (type.valueType()) {
            case TEXT -> value instanceof String;
            case NUMBER -> value instanceof Number;
            case TRUTH -> value instanceof Boolean;
            case LIST -> value instanceof List<?>;
        };
        return shape
                && (!(question.options() instanceof ScriptStep.Options.Fixed fixed)
                        || type.typeName().equals("yes-no")
                        || question.properties().get("other") == Boolean.TRUE
                        || fixed.values().containsAll(value instanceof List<?> list ? list : List.of(value)));
    }
}
