package pk.rahnuma.cluster;

import java.time.Clock;
import java.util.function.LongSupplier;
import pk.rahnuma.TestDatabase;

/// Creates nodes on a database that send heartbeats on demand.
public final class TestClusterNodes {

    private TestClusterNodes() {}

    /// The only node: earlier ones are removed.
    public static ClusterNode singleNode(TestDatabase database) {
        ClusterNode node = newNode(database, Clock.systemUTC(), true, System::nanoTime);
        node.sendHeartbeat();
        return node;
    }

    /// One of several nodes, after its first heartbeat.
    ///
    /// @param watch its stopwatch
    public static ClusterNode oneOfSeveral(TestDatabase database, Clock clock, LongSupplier watch) {
        ClusterNode node = newNode(database, clock, false, watch);
        node.sendHeartbeat();
        return node;
    }

    /// A node that has sent no heartbeat yet.
    public static ClusterNode newNode(TestDatabase database, Clock clock, boolean alone, LongSupplier watch) {
        return new ClusterNode(database.getBean(ClusterNodeRepository.class), clock, alone, watch);
    }

    public static LeaseService leases(TestDatabase database, ClusterNode node) {
        return new LeaseService(node, database.getBean(ClusterLeaseRepository.class));
    }
}
