package pk.rahnuma.cluster;

import jakarta.inject.Singleton;

/// Creates leases for work that one node does for all.
@Singleton
public final class LeaseService {

    private final ClusterNode node;

    public LeaseService(ClusterNode node) {
        this.node = node;
    }

    /// Returns the lease of a name.
    ///
    /// @param name at most 32 characters; the same on all nodes
    /// @return safe for threads
    public ClusterLease forName(String name) {
        return new HeldLease(node, name);
    }

    private static final class HeldLease implements ClusterLease {

        private final ClusterNode node;
        private final String name;
        /// Id of this node when it took the lease; 0 when it does not hold it.
        private long under;

        HeldLease(ClusterNode node, String name) {
            this.node = node;
            this.name = name;
        }

        @Override
        public synchronized boolean tryAcquire() {
            long id = node.nodeId();
            if (!isHeld()
                    && node.isCertainlyAlive()
                    && (node.isSingleNode() || node.nodeRepository().takeLease(name, id))) {
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
                node.nodeRepository().releaseLease(name, under);
            }
            under = 0;
        }
    }
}
