package pk.rahnuma.messaging;

/// Key of a message.
///
/// @param seq position in the conversation, counted from 1
public record MessageKey(long conversation, int seq) {

    public static MessageKey ofMessage(Message message) {
        return new MessageKey(message.conversation(), message.seq());
    }

    public static MessageKey ofResult(DeliveryResult result) {
        return new MessageKey(result.conversation(), result.seq());
    }
}
