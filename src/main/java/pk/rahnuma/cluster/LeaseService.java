package pk.rahnuma.cluster;

import jakarta.inject.Singleton;

/// What one node does for all.
@Singleton
public final class LeaseService {

    private final ClusterNode node;

    public LeaseService(ClusterNode node) {
        this.node = node;
    }

    /// @param name at most 32 characters; the same on all nodes
    /// @return safe for threads
    public ClusterLease forName(String name) {
        return new HeldLease(node, name);
    }

    private static final class HeldLease implements ClusterLease {

        private final ClusterNode node;
        private final String name;
        /// The id of this node under which it was taken; 0 when it is not held.
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
