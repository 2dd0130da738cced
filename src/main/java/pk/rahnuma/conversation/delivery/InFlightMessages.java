package pk.rahnuma.conversation.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pk.rahnuma.messaging.DeliveryResult;
import pk.rahnuma.messaging.Message;

/// Which messages are in hand: from being put into a line until the last outcome is recorded, so that none is taken up
/// twice. Guarded by the lock of [SendQueues].
final class InFlightMessages {

    /// What is more than this lies in the database until there is room.
    private static final int MAX_MESSAGES = 50_000;
    /// Longer than any commit takes.
    private static final Duration ANNOUNCEMENT_TTL = Duration.ofMinutes(2);

    private final Set<MessagePosition> places = new HashSet<>();
    /// About to be committed, and since when ([System#nanoTime]).
    private final Map<MessagePosition, Long> announced = new HashMap<>();
    /// How many of these two there are, by conversation.
    private final Map<Long, Integer> counts = new HashMap<>();
    /// Recorded while the database is read, which may still show them as they were.
    private final List<MessagePosition> recorded = new ArrayList<>();
    /// Conversations that are being taken up, and what is posted there meanwhile: it comes after what is found.
    private final Set<Long> taking = new HashSet<>();

    private final List<Message> early = new ArrayList<>();
    private boolean reading;
    /// Until when what was withdrawn may be committed all the same ([System#nanoTime]).
    private long doubted = System.nanoTime();

    private record MessagePosition(long conversation, int seq) {
        static MessagePosition positionOf(Message message) {
            return new MessagePosition(message.conversation(), message.seq());
        }
    }

    int messageCount() {
        return places.size() + early.size();
    }

    boolean isFull() {
        return messageCount() > MAX_MESSAGES;
    }

    void announceMessages(List<Message> messages) {
        long now = System.nanoTime();
        messages.forEach(message -> {
            if (announced.put(MessagePosition.positionOf(message), now) == null) {
                count(message.conversation(), 1);
            }
        });
    }

    /// Its commit failed, as far as is known here: where the connection broke, the database may be at it still.
    void withdrawMessages(List<Message> messages) {
        messages.forEach(this::removeAnnounced);
        doubted = System.nanoTime() + ANNOUNCEMENT_TTL.toNanos();
    }

    boolean isInDoubt() {
        return doubted - System.nanoTime() > 0;
    }

    /// It was committed, or was not.
    void removeAnnounced(Message message) {
        if (announced.remove(MessagePosition.positionOf(message)) != null) {
            count(message.conversation(), -1);
        }
    }

    /// Whether anything of a conversation is in hand, about to be, or looked for.
    boolean holdsConversation(long conversation) {
        return counts.containsKey(conversation) || taking.contains(conversation);
    }

    private void count(long conversation, int more) {
        counts.merge(conversation, more, (before, by) -> before + by == 0 ? null : before + by);
    }

    private boolean remove(MessagePosition place) {
        boolean removed = places.remove(place);
        if (removed) {
            count(place.conversation(), -1);
        }
        return removed;
    }

    /// Whether it comes by itself. Not for ever, in case its commit was never told of.
    private boolean isAnnounced(Message message) {
        Long since = announced.get(MessagePosition.positionOf(message));
        return since != null && System.nanoTime() - since < ANNOUNCEMENT_TTL.toNanos();
    }

    /// @return false when it is in hand already
    boolean addMessage(Message message) {
        boolean added = places.add(MessagePosition.positionOf(message));
        if (added) {
            count(message.conversation(), 1);
        }
        return added;
    }

    void removeMessages(Collection<Message> messages) {
        messages.forEach(message -> remove(MessagePosition.positionOf(message)));
    }

    /// The database is about to be read, for these conversations if for any.
    void beginRead(Collection<Long> conversations) {
        reading = true;
        taking.addAll(conversations);
    }

    /// What of that may be put into lines now; the rest comes when all is read.
    List<Message> releaseNow(List<Message> posted) {
        if (taking.isEmpty()) {
            return posted;
        }
        List<Message> others = new ArrayList<>(posted);
        others.removeIf(message -> taking.contains(message.conversation()) && early.add(message));
        return others;
    }

    /// The database was read.
    ///
    /// @return what it found, but for what was announced, and what was posted meanwhile; to be put into lines before
    /// [#endRead]
    List<Message> completeRead(List<Message> found) {
        reading = false;
        taking.clear();
        List<Message> all = new ArrayList<>(found);
        all.removeIf(this::isAnnounced);
        all.addAll(early);
        early.clear();
        return all;
    }

    void endRead() {
        recorded.forEach(this::remove);
        recorded.clear();
    }

    void removeRecorded(List<DeliveryResult> batch) {
        for (DeliveryResult settled : batch) {
            if (settled.state() == Message.State.PENDING) {
                continue;
            }
            MessagePosition place = new MessagePosition(settled.conversation(), settled.seq());
            if (reading) {
                recorded.add(place);
            } else {
                remove(place);
            }
        }
    }
}
