package pk.rahnuma.conversation.intake;

import java.time.Instant;
import java.util.function.Predicate;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.messaging.chat.Channel;

/// What a door hands over.
///
/// @param channel and `address`: the chat it came from; a chat never seen before is opened
/// @param update the channel's own id of this update, unique within the chat: a repeat is known by it
/// @param language the person's language as the channel tells it (an IETF tag), or null
/// @param received when it reached the door
/// @param carries whether the door's acknowledgement has room for such a reply; null when it has none. A reply that
///     travels so is [pk.rahnuma.messaging.Message.State#CARRIED] in the receipt, and the door's to deliver, each time
public record IncomingMessage(
        Channel channel,
        String address,
        String update,
        ConversationInput input,
        String language,
        Instant received,
        Predicate<Reply> carries) {

    public IncomingMessage(
            Channel channel,
            String address,
            String update,
            ConversationInput input,
            String language,
            Instant received) {
        this(channel, address, update, input, language, received, null);
    }

    public IncomingMessage withReplyPredicate(Predicate<Reply> room) {
        return new IncomingMessage(channel, address, update, input, language, received, room);
    }
}
