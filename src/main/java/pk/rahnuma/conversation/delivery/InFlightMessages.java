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
import pk.rahnuma.messaging.MessageKey;

/// Messages in flight: from entering a queue until the final result is recorded, so that no message is taken up twice.
/// Confined to [SendQueues].
final class InFlightMessages {

    /// Further messages stay in the database until there is space.
    private static final int MAX_MESSAGES = 50_000;
    /// Longer than any commit takes.
    private static final Duration ANNOUNCEMENT_TTL = Duration.ofMinutes(2);

    private final Set<MessageKey> keys = new HashSet<>();
    /// Messages about to be committed, with the time of the announcement ([System#nanoTime]).
    private final Map<MessageKey, Long> announced = new HashMap<>();
    /// Results recorded during a database read, which may still return the old rows.
    private final List<MessageKey> recorded = new ArrayList<>();
    /// Conversations being taken over. Messages committed there meanwhile come after those that are read.
    private final Set<Long> takenOver = new HashSet<>();

    private final List<Message> early = new ArrayList<>();
    private boolean reading;

    int messageCount() {
        return keys.size() + early.size();
    }

    boolean isFull() {
        return messageCount() > MAX_MESSAGES;
    }

    void announceMessages(List<Message> messages) {
        long now = System.nanoTime();
        messages.forEach(message -> announced.put(MessageKey.ofMessage(message), now));
    }

    /// Removes announcements after the commit or rollback of their messages.
    void removeAnnounced(List<Message> messages) {
        messages.forEach(message -> announced.remove(MessageKey.ofMessage(message)));
    }

    /// True when the announced message will be queued after its commit. Expires, in case the commit is never reported.
    private boolean isAnnounced(Message message) {
        Long since = announced.get(MessageKey.ofMessage(message));
        return since != null && System.nanoTime() - since < ANNOUNCEMENT_TTL.toNanos();
    }

    /// @return false when it is in flight already
    boolean addMessage(Message message) {
        return keys.add(MessageKey.ofMessage(message));
    }

    void removeMessages(Collection<Message> messages) {
        messages.forEach(message -> keys.remove(MessageKey.ofMessage(message)));
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
    ///     [#removeRecordedDuringRead]
    List<Message> completeRead(List<Message> found) {
        reading = false;
        takenOver.clear();
        List<Message> all = new ArrayList<>(found);
        all.removeIf(this::isAnnounced);
        all.addAll(early);
        early.clear();
        return all;
    }

    void removeRecordedDuringRead() {
        recorded.forEach(keys::remove);
        recorded.clear();
    }

    /// Removes messages whose final result the database now holds.
    void removeRecorded(List<DeliveryResult> results) {
        List<MessageKey> finished = results.stream()
                .filter(result -> result.state() != Message.State.PENDING)
                .map(MessageKey::ofResult)
                .toList();
        if (reading) {
            recorded.addAll(finished);
        } else {
            finished.forEach(keys::remove);
        }
    }
}
