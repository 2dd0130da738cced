package pk.rahnuma.cluster;

/// Right of one node to do something for all nodes. It ends when its holder releases it, leaves, or is declared dead.
public interface ClusterLease {

    /// Takes the lease. Queries the database only when this node does not hold it.
    ///
    /// @return true when this node holds it
    boolean tryAcquire();

    /// Tells whether this node holds the lease, without a query.
    boolean isHeld();

    /// Releases the lease; another node may take it then.
    void release();
}
