package pk.rahnuma.turn.delivery;

import java.time.Instant;
import java.util.Collection;
import java.util.TreeMap;
import pk.rahnuma.post.Message;
import pk.rahnuma.post.Settled;

/// What is to be sent to one chat, in order. Guarded by [Delivery]'s lock.
final class Line {

    /// Whether somebody sends it.
    boolean running;
    /// After trouble that is not the message's; or null.
    Instant notBefore;

    private final TreeMap<Integer, Message> messages = new TreeMap<>();

    void add(Message message) {
        messages.put(message.seq(), message);
    }

    void remove(Message message) {
        messages.remove(message.seq());
    }

    /// @return null when the line is empty
    Message first() {
        return messages.isEmpty() ? null : messages.firstEntry().getValue();
    }

    Collection<Message> messages() {
        return messages.values();
    }

    void clear() {
        messages.clear();
    }

    /// Nothing behind a message that must wait goes before it.
    boolean mayGo(Instant now) {
        return first() != null && reached(notBefore, now) && reached(first().notBefore(), now);
    }

    private static boolean reached(Instant time, Instant now) {
        return time == null || !time.isAfter(now);
    }

    /// The same message, as it stands after a try.
    static Message later(Message m, Settled settled) {
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
