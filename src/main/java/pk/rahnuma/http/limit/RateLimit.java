package pk.rahnuma.http.limit;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import pk.rahnuma.http.limit.RateLimitHeadersFilter.LimitState;

/// Rate limit with counters in memory, for this process.
sealed interface RateLimit permits ClientRateLimit, NetworkRateLimit, SharedRateLimit {

    /// Takes an amount.
    ///
    /// @param key by which it is counted
    /// @param knownCaller identifies the caller who is signed in; called only by limits that keep something for them
    /// @return time until there will be enough; zero when it was taken
    Duration take(String key, long amount, Supplier<Optional<String>> knownCaller);

    /// State for the headers of a response; empty for what a client may not know.
    Optional<LimitState> findState(String key);
}
