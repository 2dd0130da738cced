package pk.rahnuma.dialog.field;

import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.understanding.TextNormaliser;

/// Length limits of free text.
public final class LengthRule {
    public static final Map<String, Class<?>> LENGTH_PROPERTIES = Map.of("least", Long.class, "most", Long.class);
    public static final Map<String, List<String>> LENGTH_PROBLEMS =
            Map.of("too_short", List.of("least"), "too_long", List.of("most"));

    private LengthRule() {}

    /// Refusal, or null when the length is right.
    public static FieldParseResult checkLength(String text, long minimum, long maximum) {
        int length = TextNormaliser.countCharacters(text);
        if (length < minimum) {
            return FieldParseResult.refused("too_short", Map.of("least", minimum));
        }
        if (length > maximum) {
            return FieldParseResult.refused("too_long", Map.of("most", maximum));
        }
        return null;
    }
}
