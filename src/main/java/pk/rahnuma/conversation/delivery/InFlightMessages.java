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
    private static final int MOST = 50_000;
    /// Longer than any commit takes.
    private static final Duration ANNOUNCED = Duration.ofMinutes(2);

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
        static MessagePosition of(Message message) {
            return new MessagePosition(message.conversation(), message.seq());
        }
    }

    int size() {
        return places.size() + early.size();
    }

    boolean isFull() {
        return size() > MOST;
    }

    void announce(List<Message> messages) {
        long now = System.nanoTime();
        messages.forEach(message -> {
            if (announced.put(MessagePosition.of(message), now) == null) {
                count(message.conversation(), 1);
            }
        });
    }

    /// Its commit failed, as far as is known here: where the connection broke, the database may be at it still.
    void withdraw(List<Message> messages) {
        messages.forEach(this::posted);
        doubted = System.nanoTime() + ANNOUNCED.toNanos();
    }

    boolean isInDoubt() {
        return doubted - System.nanoTime() > 0;
    }

    /// It was committed, or was not.
    void posted(Message message) {
        if (announced.remove(MessagePosition.of(message)) != null) {
            count(message.conversation(), -1);
        }
    }

    /// Whether anything of a conversation is in hand, about to be, or looked for.
    boolean holds(long conversation) {
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
        Long since = announced.get(MessagePosition.of(message));
        return since != null && System.nanoTime() - since < ANNOUNCED.toNanos();
    }

    /// @return false when it is in hand already
    boolean add(Message message) {
        boolean added = places.add(MessagePosition.of(message));
        if (added) {
            count(message.conversation(), 1);
        }
        return added;
    }

    void drop(Collection<Message> messages) {
        messages.forEach(message -> remove(MessagePosition.of(message)));
    }

    /// The database is about to be read, for these conversations if for any.
    void begin(Collection<Long> conversations) {
        reading = true;
        taking.addAll(conversations);
    }

    /// What of that may be put into lines now; the rest comes when all is read.
    List<Message> inTime(List<Message> posted) {
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
    /// [#end]
    List<Message> found(List<Message> found) {
        reading = false;
        taking.clear();
        List<Message> all = new ArrayList<>(found);
        all.removeIf(this::isAnnounced);
        all.addAll(early);
        early.clear();
        return all;
    }

    void end() {
        recorded.forEach(this::remove);
        recorded.clear();
    }

    void recorded(List<DeliveryResult> batch) {
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
