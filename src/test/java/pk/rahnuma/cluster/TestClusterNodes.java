package pk.rahnuma.cluster;

import java.time.Clock;
import java.util.function.LongSupplier;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.persistence.task.PeriodicTaskRunner;

/// Nodes on a database, which beat when they are told to.
public final class TestClusterNodes {

    private TestClusterNodes() {}

    /// The only one there can be: those before it are no more.
    public static ClusterNode singleNode(TestDatabase database) {
        ClusterNode node =
                new ClusterNode(database.jdbi(), Clock.systemUTC(), new PeriodicTaskRunner(), true, System::nanoTime);
        node.sendHeartbeat();
        return node;
    }

    /// One of several, which has beaten once.
    ///
    /// @param watch its stop-watch
    public static ClusterNode oneOfSeveral(TestDatabase database, Clock clock, LongSupplier watch) {
        ClusterNode node = new ClusterNode(database.jdbi(), clock, new PeriodicTaskRunner(), false, watch);
        node.sendHeartbeat();
        return node;
    }
}
