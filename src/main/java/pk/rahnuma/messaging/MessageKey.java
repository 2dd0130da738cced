package pk.rahnuma.messaging;

import io.micronaut.data.annotation.Embeddable;
import io.micronaut.data.annotation.MappedProperty;

/// Key of a message.
///
/// @param seq position in the conversation, counted from 1
@Embeddable
public record MessageKey(
        @MappedProperty("conversation_id") long conversation,
        @MappedProperty("seq") int seq) {

    public static MessageKey ofMessage(Message message) {
        return new MessageKey(message.conversation(), message.seq());
    }

    public static MessageKey ofResult(DeliveryResult result) {
        return new MessageKey(result.conversation(), result.seq());
    }
}
