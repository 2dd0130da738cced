package pk.rahnuma.staff.account;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import pk.rahnuma.shared.NetworkPrefix;
import pk.rahnuma.shared.NetworkSite;
import pk.rahnuma.staff.ClientInfo;
import pk.rahnuma.staff.DeviceRepository;
import pk.rahnuma.staff.StaffAccount;
import pk.rahnuma.staff.StaffAccountLock;
import pk.rahnuma.staff.StaffNames;
import pk.rahnuma.staff.account.SignInFailureRepository.FailureRow;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Failed tries, counted by the typed name, whether or not it exists, and by the network of the client. From the fourth
/// on, each delays the next try, twice as long each time. The networks of one site ([NetworkSite]) together have four
/// times as many. A browser in which the member has signed in before has a count of its own, so that others cannot
/// delay it. No other limit counts sign-ins of staff, so that strangers cannot use one up.
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

    /// Number of failures of a site that count as one.
    static final int SITE_FAILURES = 4;

    /// Maximum number of counters: beyond it those of the fewest failures are deleted, which protect nothing yet. A
    /// flood of names that were made up does not delete the counter of an account that is attacked.
    static final int MAX_COUNTERS = 20_000;

    /// Number of tries on this node between two cleanups.
    private static final int CLEANUP_INTERVAL_TRIES = 200;

    private final TransactionOperations<Connection> transactions;
    private final SignInFailureRepository failures;
    private final SubjectEncryptionService encryption;
    private final DeviceRepository devices;
    private final StaffAccountLock accountLock;
    private final AtomicInteger tries = new AtomicInteger();

    SignInThrottle(
            TransactionOperations<Connection> transactions,
            SignInFailureRepository failures,
            SubjectEncryptionService encryption,
            DeviceRepository devices,
            StaffAccountLock accountLock) {
        this.transactions = transactions;
        this.failures = failures;
        this.encryption = encryption;
        this.devices = devices;
        this.accountLock = accountLock;
    }

    /// Result of counting a try.
    ///
    /// @param left time until the next try is possible; zero when this one may be checked
    /// @param locks whether the next must wait if this one is wrong
    /// @param client a member where the browser is one in which they have signed in before
    public record AttemptResult(Duration left, boolean locks, PasswordHasher.ClientKind client) {
        public boolean isAllowed() {
            return left.isZero();
        }
    }

    /// Counts a try, unless it has to wait.
    public AttemptResult countAttempt(String name, ClientInfo visit, Instant now) {
        if (tries.incrementAndGet() % CLEANUP_INTERVAL_TRIES == 0) {
            deleteExpired(now);
        }
        boolean isKnown = devices.isKnown(name, visit.device(), now);
        PasswordHasher.ClientKind client =
                isKnown ? PasswordHasher.ClientKind.MEMBER : PasswordHasher.ClientKind.STRANGER;
        List<ThrottleKey> keys = createThrottleKeys(name, visit, isKnown);
        return transactions.executeWrite(status -> {
            List<FailureRow> counts =
                    keys.stream().map(key -> lockCount(key, now)).toList();
            Duration left = counts.stream()
                    .map(count -> findRemainingWait(count, now))
                    .reduce(Duration.ZERO, SignInThrottle::longerOf);
            if (!left.isZero()) {
                return new AttemptResult(left, false, client);
            }
            boolean locks = false;
            for (int i = 0; i < keys.size(); i++) {
                locks |= countFailure(counts.get(i), keys.get(i), now);
            }
            return new AttemptResult(Duration.ZERO, locks, client);
        });
    }

    /// Key of a counter.
    ///
    /// @param failuresPerStep number of failures that count as one
    private record ThrottleKey(byte[] hash, Duration remembered, int failuresPerStep) {}

    private List<ThrottleKey> createThrottleKeys(String name, ClientInfo visit, boolean isKnown) {
        if (isKnown) {
            return List.of(new ThrottleKey(hashDevice(visit), NAME_FAILURE_TTL, 1));
        }
        String network = NetworkPrefix.prefixOf(visit.address());
        String site = NetworkSite.siteOf(network);
        ThrottleKey byName = new ThrottleKey(hashName(name), NAME_FAILURE_TTL, 1);
        ThrottleKey byNetwork = new ThrottleKey(hashAddress(network), ADDRESS_FAILURE_TTL, 1);
        return site.equals(network)
                ? List.of(byName, byNetwork)
                : List.of(byName, byNetwork, new ThrottleKey(hashAddress(site), ADDRESS_FAILURE_TTL, SITE_FAILURES));
    }

    /// Uncounts a try that was right.
    public void revertAttempt(String name, ClientInfo visit, Instant now) {
        List<ThrottleKey> keys = createThrottleKeys(name, visit, devices.isKnown(name, visit.device(), now));
        transactions.executeWrite(status -> {
            keys.forEach(key -> failures.revertFailure(key.hash()));
            return null;
        });
    }

    /// Records a failure in the audit log, with the same work for an unknown name. The typed name is not logged: it may
    /// be a password.
    ///
    /// @param why reason that the try of an account failed
    public void recordFailure(Optional<StaffAccount> named, String why, AttemptResult attempt, Instant now) {
        transactions.executeWrite(status -> {
            accountLock.recordFailure(
                    named,
                    attempt.locks() ? "staff.locked" : "staff.refused",
                    named.isPresent() ? why : "unknown name",
                    now);
            return null;
        });
    }

    /// Deletes failures by a name after a sign-in. Those by the address stay: otherwise a person with an account could
    /// try the names of others from there without end.
    void deleteByName(String name) {
        failures.deleteByKeyHash(hashName(name));
    }

    /// Deletes expired counters, and of too many those of the fewest failures.
    void deleteExpired(Instant now) {
        deleteExpired(now, MAX_COUNTERS);
    }

    void deleteExpired(Instant now, int maxCounters) {
        failures.deleteByLastAtLessThan(now.minus(NAME_FAILURE_TTL));
        failures.findByRank(maxCounters).ifPresent(row -> failures.deleteFromRank(row.failures(), row.lastAt()));
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

    private byte[] hashName(String name) {
        return encryption.keyedHash("staff-failure", "name " + StaffNames.comparisonKey(name));
    }

    /// @param part network, or site
    private byte[] hashAddress(String part) {
        return encryption.keyedHash("staff-failure", "address " + part);
    }

    private byte[] hashDevice(ClientInfo visit) {
        return encryption.keyedHash("staff-failure", "device " + visit.device());
    }

    /// Locks the row of a counter, and creates it if necessary. All code locks the name, the network
    /// and the site in this order.
    private FailureRow lockCount(ThrottleKey key, Instant now) {
        Optional<FailureRow> count = failures.findByKeyHashForUpdate(key.hash());
        if (count.isEmpty()) {
            failures.insertMissing(key.hash(), now);
            count = failures.findByKeyHashForUpdate(key.hash());
        }
        return count.filter(row -> row.lastAt().plus(key.remembered()).isAfter(now))
                .orElse(new FailureRow(key.hash(), 0, Instant.EPOCH, null));
    }

    private static Duration findRemainingWait(FailureRow count, Instant now) {
        return count.untilAt() == null || !count.untilAt().isAfter(now)
                ? Duration.ZERO
                : Duration.between(now, count.untilAt());
    }

    private static Duration longerOf(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /// Counts a failure.
    ///
    /// @return true when the next try has to wait
    private boolean countFailure(FailureRow before, ThrottleKey key, Instant now) {
        int failureCount = before.failures() + 1;
        Duration wait = waitAfter(failureCount / key.failuresPerStep());
        failures.updateFailure(
                new FailureRow(before.keyHash(), failureCount, now, wait.isZero() ? null : now.plus(wait)));
        return !wait.isZero();
    }
}
