package pk.rahnuma.http.guard;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.netty.util.concurrent.EventExecutor;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Checks the deadlines of all connections once a second, with one task per event loop: each loop wakes once, however
/// many connections are open. Safe for any number of event loops.
final class DeadlineSweeper {

    private static final Logger LOG = LoggerFactory.getLogger(DeadlineSweeper.class);

    static final long INTERVAL_MILLIS = 1_000;

    private final Map<EventExecutor, Set<RequestGuardHandler>> connections = new ConcurrentHashMap<>();

    /// Adds a connection.
    ///
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

    /// Checks one connection. Its failure must not stop the checks of the others.
    private static void check(RequestGuardHandler connection) {
        try {
            connection.checkDeadlines();
        } catch (RuntimeException e) {
            LOG.warn("server: cannot check the deadlines of a connection", e);
        }
    }
}
