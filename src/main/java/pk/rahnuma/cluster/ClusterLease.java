package pk.rahnuma.cluster;

/// One thing that one node does for all. It is its holder's until that gives it back, leaves, or is taken for dead.
public interface ClusterLease {

    /// Asks the database where this node does not hold it already.
    ///
    /// @return whether this node holds it
    boolean tryAcquire();

    /// Without the database.
    boolean isHeld();

    /// Another node may take it from now on.
    void release();
}
