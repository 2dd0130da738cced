package pk.rahnuma.dialog.field;

import java.util.Map;
import pk.rahnuma.dialog.understanding.TextNormaliser;

/// Length limits of free text.
public final class LengthRule {

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
