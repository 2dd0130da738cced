package pk.rahnuma.script;

import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.ReplyButton;

/// Writes notices to persons: decisions, answers, reminders.
public interface NotificationTexts {

    /// Writes a notice.
    ///
    /// @param language `en`, `ur` or `ur-Latn`; null when none was chosen yet
    /// @param key the text `notices.<key>`
    /// @param arguments strings, numbers and instants; a list contains reason codes and is shown as their texts, a line
    ///     each; [Labels] are shown as the labels of their questions, separated by commas. `whom` is the organisation
    ///     that the notice is about, written before it, or empty; `lines` are the names of the lines that it is about,
    ///     written after it with the number of those that are `registered` of a `total`, or absent for all
    Reply writeNotice(String language, String key, Map<String, Object> arguments);

    /// Questions of a form, to be shown to a person.
    ///
    /// @param script the form's name
    record Labels(String script, List<String> names) {}

    /// Buttons for the options of a script's first question: each starts the script with that answer.
    ///
    /// @return empty when the operator has no such script, or it has no link to a question with options
    default List<ReplyButton> answerButtons(String language, String script) {
        return List.of();
    }
}
