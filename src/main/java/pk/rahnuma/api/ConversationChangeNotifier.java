package pk.rahnuma.api;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/// Tells those who listen to a conversation, in this process, that there may be something to read. It carries nothing
/// itself: what was said stands in the history. [RemoteMessagePollingJob] rings it for what other nodes say.
@Singleton
final class ConversationChangeNotifier {

    private final Map<Long, Set<Semaphore>> listeners = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /// @param most that may listen to a conversation at once
    /// @return to wait on; a permit is a ring
    /// @throws ApiException when so many do
    Semaphore addListener(long conversation, int most) {
        Semaphore rings = new Semaphore(0);
        listeners.compute(conversation, (id, all) -> {
            Set<Semaphore> set = all == null ? ConcurrentHashMap.newKeySet() : all;
            if (set.size() >= most) {
                throw ApiException.ofKind(
                        ProblemDetail.Kind.TOO_MANY, "Too many connections listen to this chat; close some.");
            }
            set.add(rings);
            return set;
        });
        return rings;
    }

    void removeListener(long conversation, Semaphore rings) {
        listeners.computeIfPresent(conversation, (id, all) -> {
            all.remove(rings);
            return all.isEmpty() ? null : all;
        });
    }

    void notifyListeners(long conversation) {
        listeners.getOrDefault(conversation, Set.of()).forEach(Semaphore::release);
    }

    /// Those that somebody listens to.
    Set<Long> listenedConversations() {
        return Set.copyOf(listeners.keySet());
    }

    int countListeners() {
        return listeners.values().stream().mapToInt(Set::size).sum();
    }

    boolean isClosed() {
        return closed;
    }

    /// Lets go of all who listen.
    @PreDestroy
    void close() {
        closed = true;
        listeners.values().forEach(all -> all.forEach(Semaphore::release));
    }
}
