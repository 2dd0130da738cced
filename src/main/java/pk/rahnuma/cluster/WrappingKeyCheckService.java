package pk.rahnuma.cluster;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// Checks, for a command, whether a running server lacks a wrapping key. As nodes do, it relies on heartbeats and not
/// on clocks: a server is alive if its heartbeat changes within the timeout.
@Singleton
public class WrappingKeyCheckService {

    private static final Duration CHECK_INTERVAL = Duration.ofMillis(200);

    private final ClusterNodeRepository nodes;

    WrappingKeyCheckService(ClusterNodeRepository nodes) {
        this.nodes = nodes;
    }

    /// Returns at once when no registered server lacks the key, and as soon as one that lacks it sends a heartbeat;
    /// otherwise after [ClusterNode#HEARTBEAT_TIMEOUT].
    public boolean isMissingOnLiveNode(int wrappingKey) throws InterruptedException {
        Map<Long, Instant> first = findHeartbeatsWithoutKey(wrappingKey);
        long end = System.nanoTime() + ClusterNode.HEARTBEAT_TIMEOUT.toNanos();
        Map<Long, Instant> now = first;
        while (!now.isEmpty() && System.nanoTime() < end) {
            boolean beats =
                    now.entrySet().stream().anyMatch(node -> !node.getValue().equals(first.get(node.getKey())));
            if (beats) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(CHECK_INTERVAL.toMillis());
            now = findHeartbeatsWithoutKey(wrappingKey);
        }
        return false;
    }

    /// Last heartbeat of each node that is not known to hold this wrapping key.
    private Map<Long, Instant> findHeartbeatsWithoutKey(int wrappingKey) {
        return nodes.findAll().stream()
                .filter(node -> !node.hasWrappingKey(wrappingKey))
                .collect(Collectors.toMap(NodeRow::id, NodeRow::seenAt));
    }
}
