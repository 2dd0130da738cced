package pk.rahnuma.messaging;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/// Fetches what was posted, to send it. The hall has one; a process without (a command beside the server) leaves the
/// messages for the server to find.
///
/// Each message is announced before its commit, and posted or withdrawn after it. Whoever finds an announced one in the
/// database leaves it alone: found, sent and recorded before it is posted, it would be sent twice.
@FunctionalInterface
public interface OutboxListener {

    /// Told after the commit, on the thread that committed. Must return at once, as the others.
    void afterCommit(List<Message> messages);

    /// These are about to be committed.
    default void beforeCommit(List<Message> messages) {}

    /// They were not committed.
    default void afterRollback(List<Message> messages) {}

    /// Those of these conversations, which this node sends for, where nothing is unsent. It names none unless it knows:
    /// then the database need not be asked. The caller holds their locks.
    default Set<Long> findFullySent(Collection<Long> conversations) {
        return Set.of();
    }
}
