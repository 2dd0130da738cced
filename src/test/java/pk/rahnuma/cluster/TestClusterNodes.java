package pk.rahnuma.cluster;

import java.time.Clock;
import java.util.function.LongSupplier;
import pk.rahnuma.TestDatabase;

/// Creates nodes on a database that send heartbeats on demand.
public final class TestClusterNodes {

    private TestClusterNodes() {}

    /// The only node: earlier ones are removed.
    public static ClusterNode singleNode(TestDatabase database) {
        ClusterNode node = new ClusterNode(database.jdbi(), Clock.systemUTC(), true, System::nanoTime);
        node.sendHeartbeat();
        return node;
    }

    /// One of several nodes, after its first heartbeat.
    ///
    /// @param watch its stopwatch
    public static ClusterNode oneOfSeveral(TestDatabase database, Clock clock, LongSupplier watch) {
        ClusterNode node = new ClusterNode(database.jdbi(), clock, false, watch);
        node.sendHeartbeat();
        return node;
    }
}
