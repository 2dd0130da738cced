package pk.rahnuma.staff;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import pk.rahnuma.vault.Vault;

/// Failed tries, counted by the name that was typed, whether or not somebody has it, and by the address of the asker.
/// From the fourth on each makes the next wait, twice as long each time.
///
/// A try is counted before it is looked at, and taken back when it was right: so of many at once no more are looked at
/// than one after the other.
@Singleton
final class Failures {

    static final int FREE = 3;
    static final Duration FIRST_WAIT = Duration.ofSeconds(15);
    static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

    /// How long the last failure is remembered. Many people may share an address.
    static final Duration BY_NAME = Duration.ofDays(1);

    static final Duration BY_ADDRESS = Duration.ofHours(1);

    private final Jdbi jdbi;
    private final Vault vault;

    Failures(Jdbi jdbi, Vault vault) {
        this.jdbi = jdbi;
        this.vault = vault;
    }

    /// What a try found.
    ///
    /// @param left until the next may be made; zero when this one may be looked at
    /// @param locks whether the next must wait if this one is wrong
    record Try(Duration left, boolean locks) {
        boolean allowed() {
            return left.isZero();
        }
    }

    private record Count(int failures, Instant last, Optional<Instant> until) {
        private static final Count NONE = new Count(0, Instant.EPOCH, Optional.empty());
    }

    /// Counts a try, unless it has to wait.
    Try attempt(String name, Visit visit, Instant now) {
        byte[] byName = name(name);
        byte[] byAddress = address(visit);
        return jdbi.inTransaction(handle -> {
            Count named = count(handle, byName, now, BY_NAME);
            Count placed = count(handle, byAddress, now, BY_ADDRESS);
            Duration left = longer(left(named, now), left(placed, now));
            if (!left.isZero()) {
                return new Try(left, false);
            }
            boolean locks = fail(handle, byName, named, now);
            return new Try(Duration.ZERO, fail(handle, byAddress, placed, now) || locks);
        });
    }

    /// The try was right.
    void takeBack(String name, Visit visit) {
        jdbi.useTransaction(handle -> {
            takeBack(handle, name(name));
            takeBack(handle, address(visit));
        });
    }

    /// They are in: failures by their name are forgotten. Those from the address are not, or whoever has an account
    /// could try the names of others from there for ever.
    void forget(String name) {
        jdbi.useHandle(handle -> handle.execute("delete from staff_failure where key_hash = ?", name(name)));
    }

    void tidy(Instant now) {
        jdbi.useHandle(handle -> handle.execute("delete from staff_failure where last_at < ?", now.minus(BY_NAME)));
    }

    /// How long it takes after so many failures.
    static Duration wait(int failures) {
        if (failures <= FREE) {
            return Duration.ZERO;
        }
        Duration wait = FIRST_WAIT;
        for (int i = FREE + 1; i < failures && wait.compareTo(LONGEST_WAIT) < 0; i++) {
            wait = wait.multipliedBy(2);
        }
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    private byte[] name(String name) {
        return vault.hash("staff-failure", "name " + Names.key(name));
    }

    private byte[] address(Visit visit) {
        return vault.hash("staff-failure", "address " + visit.address());
    }

    /// Locks its row, which it makes first where there is none. Everybody locks the name before the address.
    private static Count count(Handle handle, byte[] key, Instant now, Duration remembered) {
        Optional<Count> found = find(handle, key);
        if (found.isEmpty()) {
            handle.execute("insert ignore into staff_failure (key_hash, failures, last_at) values (?, 0, ?)", key, now);
            found = find(handle, key);
        }
        return found.filter(count -> count.last().plus(remembered).isAfter(now)).orElse(Count.NONE);
    }

    private static Optional<Count> find(Handle handle, byte[] key) {
        return handle.createQuery("select failures, last_at, until_at from staff_failure where key_hash = ? for update")
                .bind(0, key)
                .map(row -> new Count(
                        row.getColumn("failures", Integer.class),
                        row.getColumn("last_at", Instant.class),
                        Optional.ofNullable(row.getColumn("until_at", Instant.class))))
                .findOne();
    }

    private static Duration left(Count count, Instant now) {
        return count.until()
                .filter(until -> until.isAfter(now))
                .map(until -> Duration.between(now, until))
                .orElse(Duration.ZERO);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /// @return whether the next has to wait
    private static boolean fail(Handle handle, byte[] key, Count before, Instant now) {
        Duration wait = wait(before.failures() + 1);
        handle.execute(
                "update staff_failure set failures = ?, last_at = ?, until_at = ? where key_hash = ?",
                before.failures() + 1,
                now,
                wait.isZero() ? null : now.plus(wait),
                key);
        return !wait.isZero();
    }

    private static void takeBack(Handle handle, byte[] key) {
        handle.execute(
                "update staff_failure set failures = failures - 1, until_at = null where key_hash = ? and failures > 0",
                key);
    }
}
