package pk.rahnuma.dialog.render;

import java.util.Map;
import pk.rahnuma.dialog.script.ScriptTexts;

/// Title of a session, and whom it is for.
public final class SessionTitle {

    /// Mark between the parts of a title.
    public static final String SEPARATOR = " · ";
    /// Maximum code points of a name within another text.
    private static final int MAX_NAME_LENGTH = 60;

    private SessionTitle() {}

    /// Title: the person it is for, which a narrow button must not cut off, then the script's subject.
    public static String formatTitle(SessionTextRenderer renderer) {
        String title = renderer.formatText(renderer.journey().script().name() + ".title");
        String whom = findActingForName(renderer);
        return whom.isEmpty() ? title : whom + SEPARATOR + title;
    }

    /// Text "For Alif"; empty when acting for oneself, or while no name is known.
    static String formatActingFor(SessionTextRenderer renderer) {
        String whom = findActingForName(renderer);
        return whom.isEmpty() ? "" : renderer.formatText("engine.whom", Map.of("whom", whom));
    }

    /// Name of the person or organisation acted for, by the script's own text; empty when the script has none, or while
    /// no name is known.
    private static String findActingForName(SessionTextRenderer renderer) {
        String key = renderer.journey().script().name() + ScriptTexts.ACTS_FOR_SUFFIX;
        String name = renderer.hasText(key)
                ? renderer.formatText(key)
                        .replace("\u2068", "")
                        .replace("\u2069", "")
                        .strip()
                : "";
        if (name.codePointCount(0, name.length()) > MAX_NAME_LENGTH) {
            name = name.substring(0, name.offsetByCodePoints(0, MAX_NAME_LENGTH - 1)) + "…";
        }
        return name.isEmpty() ? "" : renderer.isolateValue(name);
    }
}
