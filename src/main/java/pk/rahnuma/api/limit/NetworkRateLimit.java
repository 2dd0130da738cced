package pk.rahnuma.api.limit;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;
import pk.rahnuma.shared.network.NetworkSite;

/// Rate limit of networks, and of their sites ([NetworkSite]), each of which has four times as much. What a site is
/// refused leaves no bucket of a network in memory.
final class NetworkRateLimit {

    /// Number of networks of a site that may use their whole quota at the same time.
    static final int SITE_NETWORKS = 4;

    private final LimitPolicy policy;
    private final ClientBuckets networks;
    private final ClientBuckets sites;

    NetworkRateLimit(LimitPolicy policy, TimeMeter time) {
        this.policy = policy;
        this.networks = new ClientBuckets(() -> policy.createBucket(time));
        this.sites = new ClientBuckets(() -> policy.multiplyBy(SITE_NETWORKS).createBucket(time));
    }

    LimitPolicy policy() {
        return policy;
    }

    /// Takes an amount.
    ///
    /// @param network of [pk.rahnuma.shared.NetworkPrefix]
    /// @return time until there will be enough; zero when it was taken
    Duration take(String network, long amount) {
        Optional<Bucket> site = findSite(network);
        Duration pause = site.map(bucket -> findPause(bucket, amount)).orElse(Duration.ZERO);
        if (!pause.isZero()) {
            return pause;
        }
        Bucket bucket = networks.findBucket(network);
        if (!bucket.tryConsume(amount)) {
            return findPause(bucket, amount);
        }
        // After the network: one that is refused uses nothing of its site up.
        site.ifPresent(shared -> shared.tryConsume(amount));
        return Duration.ZERO;
    }

    private Optional<Bucket> findSite(String network) {
        String site = NetworkSite.siteOf(network);
        return site.equals(network) ? Optional.empty() : Optional.of(sites.findBucket(site));
    }

    private static Duration findPause(Bucket bucket, long amount) {
        return Duration.ofNanos(bucket.estimateAbilityToConsume(amount).getNanosToWaitForRefill());
    }

    /// Bucket of a network alone; empty when its site was refused before the network had one.
    Optional<Bucket> findPresent(String network) {
        return networks.findPresent(network);
    }

    /// Number of networks that are in memory.
    long countNetworks() {
        return networks.countBuckets();
    }
}
