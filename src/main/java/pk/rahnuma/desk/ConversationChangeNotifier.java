package pk.rahnuma.desk;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Notifies listeners of a conversation, in this process, that there may be something to read. The notification has no
/// content: messages are stored in the history. [pk.rahnuma.api.conversation.RemoteMessagePollingJob] notifies of
/// messages from other nodes.
@Singleton
public final class ConversationChangeNotifier {

    private final Map<Long, Set<ChangeListener>> listeners = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /// A listener of a conversation, for one thread.
    public final class ChangeListener implements AutoCloseable {

        private final long conversation;
        private final Semaphore notifications = new Semaphore(0);

        private ChangeListener(long conversation) {
            this.conversation = conversation;
        }

        /// Waits for a notification. Notifications that arrived before count as one.
        ///
        /// @return false when none arrived in time
        public boolean awaitChange(Duration timeout) throws InterruptedException {
            boolean notified = notifications.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS);
            notifications.drainPermits();
            return notified;
        }

        /// Ends the wait.
        public void wakeUp() {
            notifications.release();
        }

        /// True when the process stops.
        public boolean isClosed() {
            return closed;
        }

        /// Removes the listener and ends its wait.
        @Override
        public void close() {
            listeners.computeIfPresent(conversation, (id, set) -> {
                set.remove(this);
                return set.isEmpty() ? null : set;
            });
            wakeUp();
        }
    }

    /// Registers a listener of a conversation.
    ///
    /// @param limit listeners that a conversation may have at once
    /// @return empty when the conversation has that many listeners
    public Optional<ChangeListener> addListener(long conversation, int limit) {
        ChangeListener listener = new ChangeListener(conversation);
        AtomicBoolean added = new AtomicBoolean();
        listeners.compute(conversation, (id, known) -> {
            Set<ChangeListener> set = known == null ? ConcurrentHashMap.newKeySet() : known;
            if (set.size() < limit) {
                set.add(listener);
                added.set(true);
            }
            return set;
        });
        return added.get() ? Optional.of(listener) : Optional.empty();
    }

    public void notifyListeners(long conversation) {
        listeners.getOrDefault(conversation, Set.of()).forEach(ChangeListener::wakeUp);
    }

    /// Ids of the conversations that have a listener.
    public Set<Long> listenedConversations() {
        return Set.copyOf(listeners.keySet());
    }

    /// Removes all listeners.
    @PreDestroy
    void close() {
        closed = true;
        listeners.values().forEach(set -> set.forEach(ChangeListener::wakeUp));
    }
}
