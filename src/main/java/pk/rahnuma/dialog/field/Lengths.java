package pk.rahnuma.dialog.field;

import java.util.List;
import java.util.Map;

/// The one rule of every free text: how long it may be.
final class Lengths {
    static final Map<String, Class<?>> PROPERTIES = Map.of("least", Long.class, "most", Long.class);
    static final Map<String, List<String>> PROBLEMS =
            Map.of("too_short", List.of("least"), "too_long", List.of("most"));

    private Lengths() {}

    /// The refusal, or null when the length is right.
    static Reading refusal(String text, long least, long most) {
        int length = Plain.length(text);
        if (length < least) {
            return Reading.refused("too_short", Map.of("least", least));
        }
        if (length > most) {
            return Reading.refused("too_long", Map.of("most", most));
        }
        return null;
    }
}
