package pk.rahnuma.staff.signin;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import pk.rahnuma.shared.NetworkPrefix;
import pk.rahnuma.staff.ClientInfo;
import pk.rahnuma.staff.StaffNames;
import pk.rahnuma.staff.record.DeviceRepository;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Failed tries, counted by the typed name, whether or not it exists, and by the network of the client. From the fourth
/// on, each delays the next try, twice as long each time. A browser in which the member has signed in before has a
/// count of its own, so that others cannot delay it.
///
/// A try is counted before it is checked, and uncounted when it was right: many tries at once get no more checks than
/// one after the other.
@Singleton
public final class SignInThrottle {

    static final int MAX_FREE_FAILURES = 3;
    static final Duration FIRST_WAIT = Duration.ofSeconds(15);
    static final Duration MAX_WAIT = Duration.ofMinutes(15);

    /// Time for which the last failure counts. Many people may share an address.
    static final Duration NAME_FAILURE_TTL = Duration.ofDays(1);

    static final Duration ADDRESS_FAILURE_TTL = Duration.ofHours(1);

    /// Maximum number of counters: beyond it the oldest are deleted.
    static final int MAX_COUNTERS = 20_000;

    /// Number of tries on this node between two cleanups.
    private static final int CLEANUP_INTERVAL_TRIES = 200;

    private final Jdbi jdbi;
    private final SubjectEncryptionService vault;
    private final DeviceRepository devices;
    private final int maxCounts;
    private final AtomicInteger tries = new AtomicInteger();

    @Inject
    public SignInThrottle(Jdbi jdbi, SubjectEncryptionService vault, DeviceRepository devices) {
        this(jdbi, vault, devices, MAX_COUNTERS);
    }

    SignInThrottle(Jdbi jdbi, SubjectEncryptionService vault, DeviceRepository devices, int maxCounts) {
        this.jdbi = jdbi;
        this.vault = vault;
        this.devices = devices;
        this.maxCounts = maxCounts;
    }

    /// Result of counting a try.
    ///
    /// @param left time until the next try is possible; zero when this one may be checked
    /// @param locks whether the next must wait if this one is wrong
    public record AttemptResult(Duration left, boolean locks) {
        public boolean isAllowed() {
            return left.isZero();
        }
    }

    private record FailureCount(int failures, Instant last, Optional<Instant> until) {
        private static final FailureCount NO_FAILURES = new FailureCount(0, Instant.EPOCH, Optional.empty());
    }

    /// Counts a try, unless it has to wait.
    public AttemptResult countAttempt(String name, ClientInfo visit, Instant now) {
        if (tries.incrementAndGet() % CLEANUP_INTERVAL_TRIES == 0) {
            deleteExpired(now);
        }
        List<ThrottleKey> keys = keys(name, visit, now);
        return jdbi.inTransaction(handle -> {
            List<FailureCount> counts = keys.stream()
                    .map(key -> count(handle, key.hash(), now, key.remembered()))
                    .toList();
            Duration left =
                    counts.stream().map(count -> left(count, now)).reduce(Duration.ZERO, SignInThrottle::longer);
            if (!left.isZero()) {
                return new AttemptResult(left, false);
            }
            boolean locks = false;
            for (int i = 0; i < keys.size(); i++) {
                locks |= fail(handle, keys.get(i).hash(), counts.get(i), now);
            }
            return new AttemptResult(Duration.ZERO, locks);
        });
    }

    /// Key of a counter.
    private record ThrottleKey(byte[] hash, Duration remembered) {}

    private List<ThrottleKey> keys(String name, ClientInfo visit, Instant now) {
        return devices.isKnown(name, visit.device(), now)
                ? List.of(new ThrottleKey(device(visit), NAME_FAILURE_TTL))
                : List.of(
                        new ThrottleKey(name(name), NAME_FAILURE_TTL),
                        new ThrottleKey(address(visit), ADDRESS_FAILURE_TTL));
    }

    /// Uncounts a try that was right.
    public void revertAttempt(String name, ClientInfo visit, Instant now) {
        List<ThrottleKey> keys = keys(name, visit, now);
        jdbi.useTransaction(handle -> keys.forEach(key -> revertAttempt(handle, key.hash())));
    }

    /// Deletes failures by a name after a sign-in. Those by the address stay: otherwise a person with an account could
    /// try the names of others from there without end.
    void deleteByName(String name) {
        jdbi.useHandle(handle -> handle.execute("delete from staff_failure where key_hash = ?", name(name)));
    }

    /// Deletes expired counters, and the oldest of too many.
    void deleteExpired(Instant now) {
        jdbi.useHandle(handle -> {
            handle.execute("delete from staff_failure where last_at < ?", now.minus(NAME_FAILURE_TTL));
            handle.createQuery("select last_at from staff_failure order by last_at desc limit 1 offset :most")
                    .bind("most", maxCounts)
                    .mapTo(Instant.class)
                    .findOne()
                    .ifPresent(oldest -> handle.execute("delete from staff_failure where last_at <= ?", oldest));
        });
    }

    /// Delay after so many failures.
    static Duration waitAfter(int failures) {
        if (failures <= MAX_FREE_FAILURES) {
            return Duration.ZERO;
        }
        Duration wait = FIRST_WAIT;
        for (int i = MAX_FREE_FAILURES + 1; i < failures && wait.compareTo(MAX_WAIT) < 0; i++) {
            wait = wait.multipliedBy(2);
        }
        return wait.compareTo(MAX_WAIT) > 0 ? MAX_WAIT : wait;
    }

    private byte[] name(String name) {
        return vault.keyedHash("staff-failure", "name " + StaffNames.comparisonKey(name));
    }

    private byte[] address(ClientInfo visit) {
        return vault.keyedHash("staff-failure", "address " + NetworkPrefix.prefixOf(visit.address()));
    }

    private byte[] device(ClientInfo visit) {
        return vault.keyedHash("staff-failure", "device " + visit.device());
    }

    /// Locks the row of a counter, and creates it if necessary. All code locks the name before the address.
    private static FailureCount count(Handle handle, byte[] key, Instant now, Duration remembered) {
        Optional<FailureCount> failureCount = find(handle, key);
        if (failureCount.isEmpty()) {
            handle.execute("insert ignore into staff_failure (key_hash, failures, last_at) values (?, 0, ?)", key, now);
            failureCount = find(handle, key);
        }
        return failureCount
                .filter(count -> count.last().plus(remembered).isAfter(now))
                .orElse(FailureCount.NO_FAILURES);
    }

    private static Optional<FailureCount> find(Handle handle, byte[] key) {
        return handle.createQuery("select failures, last_at, until_at from staff_failure where key_hash = ? for update")
                .bind(0, key)
                .map(row -> new FailureCount(
                        row.getColumn("failures", Integer.class),
                        row.getColumn("last_at", Instant.class),
                        Optional.ofNullable(row.getColumn("until_at", Instant.class))))
                .findOne();
    }

    private static Duration left(FailureCount count, Instant now) {
        return count.until()
                .filter(until -> until.isAfter(now))
                .map(until -> Duration.between(now, until))
                .orElse(Duration.ZERO);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /// Counts a failure.
    ///
    /// @return true when the next try has to wait
    private static boolean fail(Handle handle, byte[] key, FailureCount before, Instant now) {
        Duration wait = waitAfter(before.failures() + 1);
        handle.execute(
                "update staff_failure set failures = ?, last_at = ?, until_at = ? where key_hash = ?",
                before.failures() + 1,
                now,
                wait.isZero() ? null : now.plus(wait),
                key);
        return !wait.isZero();
    }

    private static void revertAttempt(Handle handle, byte[] key) {
        handle.execute(
                "update staff_failure set failures = failures - 1, until_at = null where key_hash = ? and failures > 0",
                key);
    }
}
