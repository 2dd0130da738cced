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

/// Messages in flight: from entering a queue until the final result is recorded, so that no message is taken up twice.
/// Guarded by the lock of [SendQueues].
final class InFlightMessages {

    /// Further messages stay in the database until there is space.
    private static final int MAX_MESSAGES = 50_000;
    /// Longer than any commit takes.
    private static final Duration ANNOUNCEMENT_TTL = Duration.ofMinutes(2);

    private final Set<MessagePosition> positions = new HashSet<>();
    /// Messages about to be committed, with the time of the announcement ([System#nanoTime]).
    private final Map<MessagePosition, Long> announced = new HashMap<>();
    /// Number of messages in the two collections above, by conversation.
    private final Map<Long, Integer> counts = new HashMap<>();
    /// Results recorded during a database read, which may still return the old rows.
    private final List<MessagePosition> recorded = new ArrayList<>();
    /// Conversations being taken over. Messages committed there meanwhile come after those that are read.
    private final Set<Long> takenOver = new HashSet<>();

    private final List<Message> early = new ArrayList<>();
    private boolean reading;
    /// Time until which withdrawn messages may still be committed ([System#nanoTime]).
    private long doubtfulUntil = System.nanoTime();

    private record MessagePosition(long conversation, int seq) {
        static MessagePosition positionOf(Message message) {
            return new MessagePosition(message.conversation(), message.seq());
        }
    }

    int messageCount() {
        return positions.size() + early.size();
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

    /// Withdraws messages whose commit failed as far as this node knows: after a broken connection the database may
    /// still commit.
    void withdrawMessages(List<Message> messages) {
        messages.forEach(this::removeAnnounced);
        doubtfulUntil = System.nanoTime() + ANNOUNCEMENT_TTL.toNanos();
    }

    boolean isInDoubt() {
        return doubtfulUntil - System.nanoTime() > 0;
    }

    /// Removes an announcement after its commit or rollback.
    void removeAnnounced(Message message) {
        if (announced.remove(MessagePosition.positionOf(message)) != null) {
            count(message.conversation(), -1);
        }
    }

    /// True when a message of the conversation is in flight, announced, or being read.
    boolean holdsConversation(long conversation) {
        return counts.containsKey(conversation) || takenOver.contains(conversation);
    }

    private void count(long conversation, int more) {
        counts.merge(conversation, more, (before, by) -> before + by == 0 ? null : before + by);
    }

    private boolean remove(MessagePosition position) {
        boolean removed = positions.remove(position);
        if (removed) {
            count(position.conversation(), -1);
        }
        return removed;
    }

    /// True when the announced message will be queued after its commit. Expires, in case the commit is never reported.
    private boolean isAnnounced(Message message) {
        Long since = announced.get(MessagePosition.positionOf(message));
        return since != null && System.nanoTime() - since < ANNOUNCEMENT_TTL.toNanos();
    }

    /// @return false when it is in flight already
    boolean addMessage(Message message) {
        boolean added = positions.add(MessagePosition.positionOf(message));
        if (added) {
            count(message.conversation(), 1);
        }
        return added;
    }

    void removeMessages(Collection<Message> messages) {
        messages.forEach(message -> remove(MessagePosition.positionOf(message)));
    }

    /// Notes that the database is about to be read, for these conversations if any are given.
    void beginRead(Collection<Long> conversations) {
        reading = true;
        takenOver.addAll(conversations);
    }

    /// Committed messages that may be queued now; the others follow when the read completes.
    List<Message> releaseNow(List<Message> posted) {
        if (takenOver.isEmpty()) {
            return posted;
        }
        List<Message> others = new ArrayList<>(posted);
        others.removeIf(message -> takenOver.contains(message.conversation()) && early.add(message));
        return others;
    }

    /// Ends the read.
    ///
    /// @return the messages read, without those announced, and with those committed meanwhile; to be queued before
    ///     [#endRead]
    List<Message> completeRead(List<Message> found) {
        reading = false;
        takenOver.clear();
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
            MessagePosition position = new MessagePosition(settled.conversation(), settled.seq());
            if (reading) {
                recorded.add(position);
            } else {
                remove(position);
            }
        }
    }
}
