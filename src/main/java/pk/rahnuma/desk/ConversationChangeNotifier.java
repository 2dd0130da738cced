package pk.rahnuma.desk;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/// Notifies listeners of a conversation, in this process, that there may be something to read. The notification has no
/// content: messages are stored in the history. [pk.rahnuma.api.conversation.RemoteMessagePollingJob] notifies of
/// messages
/// from other nodes.
@Singleton
public final class ConversationChangeNotifier {

    private final Map<Long, Set<Semaphore>> listeners = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /// Registers a listener of a conversation.
    ///
    /// @param limit listeners that a conversation may have at once
    /// @return semaphore to wait on; a permit is a notification. Empty when the conversation has that many listeners
    public Optional<Semaphore> addListener(long conversation, int limit) {
        Semaphore listener = new Semaphore(0);
        AtomicBoolean added = new AtomicBoolean();
        listeners.compute(conversation, (id, semaphores) -> {
            Set<Semaphore> set = semaphores == null ? ConcurrentHashMap.newKeySet() : semaphores;
            if (set.size() < limit) {
                set.add(listener);
                added.set(true);
            }
            return set;
        });
        return added.get() ? Optional.of(listener) : Optional.empty();
    }

    public void removeListener(long conversation, Semaphore listener) {
        listeners.computeIfPresent(conversation, (id, semaphores) -> {
            semaphores.remove(listener);
            return semaphores.isEmpty() ? null : semaphores;
        });
    }

    public void notifyListeners(long conversation) {
        listeners.getOrDefault(conversation, Set.of()).forEach(Semaphore::release);
    }

    /// Ids of the conversations that have a listener.
    public Set<Long> listenedConversations() {
        return Set.copyOf(listeners.keySet());
    }

    public boolean isClosed() {
        return closed;
    }

    /// Removes all listeners.
    @PreDestroy
    void close() {
        closed = true;
        listeners.values().forEach(semaphores -> semaphores.forEach(Semaphore::release));
    }
}
