package pk.rahnuma.dialog.render;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import pk.rahnuma.dialog.model.GlobalCommand;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.ReplyButton;
import pk.rahnuma.dialog.script.ScriptLibrary;

/// Controls that work at any time, found by their labels: texts name them in quotation marks, and each message has
/// those that it names.
public final class NamedControls {

    /// A label in quotation marks, which in Urdu begin with the closing one.
    public static final Pattern QUOTED_LABEL = Pattern.compile("[“”](?<label>[^“”\n]{1,80}+)[“”]");

    private static final List<GlobalCommand> COMMANDS =
            List.of(GlobalCommand.HUMAN, GlobalCommand.STATUS, GlobalCommand.ASK, GlobalCommand.MENU);

    private NamedControls() {}

    /// Data of the buttons of commands and scripts, by their labels in a language.
    public static Map<String, String> findLabels(ScriptLibrary library, String language) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (GlobalCommand command : COMMANDS) {
            labels.put(library.texts().formatText(language, "engine.button." + command.key()), command.buttonData());
        }
        library.currentScripts().stream()
                .filter(script -> library.texts().hasText(script.name() + ".title"))
                .forEach(script -> labels.putIfAbsent(
                        library.texts().formatText(language, script.name() + ".title"),
                        CommandData.ofScript(script.name())));
        return labels;
    }

    /// Adds the buttons that a notice names and does not have, each in a row of its own before the others.
    ///
    /// @param buttons that it has in any case
    public static Reply renderNotice(
            ScriptLibrary library, String language, String text, List<List<ReplyButton>> buttons) {
        Map<String, String> labels = findLabels(library, language);
        List<String> present =
                buttons.stream().flatMap(List::stream).map(ReplyButton::label).toList();
        List<List<ReplyButton>> rows = new ArrayList<>();
        namedIn(text)
                .filter(label -> labels.containsKey(label) && !present.contains(label))
                .distinct()
                .forEach(label -> rows.add(List.of(new ReplyButton(label, labels.get(label)))));
        rows.addAll(buttons);
        return new Reply(text, rows, null, Reply.DisplayMode.PLAIN);
    }

    /// True when a text names a control.
    ///
    /// @param text null for none
    static boolean isNamed(String label, @Nullable String text) {
        return text != null && text.contains(label) && namedIn(text).anyMatch(label::equals);
    }

    private static Stream<String> namedIn(String text) {
        return QUOTED_LABEL.matcher(text).results().map((MatchResult found) -> found.group("label"));
    }
}
