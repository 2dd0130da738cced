package pk.rahnuma.dialog.field;

import java.util.List;

/// What the types that keep a list have in common.
public final class ListValues {
    /// What the engine sends when the person says that this is all.
    public static final String DONE_COMMAND = "!done";
    /// Problems told at once; more would not be read.
    public static final int MAX_REPORTED_PROBLEMS = 5;

    private ListValues() {}

    /// What is held already, without being answered.
    public static List<String> heldValues(FieldContext ask) {
        return toStrings(ask.partial());
    }

    public static List<String> toStrings(Object value) {
        if (!(value instanceof List<?> list)) {
            return List.of();
        }
        return list.stream().map(String::valueOf).toList();
    }

    public static String joinValues(List<String> shown, FieldContext ask) {
        return String.join(ask.language().equals("ur") ? "، " : ", ", shown);
    }
}
