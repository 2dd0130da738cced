package pk.rahnuma.conversation.intake;

import java.util.List;
import pk.rahnuma.messaging.Message;

/// What a door is told after the commit, and only then.
///
/// @param conversation whose turn it was; 0 when its chat could not be opened, so that there is nobody to answer
/// @param repeated whether the update had been taken before; `said` then holds the replies of that time
/// @param said the messages that this update caused, in order; delivery sends them, the door need not, but for one that
///     is [Message.State#CARRIED]
/// @param notice a short word for the tap itself (up to 200 characters, in the person's language), or null
public record TurnReceipt(long conversation, boolean repeated, List<Message> said, String notice) {}
