package pk.rahnuma.dialog.field;

import java.util.List;

/// What the types that keep a list have in common.
final class ListValues {
    /// What the engine sends when the person says that this is all.
    static final String DONE_COMMAND = "!done";
    /// Problems told at once; more would not be read.
    static final int MAX_REPORTED_PROBLEMS = 5;

    private ListValues() {}

    /// What is held already, without being answered.
    static List<String> heldValues(FieldContext ask) {
        return toStrings(ask.partial());
    }

    static List<String> toStrings(Object value) {
        if (!(value instanceof List<?> list)) {
            return List.of();
        }
        return list.stream().map(String::valueOf).toList();
    }

    static String joinValues(List<String> shown, FieldContext ask) {
        return String.join(ask.language().equals("ur") ? "، " : ", ", shown);
    }
}
