package pk.rahnuma.dialog.script;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.model.Action;

/// Signature of an action, for the loader.
///
/// @param act whether it is a mutation
/// @param in record of the arguments, see [pk.rahnuma.dialog.model.Action]
/// @param out record of the result
public record ActionType(String name, boolean act, Class<? extends Record> in, Class<? extends Record> out) {

    /// Cached, because reflection copies its results.
    private static final ClassValue<Map<String, Component>> COMPONENTS_BY_RECORD = new ClassValue<>() {
        @Override
        protected Map<String, Component> computeValue(Class<?> record) {
            Map<String, Component> components = new LinkedHashMap<>();
            for (RecordComponent c : record.getRecordComponents()) {
                if (!isForTheHost(record, c)) {
                    components.put(c.getName(), toComponent(c));
                }
            }
            return Collections.unmodifiableMap(components);
        }
    };

    /// A component of `in` or `out`.
    ///
    /// @param item of a list: the record of its elements, null when they are text
    /// @param time whether it is a point in time, stored as an ISO string
    public record Component(String name, CelType type, Class<? extends Record> item, boolean time) {

        /// Components of the elements of a list of records.
        public Map<String, Component> itemComponents() {
            return item == null ? Map.of() : componentsOf(item);
        }
    }

    public Map<String, Component> argumentComponents() {
        return componentsOf(in);
    }

    public Map<String, Component> resultComponents() {
        return componentsOf(out);
    }

    public static Map<String, Component> componentsOf(Class<? extends Record> record) {
        return COMPONENTS_BY_RECORD.get(record);
    }

    private static boolean isForTheHost(Class<?> record, RecordComponent c) {
        return Action.DelayedResult.class.isAssignableFrom(record)
                && c.getName().equals("held");
    }

    private static Component toComponent(RecordComponent c) {
        Class<?> raw = c.getType();
        if (raw == List.class) {
            Type element = ((ParameterizedType) c.getGenericType()).getActualTypeArguments()[0];
            if (element instanceof Class<?> item && item.isRecord()) {
                return new Component(c.getName(), ScriptExpression.ITEMS_TYPE, item.asSubclass(Record.class), false);
            }
            CelType type = element == String.class ? ListType.create(SimpleType.STRING) : ScriptExpression.ITEMS_TYPE;
            return new Component(c.getName(), type, null, false);
        }
        CelType type = raw == String.class || raw == Instant.class
                ? SimpleType.STRING
                : raw == long.class
                        ? SimpleType.INT
                        : raw == boolean.class
                                ? SimpleType.BOOL
                                : raw == Map.class ? ScriptExpression.ANSWERS_TYPE : SimpleType.DYN;
        return new Component(c.getName(), type, null, raw == Instant.class);
    }

    /// Empty value of a component, used for a call that was not made.
    public Object emptyResult(String component) {
        Component described = resultComponents().get(component);
        CelType type = described == null ? SimpleType.DYN : described.type();
        return switch (type.kind()) {
            case LIST -> List.of();
            case INT -> 0L;
            case BOOL -> false;
            default -> "";
        };
    }
}
