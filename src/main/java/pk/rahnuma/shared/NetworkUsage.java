package pk.rahnuma.shared;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Amounts of a shared limit that networks used within the last window, and the rule by which they share it, so that
/// none and no hundred of them use it up:
///
/// * A third of the limit is for quiet networks: those that used at most a three-hundredth of it. A site
///   ([NetworkSite]) is quiet with twice as much.
/// * Of the rest, a network may use more only while four times of what it used is left to others, and a site twice. So
///   one network gets a fifth, and among many that want more than there is, each gets about the same.
///
/// Counters are in memory, for this process. When there are too many, those of the half that used least are forgotten:
/// networks that come in great numbers do not cause a loud one to count as quiet. Safe for any number of threads.
public final class NetworkUsage {

    /// Maximum counters.
    public static final int MAX_COUNTERS = 50_000;

    /// Part of the limit that is for quiet networks.
    static final int QUIET_SHARE_DIVISOR = 3;

    /// Part of the limit up to which a network is quiet.
    static final int QUIET_USE_DIVISOR = 300;

    /// Multiple of the use of a network that must be left.
    static final int NETWORK_FACTOR = 4;

    /// Multiple of the use of all networks of a site that must be left.
    static final int SITE_FACTOR = 2;

    private final long quietShare;
    private final long quietUse;
    private final long windowMillis;
    private final InstantSource clock;
    private final Map<String, UsageCounter> counters = new HashMap<>();

    /// @param quota amount that all networks together may use within a window
    public NetworkUsage(long quota, Duration window, InstantSource clock) {
        this.quietShare = quota / QUIET_SHARE_DIVISOR;
        this.quietUse = Math.max(1, quota / QUIET_USE_DIVISOR);
        this.windowMillis = window.toMillis();
        this.clock = clock;
    }

    /// Amounts of the present window and of the one before.
    private record UsageCounter(long window, long present, long before) {

        UsageCounter moveTo(long now) {
            if (now == window) {
                return this;
            }
            return new UsageCounter(now, 0, now == window + 1 ? present : 0);
        }

        UsageCounter add(long amount) {
            return new UsageCounter(window, present + amount, before);
        }
    }

    /// Amount that must be left of the limit before a network uses some of it, and that is left then for others.
    public synchronized long findRequiredRest(String network, long amount) {
        String site = NetworkSite.siteOf(network);
        long forNetwork = findRequiredRest(findUse(network), amount, quietUse, NETWORK_FACTOR);
        return site.equals(network)
                ? forNetwork
                : Math.max(
                        forNetwork,
                        findRequiredRest(findUse(site), amount, quietUse * NETWORK_FACTOR / SITE_FACTOR, SITE_FACTOR));
    }

    private long findRequiredRest(long use, long amount, long quiet, int factor) {
        return use + amount <= quiet ? 0 : quietShare + factor * use;
    }

    /// Counts an amount that a network used.
    public synchronized void addUse(String network, long amount) {
        String site = NetworkSite.siteOf(network);
        counters.put(site, readCounter(site).add(amount));
        if (!site.equals(network)) {
            counters.put(network, readCounter(network).add(amount));
        }
        if (counters.size() > MAX_COUNTERS) {
            forgetQuietest();
        }
    }

    private void forgetQuietest() {
        List<String> byUse = counters.keySet().stream()
                .sorted(Comparator.comparingLong(this::findUse))
                .toList();
        byUse.subList(0, MAX_COUNTERS / 2).forEach(counters::remove);
    }

    /// The window slides: of the amount before, that part counts which is not older than a window.
    private long findUse(String key) {
        UsageCounter counter = readCounter(key);
        long left = windowMillis - Math.floorMod(clock.millis(), windowMillis);
        return counter.present() + (long) Math.ceil((double) counter.before() * left / windowMillis);
    }

    private UsageCounter readCounter(String key) {
        long now = Math.floorDiv(clock.millis(), windowMillis);
        UsageCounter stored = counters.get(key);
        return stored == null ? new UsageCounter(now, 0, 0) : stored.moveTo(now);
    }

    /// Number of counters.
    synchronized int countCounters() {
        return counters.size();
    }
}
