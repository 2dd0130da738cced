package pk.rahnuma.conversation.delivery;

import java.time.Instant;
import java.util.Collection;
import java.util.TreeMap;
import pk.rahnuma.messaging.DeliveryResult;
import pk.rahnuma.messaging.Message;

/// Queue of messages to one chat, in order. Confined to [SendQueues].
final class ChatSendQueue {

    /// True while a thread sends from this queue.
    boolean sending;
    /// Earliest time of the next send, after a temporary failure or because of a limit; or null.
    Instant notBefore;

    /// True when the first message has reserved its slot within the limit of the chat.
    boolean slotReserved;
    /// True when the first message has its share of the bulk limit.
    boolean admitted;
    /// True while the queue waits for that share.
    boolean awaitsAdmission;

    private final TreeMap<Integer, Message> messages = new TreeMap<>();

    void addMessage(Message message) {
        messages.put(message.seq(), message);
    }

    void removeMessage(Message message) {
        messages.remove(message.seq());
    }

    /// @return null when the queue is empty
    Message firstMessage() {
        return messages.isEmpty() ? null : messages.firstEntry().getValue();
    }

    Collection<Message> messages() {
        return messages.values();
    }

    void removeAll() {
        messages.clear();
    }

    /// True when the queue holds no reply. A reply takes the messages before it along, with its priority.
    boolean isNotices() {
        for (Message message : messages.values()) {
            if (message.direction() == Message.Direction.REPLY) {
                return false;
            }
        }
        return true;
    }

    /// True when the first message may go now. Messages never overtake one that must wait.
    boolean isReady(Instant now) {
        Instant from = earliestSendTime();
        return firstMessage() != null && !awaitsAdmission && (from == null || !from.isAfter(now));
    }

    /// Earliest time at which the first message may go; null means at once.
    Instant earliestSendTime() {
        Instant first = firstMessage() == null ? null : firstMessage().notBefore();
        return first == null || notBefore != null && notBefore.isAfter(first) ? notBefore : first;
    }

    /// The first message is being sent or was sent: the next one needs admission again.
    void resetAdmission() {
        slotReserved = false;
        admitted = false;
    }

    /// Copy of the message with the result of a send attempt.
    static Message afterAttempt(Message m, DeliveryResult settled) {
        return new Message(
                m.conversation(),
                m.seq(),
                m.chat(),
                m.direction(),
                m.body(),
                m.replaces(),
                m.state(),
                settled.attempts(),
                settled.notBefore(),
                m.reference(),
                settled.failure(),
                m.at());
    }
}
