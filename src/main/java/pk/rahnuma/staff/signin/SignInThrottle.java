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

/// Failed tries, counted by the name that was typed, whether or not somebody has it, and by the network of the asker.
/// From the fourth on each makes the next wait, twice as long each time. A browser in which that member has signed in
/// before has a count of its own, so that nobody else can make it wait.
///
/// A try is counted before it is looked at, and taken back when it was right: so of many at once no more are looked at
/// than one after the other.
@Singleton
public final class SignInThrottle {

    static final int MAX_FREE_FAILURES = 3;
    static final Duration FIRST_WAIT = Duration.ofSeconds(15);
    static final Duration MAX_WAIT = Duration.ofMinutes(15);

    /// How long the last failure is remembered. Many people may share an address.
    static final Duration NAME_FAILURE_TTL = Duration.ofDays(1);

    static final Duration ADDRESS_FAILURE_TTL = Duration.ofHours(1);

    /// Counts that are kept at most: beyond it the oldest go.
    static final int MAX_COUNTERS = 20_000;

    /// After so many tries on this node it is seen to.
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

    /// What a try found.
    ///
    /// @param left until the next may be made; zero when this one may be looked at
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

    /// What a try is counted by.
    private record ThrottleKey(byte[] hash, Duration remembered) {}

    private List<ThrottleKey> keys(String name, ClientInfo visit, Instant now) {
        return devices.isKnown(name, visit.device(), now)
                ? List.of(new ThrottleKey(device(visit), NAME_FAILURE_TTL))
                : List.of(
                        new ThrottleKey(name(name), NAME_FAILURE_TTL),
                        new ThrottleKey(address(visit), ADDRESS_FAILURE_TTL));
    }

    /// The try was right.
    public void revertAttempt(String name, ClientInfo visit, Instant now) {
        List<ThrottleKey> keys = keys(name, visit, now);
        jdbi.useTransaction(handle -> keys.forEach(key -> revertAttempt(handle, key.hash())));
    }

    /// They are in: failures by their name are forgotten. Those from the address are not, or whoever has an account
    /// could try the names of others from there for ever.
    void deleteByName(String name) {
        jdbi.useHandle(handle -> handle.execute("delete from staff_failure where key_hash = ?", name(name)));
    }

    /// Deletes what is not remembered any more, and the oldest of too many.
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

    /// How long it takes after so many failures.
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

    /// Locks its row, which it makes first where there is none. Everybody locks the name before the address.
    private static FailureCount count(Handle handle, byte[] key, Instant now, Duration remembered) {
        Optional<FailureCount> found = find(handle, key);
        if (found.isEmpty()) {
            handle.execute("insert ignore into staff_failure (key_hash, failures, last_at) values (?, 0, ?)", key, now);
            found = find(handle, key);
        }
        return found.filter(count -> count.last().plus(remembered).isAfter(now)).orElse(FailureCount.NO_FAILURES);
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

    /// @return whether the next has to wait
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
