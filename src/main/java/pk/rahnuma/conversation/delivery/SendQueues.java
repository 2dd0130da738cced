package pk.rahnuma.conversation.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import pk.rahnuma.cluster.ClusterNode;
import pk.rahnuma.messaging.DeliveryResult;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.conversation.Channel;
import pk.rahnuma.messaging.conversation.Chat;

/// Send queues of this node, one for each chat, with the rate limits that they obey. A message leaves its queue when it
/// is done, so that none overtakes one that must wait.
///
/// Thread-safe: this is the monitor of all of its parts ([ChatSendQueue], [InFlightMessages], [DeliveryRateLimiters]).
/// No method waits for the database or a channel.
final class SendQueues {

    private final ClusterNode node;
    private final InstantSource clock;
    private final DeliveryRateLimiters limiters;
    private final DeliveryRateLimiters.AlarmScheduler alarm;
    private final Map<Long, ChatSendQueue> queues = new HashMap<>();
    private final InFlightMessages inFlight = new InFlightMessages();

    /// Node id under which these queues were filled; 0 before the start.
    private long self;
    private boolean closing;
    /// How often messages of this node were left in the database.
    private long omissions;
    /// Omissions before this one were read since.
    private long omissionsRead;
    /// Omissions before the current read.
    private long omissionsBeforeRead;

    SendQueues(
            ClusterNode node,
            InstantSource clock,
            DeliveryRateLimiters limiters,
            DeliveryRateLimiters.AlarmScheduler alarm) {
        this.node = node;
        this.clock = clock;
        this.limiters = limiters;
        this.alarm = alarm;
    }

    private boolean maySend() {
        return !closing && self != 0 && self == node.nodeId() && node.isCertainlyAlive();
    }

    private boolean isBehind() {
        return omissionsRead < omissions;
    }

    synchronized void announceMessages(List<Message> messages) {
        inFlight.announceMessages(messages);
    }

    /// Withdraws messages that were not committed, or not seen to be: after a broken connection the database may still
    /// have committed them, so that they are looked for.
    synchronized void withdrawMessages(List<Message> messages) {
        inFlight.removeAnnounced(messages);
        omissions++;
    }

    /// Queues messages just committed, or leaves them to be read.
    ///
    /// @return chats whose queues start now: the caller sends each until [#nextMessage] returns null
    synchronized Set<Long> enqueueCommitted(List<Message> posted) {
        inFlight.removeAnnounced(posted);
        if (isBehind() || !maySend() || inFlight.isFull()) {
            omissions++;
            return Set.of();
        }
        return start(enqueue(inFlight.releaseNow(posted)));
    }

    /// True when these queues send for this node.
    synchronized boolean isSending() {
        return self == node.nodeId() && !closing && node.isCertainlyAlive();
    }

    /// Empties the queues, because the node has another id than before, or none yet.
    ///
    /// @return false while the node may not send, or a send is in progress
    synchronized boolean clearQueues() {
        if (closing || !node.isCertainlyAlive() || isAnySending()) {
            return false;
        }
        queues.values().forEach(queue -> inFlight.removeMessages(queue.messages()));
        queues.clear();
        limiters.clearWaiting();
        return true;
    }

    /// Sends for this node from now on. All its unsent messages are left to be read.
    synchronized void beginSending(long nodeId) {
        self = nodeId;
        omissions++;
    }

    /// Begins to read the messages of conversations that are taken over. Messages committed there until the read is
    /// complete are queued after them.
    ///
    /// @return false when there is no space
    synchronized boolean beginTakeover(Collection<Long> conversations) {
        if (inFlight.isFull()) {
            return false;
        }
        inFlight.beginRead(conversations);
        return true;
    }

    /// Begins to read messages of this node that were left in the database.
    ///
    /// @param always whether to read even if none is known to be left, while little is in flight
    /// @param batchSize number of messages wanted beyond those in flight
    /// @return maximum number of messages to read, oldest first; 0 when there is nothing to read, or no space
    synchronized int beginCatchUp(boolean always, int batchSize) {
        boolean wanted = isBehind() || always && inFlight.messageCount() < batchSize;
        if (!wanted || inFlight.isFull()) {
            return 0;
        }
        omissionsBeforeRead = omissions;
        inFlight.beginRead(List.of());
        return inFlight.messageCount() + batchSize;
    }

    /// @param found number of messages that were read
    /// @param limit from [#beginCatchUp]
    synchronized void completeCatchUp(int found, int limit) {
        if (found < limit) {
            omissionsRead = omissionsBeforeRead;
        } else {
            omissions++;
        }
    }

    /// Queues the messages that were read.
    ///
    /// @return chats whose queues start now
    synchronized Set<Long> completeRead(List<Message> found) {
        Set<Long> ready = start(enqueue(inFlight.completeRead(found)));
        inFlight.removeRecordedDuringRead();
        return ready;
    }

    /// Ends a read that failed. A takeover may have been committed: what was committed after it is read again, before
    /// other messages are sent.
    synchronized void abortRead() {
        inFlight.completeRead(List.of());
        inFlight.removeRecordedDuringRead();
        omissions++;
    }

    /// Queues that have waited long enough.
    synchronized Set<Long> takeReady() {
        Instant now = clock.instant();
        Set<Long> ready = limiters.takeAdmitted(queues);
        queues.forEach((chat, queue) -> {
            if (!queue.sending && queue.isReady(now)) {
                ready.add(chat);
            }
        });
        return start(ready);
    }

    /// @return chats whose queues may start
    private Set<Long> enqueue(List<Message> messages) {
        Instant now = clock.instant();
        Set<Long> ready = new HashSet<>();
        for (Message message : messages) {
            if (inFlight.addMessage(message)) {
                ChatSendQueue queue = queues.computeIfAbsent(message.chat(), chat -> new ChatSendQueue());
                queue.addMessage(message);
                if (message.direction() == Message.Direction.REPLY) {
                    limiters.removeWaiting(message.chat(), queue);
                }
                if (!queue.sending && queue.isReady(now)) {
                    ready.add(message.chat());
                }
            }
        }
        return ready;
    }

    private Set<Long> start(Set<Long> ready) {
        if (!maySend()) {
            return Set.of();
        }
        ready.forEach(chat -> queues.get(chat).sending = true);
        return ready;
    }

    /// First message of a running queue; null when the queue ends, or must wait.
    synchronized Message nextMessage(Chat chat) {
        ChatSendQueue queue = queues.get(chat.id());
        Instant now = clock.instant();
        if (maySend() && queue.isReady(now) && limiters.maySend(chat, queue, now)) {
            return queue.firstMessage();
        }
        stop(chat.id(), queue);
        return null;
    }

    /// Sets the number of nodes that share the limits of the channels.
    synchronized void setNodeCount(int nodes) {
        limiters.setNodeCount(nodes);
    }

    /// Takes a slot of a chat that no message needs.
    synchronized boolean tryTakeSpareSlot(Channel channel, long chat) {
        return !queues.containsKey(chat) && limiters.tryTakeSpareSlot(channel, chat, clock.instant());
    }

    /// Notes that the channel limited a message to this chat.
    synchronized void recordLimited(Chat chat, Duration pause) {
        limiters.recordLimited(chat, pause, clock.instant());
    }

    /// Removes a message that was sent or given up, or puts it back to be sent again.
    synchronized void completeMessage(Long chat, Message message, DeliveryResult result) {
        ChatSendQueue queue = queues.get(chat);
        queue.removeMessage(message);
        if (result.state() == Message.State.PENDING) {
            queue.addMessage(ChatSendQueue.afterAttempt(message, result));
        }
    }

    /// Removes a message that was recalled before its time.
    synchronized void removeRecalled(Long chat, Message message) {
        queues.get(chat).removeMessage(message);
        inFlight.removeMessages(List.of(message));
    }

    synchronized void postponeQueue(Long chat, Duration pause) {
        ChatSendQueue queue = queues.get(chat);
        queue.notBefore = clock.instant().plus(pause);
        stop(chat, queue);
    }

    synchronized void dropQueue(Long chat) {
        ChatSendQueue queue = queues.get(chat);
        inFlight.removeMessages(queue.messages());
        queue.removeAll();
        limiters.removeWaiting(chat, queue);
        stop(chat, queue);
    }

    private void stop(Long chat, ChatSendQueue queue) {
        queue.sending = false;
        if (queue.firstMessage() == null) {
            queues.remove(chat);
        } else if (!closing) {
            scheduleAlarm(chat, queue);
        }
        notifyAll();
    }

    /// Sets the alarm that resumes the queue.
    private void scheduleAlarm(Long chat, ChatSendQueue queue) {
        Instant from = queue.earliestSendTime();
        Instant now = clock.instant();
        if (from != null && from.isAfter(now)) {
            alarm.schedule(Duration.between(now, from), () -> resume(chat));
        }
        limiters.scheduleAlarms(pause -> alarm.schedule(pause, this::resumeAdmitted));
    }

    private synchronized Set<Long> resume(Long chat) {
        ChatSendQueue queue = queues.get(chat);
        if (queue == null || queue.sending || queue.awaitsAdmission) {
            return Set.of();
        }
        if (queue.isReady(clock.instant())) {
            return start(Set.of(chat));
        }
        // The alarm uses another clock.
        scheduleAlarm(chat, queue);
        return Set.of();
    }

    /// Starts queues of notices that are now admitted.
    private synchronized Set<Long> resumeAdmitted() {
        limiters.alarmFired();
        Set<Long> admitted = limiters.takeAdmitted(queues);
        limiters.scheduleAlarms(pause -> alarm.schedule(pause, this::resumeAdmitted));
        return start(admitted);
    }

    synchronized void removeRecorded(List<DeliveryResult> results) {
        inFlight.removeRecorded(results);
    }

    /// Stops all queues, and waits for sends in progress.
    synchronized void closeQueues(Duration patience) throws InterruptedException {
        closing = true;
        long end = System.nanoTime() + patience.toNanos();
        while (isAnySending() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.timedWait(this, 100);
        }
    }

    private boolean isAnySending() {
        return queues.values().stream().anyMatch(queue -> queue.sending);
    }
}
