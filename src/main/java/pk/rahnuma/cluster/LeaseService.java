package pk.rahnuma.cluster;

import jakarta.inject.Singleton;

/// Creates leases for work that one node does for all.
@Singleton
public final class LeaseService {

    private final ClusterNode node;
    private final ClusterLeaseRepository leases;

    LeaseService(ClusterNode node, ClusterLeaseRepository leases) {
        this.node = node;
        this.leases = leases;
    }

    /// Returns the lease of a name.
    ///
    /// @param name at most 32 characters; the same on all nodes
    /// @return safe for threads
    public ClusterLease forName(String name) {
        return new HeldLease(node, leases, name);
    }

    private static final class HeldLease implements ClusterLease {

        private final ClusterNode node;
        private final ClusterLeaseRepository leases;
        private final String name;
        /// Id of this node when it took the lease; 0 when it does not hold it.
        private long under;

        HeldLease(ClusterNode node, ClusterLeaseRepository leases, String name) {
            this.node = node;
            this.leases = leases;
            this.name = name;
        }

        @Override
        public synchronized boolean tryAcquire() {
            long id = node.nodeId();
            if (!isHeld() && node.isCertainlyAlive() && (node.isSingleNode() || leases.takeLease(name, id))) {
                under = id;
            }
            return isHeld();
        }

        @Override
        public synchronized boolean isHeld() {
            return under != 0 && under == node.nodeId() && node.isCertainlyAlive();
        }

        @Override
        public synchronized void release() {
            if (under != 0 && !node.isSingleNode()) {
                leases.releaseLease(name, under);
            }
            under = 0;
        }
    }
}
