package pk.rahnuma.guidance;

import java.util.Map;
import java.util.Optional;
import pk.rahnuma.dialog.Button;
import pk.rahnuma.dialog.Reply;

/// Writes what the desk tells a person unasked: a decision, an answer, a reminder.
public interface Notices {

    /// @param language `en`, `ur` or `ur-Latn`; null when none was chosen yet
    /// @param key the text `notices.<key>`
    /// @param arguments of the message, and `whom`: the organisation that it is about, said before it, or empty:
    /// strings, numbers, instants; a list is one of reason codes and comes out as
    /// their texts, a line each
    Reply write(String language, String key, Map<String, Object> arguments);

    /// A button that starts a script.
    ///
    /// @return empty when the operator has no such script
    default Optional<Button> start(String language, String script) {
        return Optional.empty();
    }
}
