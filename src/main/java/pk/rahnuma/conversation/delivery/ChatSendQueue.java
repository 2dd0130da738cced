package pk.rahnuma.conversation.delivery;

import java.time.Instant;
import java.util.Collection;
import java.util.TreeMap;
import pk.rahnuma.messaging.DeliveryResult;
import pk.rahnuma.messaging.Message;

/// What is to be sent to one chat, in order. Guarded by [DeliveryService]'s lock.
final class ChatSendQueue {

    /// Whether somebody sends it.
    boolean sending;
    /// After trouble that is not the message's, or within a limit; or null.
    Instant notBefore;

    /// Whether its first message has its place within the limit of the chat.
    boolean slotReserved;
    /// Whether its first message has its share of what is for notices.
    boolean admitted;
    /// Whether it waits for that.
    boolean queued;

    private final TreeMap<Integer, Message> messages = new TreeMap<>();

    void addMessage(Message message) {
        messages.put(message.seq(), message);
    }

    void removeMessage(Message message) {
        messages.remove(message.seq());
    }

    /// @return null when the line is empty
    Message firstMessage() {
        return messages.isEmpty() ? null : messages.firstEntry().getValue();
    }

    Collection<Message> messages() {
        return messages.values();
    }

    void removeAll() {
        messages.clear();
    }

    /// Whether nobody waits for an answer in it. One who does gets what lies before it too, with its right of way.
    boolean isNotices() {
        for (Message message : messages.values()) {
            if (message.direction() == Message.Direction.SAID) {
                return false;
            }
        }
        return true;
    }

    /// Nothing behind a message that must wait goes before it.
    boolean isReady(Instant now) {
        Instant from = earliestSendTime();
        return firstMessage() != null && !queued && (from == null || !from.isAfter(now));
    }

    /// Before which it does not go; null is at once.
    Instant earliestSendTime() {
        Instant first = firstMessage() == null ? null : firstMessage().notBefore();
        return first == null || notBefore != null && notBefore.isAfter(first) ? notBefore : first;
    }

    /// Its first message goes, or went: the next asks anew.
    void resetAdmission() {
        slotReserved = false;
        admitted = false;
    }

    /// The same message, as it stands after a try.
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
