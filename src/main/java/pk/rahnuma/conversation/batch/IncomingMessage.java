package pk.rahnuma.conversation.batch;

import java.time.Instant;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.messaging.conversation.Channel;

/// A message as a channel adapter hands it over.
///
/// @param channel of the chat
/// @param address of the chat on the channel; a chat never seen before is created
/// @param update the channel's own id of this update, unique within the chat: identifies repeats
/// @param language the person's language as reported by the channel (an IETF tag), or null
/// @param received when it reached the adapter
/// @param contentHash of what the message says, where a client chooses `update` and may use it twice; else null
/// @param asksForForms whether the receipt has the forms of the conversation
public record IncomingMessage(
        Channel channel,
        String address,
        String update,
        ConversationInput input,
        String language,
        Instant received,
        Long contentHash,
        boolean asksForForms) {

    public IncomingMessage(
            Channel channel,
            String address,
            String update,
            ConversationInput input,
            String language,
            Instant received) {
        this(channel, address, update, input, language, received, null, false);
    }
}
