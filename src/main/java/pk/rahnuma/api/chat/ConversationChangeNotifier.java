package pk.rahnuma.api.chat;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import pk.rahnuma.api.problem.ApiException;
import pk.rahnuma.api.problem.ProblemDetail;

/// Tells those who listen to a conversation, in this process, that there may be something to read. It carries nothing
/// itself: what was said stands in the history. [pk.rahnuma.api.event.RemoteMessagePollingJob] rings it for what other
/// nodes say.
@Singleton
public final class ConversationChangeNotifier {

    private final Map<Long, Set<Semaphore>> listeners = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /// @param most that may listen to a conversation at once
    /// @return to wait on; a permit is a ring
    /// @throws ApiException when so many do
    public Semaphore addListener(long conversation, int most) {
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

    public void removeListener(long conversation, Semaphore rings) {
        listeners.computeIfPresent(conversation, (id, all) -> {
            all.remove(rings);
            return all.isEmpty() ? null : all;
        });
    }

    public void notifyListeners(long conversation) {
        listeners.getOrDefault(conversation, Set.of()).forEach(Semaphore::release);
    }

    /// Those that somebody listens to.
    public Set<Long> listenedConversations() {
        return Set.copyOf(listeners.keySet());
    }

    public int countListeners() {
        return listeners.values().stream().mapToInt(Set::size).sum();
    }

    public boolean isClosed() {
        return closed;
    }

    /// Lets go of all who listen.
    @PreDestroy
    void close() {
        closed = true;
        listeners.values().forEach(all -> all.forEach(Semaphore::release));
    }
}
