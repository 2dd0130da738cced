package pk.rahnuma.telegram.update;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/// Handles messages of the group in which agents work on tickets. They are no conversation with the bot. Absent unless
/// the operator configures a group.
public interface StaffGroupListener {

    /// True for a message in the group, and for a member's message about it to the bot.
    ///
    /// @param message as received; any field may be missing
    boolean isFor(JsonNode message);

    /// Returns once it is committed; a repeated update changes nothing. Throws when that is not possible now: Telegram
    /// sends it again.
    ///
    /// @param update its key
    /// @param edited whether it is an edit of an earlier message
    void handleMessage(String update, boolean edited, JsonNode message, Instant received);
}
