package pk.rahnuma.api.guard;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.netty.util.concurrent.EventExecutor;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks once a second at the deadlines of all connections, by one task for each event loop: however many connections
/// are open, each loop wakes once. Safe for any number of event loops.
final class DeadlineSweeper {

    private static final Logger LOG = LoggerFactory.getLogger(DeadlineSweeper.class);

    static final long INTERVAL_MILLIS = 1_000;

    private final Map<EventExecutor, Set<RequestGuardHandler>> connections = new ConcurrentHashMap<>();

    /// @param loop of the connection
    void addConnection(EventExecutor loop, RequestGuardHandler connection) {
        connections.computeIfAbsent(loop, DeadlineSweeper::begin).add(connection);
    }

    void removeConnection(EventExecutor loop, RequestGuardHandler connection) {
        connections.get(loop).remove(connection);
    }

    private static Set<RequestGuardHandler> begin(EventExecutor loop) {
        Set<RequestGuardHandler> ofLoop = ConcurrentHashMap.newKeySet();
        loop.scheduleWithFixedDelay(
                () -> ofLoop.forEach(DeadlineSweeper::check), INTERVAL_MILLIS, INTERVAL_MILLIS, MILLISECONDS);
        return ofLoop;
    }

    /// A fault of one connection must not end the looks at the others.
    private static void check(RequestGuardHandler connection) {
        try {
            connection.checkDeadlines();
        } catch (RuntimeException e) {
            LOG.warn("server: the deadlines of a connection could not be checked", e);
        }
    }
}
