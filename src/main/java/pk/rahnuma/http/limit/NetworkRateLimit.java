package pk.rahnuma.http.limit;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import pk.rahnuma.http.limit.RateLimitHeadersFilter.LimitState;
import pk.rahnuma.shared.NetworkSite;

/// Rate limit of networks, and of their sites ([NetworkSite]), each of which has four times as much. What a site is
/// refused leaves no counter of a network in memory.
final class NetworkRateLimit implements RateLimit {

    /// Number of networks of a site that may use their whole quota at the same time.
    static final int SITE_NETWORKS = 4;

    private final ClientRateLimit networks;
    private final ClientRateLimit sites;

    NetworkRateLimit(LimitPolicy policy, TimeMeter time) {
        this.networks = new ClientRateLimit(policy, time);
        this.sites = new ClientRateLimit(policy.multiplyBy(SITE_NETWORKS), time);
    }

    /// @param network of [pk.rahnuma.shared.NetworkPrefix]
    @Override
    public Duration take(String network, long amount, Supplier<Optional<String>> knownCaller) {
        String site = NetworkSite.siteOf(network);
        if (site.equals(network)) {
            return networks.take(network, amount);
        }
        Duration pause = sites.findPause(site, amount);
        if (!pause.isZero()) {
            return pause;
        }
        pause = networks.take(network, amount);
        // After the network: one that is refused uses nothing of its site up.
        if (pause.isZero()) {
            sites.take(site, amount);
        }
        return pause;
    }

    /// That of the network alone; empty when its site was refused before the network had one.
    @Override
    public Optional<LimitState> findState(String network) {
        return networks.findState(network);
    }

    /// Number of networks that are in memory.
    long countNetworks() {
        return networks.countClients();
    }
}
