package pk.rahnuma.conversation.delivery;

import pk.rahnuma.messaging.DeliveryResult;
import pk.rahnuma.messaging.Message;

/// Key of a message.
record MessageKey(long conversation, int seq) {

    static MessageKey ofMessage(Message message) {
        return new MessageKey(message.conversation(), message.seq());
    }

    static MessageKey ofResult(DeliveryResult result) {
        return new MessageKey(result.conversation(), result.seq());
    }
}
