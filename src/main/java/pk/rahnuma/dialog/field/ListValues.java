package pk.rahnuma.dialog.field;

import java.util.List;
import pk.rahnuma.shared.Language;

/// Common parts of the types that store a list.
public final class ListValues {
    /// Text that the engine sends when the person says that the list is complete.
    public static final String DONE_COMMAND = "!done";
    /// Maximum problems shown at once.
    public static final int MAX_REPORTED_PROBLEMS = 5;

    private ListValues() {}

    /// Values held by the unfinished answer.
    public static List<String> heldValues(FieldContext context) {
        return toStrings(context.partial());
    }

    public static List<String> toStrings(Object value) {
        if (!(value instanceof List<?> list)) {
            return List.of();
        }
        return list.stream().map(String::valueOf).toList();
    }

    public static String joinValues(List<String> shown, FieldContext context) {
        return String.join(Language.listSeparator(context.language()), shown);
    }
}
