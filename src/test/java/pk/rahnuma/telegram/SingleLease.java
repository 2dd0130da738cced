package pk.rahnuma.telegram;

import pk.rahnuma.cluster.ClusterLease;

/// A lease that can be acquired until a test says otherwise.
public final class SingleLease implements ClusterLease {

    public volatile boolean there = true;
    private volatile boolean held;

    @Override
    public boolean tryAcquire() {
        held = there;
        return held;
    }

    @Override
    public boolean isHeld() {
        return held && there;
    }

    @Override
    public void release() {
        held = false;
    }
}
