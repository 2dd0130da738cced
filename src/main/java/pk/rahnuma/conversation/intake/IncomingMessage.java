package pk.rahnuma.conversation.intake;

import java.time.Instant;
import java.util.function.Predicate;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.messaging.chat.Channel;

/// A message as a channel adapter hands it over.
///
/// @param channel of the chat
/// @param address of the chat on the channel; a chat never seen before is created
/// @param update the channel's own id of this update, unique within the chat: identifies repeats
/// @param language the person's language as reported by the channel (an IETF tag), or null
/// @param received when it reached the adapter
/// @param carries tests whether the adapter's acknowledgement can carry the reply; null when it never can. Such a reply
///     is [pk.rahnuma.messaging.Message.State#CARRIED] in the receipt, and the adapter delivers it each time
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

    public IncomingMessage withReplyPredicate(Predicate<Reply> replyPredicate) {
        return new IncomingMessage(channel, address, update, input, language, received, replyPredicate);
    }
}
