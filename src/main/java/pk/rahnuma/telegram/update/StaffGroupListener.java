package pk.rahnuma.telegram.update;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/// The group in which staff work on tickets. What is said there is nobody's conversation with the bot. There is none
/// unless the operator names one.
public interface StaffGroupListener {

    /// Whether a message is for it: one that was said there, or what a member says about it to the bot.
    ///
    /// @param message as Telegram has it; whatever may be missing
    boolean isFor(JsonNode message);

    /// Returns once it is committed; an update that comes again changes nothing. Throws when that is not possible now:
    /// Telegram will say it again.
    ///
    /// @param update the key of it
    /// @param edited whether the message was said before in other words
    void handleMessage(String update, boolean edited, JsonNode message, Instant received);
}
