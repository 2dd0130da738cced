package pk.rahnuma.script;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.ReplyButton;

/// Writes what the desk tells a person unasked: a decision, an answer, a reminder.
public interface NotificationTexts {

    /// @param language `en`, `ur` or `ur-Latn`; null when none was chosen yet
    /// @param key the text `notices.<key>`
    /// @param arguments of the message, and `whom`: the organisation that it is about, said before it, or empty:
    /// strings, numbers, instants; a list is one of reason codes and comes out as
    /// their texts, a line each; [Labels] come out as the labels of their questions, by commas
    Reply writeNotice(String language, String key, Map<String, Object> arguments);

    /// Questions of a form, for a person to read.
    ///
    /// @param script the form's name
    record Labels(String script, List<String> names) {}

    /// A button that starts a script.
    ///
    /// @return empty when the operator has no such script
    default Optional<ReplyButton> startButton(String language, String script) {
        return Optional.empty();
    }
}
