package pk.rahnuma.staff.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.staff.StaffException;
import pk.rahnuma.staff.account.PasswordHasher.ClientKind;

class PasswordHasherTest {

    private static final TestDatabase DATABASE = TestDatabase.onH2();
    private static final TestDatabase OTHER = TestDatabase.onH2();

    /// Much less than the 19 MiB of a hash.
    private static final long MAX_CALLER_BYTES = 1 << 20;

    /// More than may work and wait, so that a place that gets free is taken again.
    private static final int CROWD =
            PasswordHasher.MAX_QUEUED + Runtime.getRuntime().availableProcessors() + 2;

    private static final long RETRY_NANOS = 1_000_000;

    private final PasswordHasher passwords = new PasswordHasher(DATABASE.vault());

    @AfterAll
    static void close() {
        DATABASE.close();
        OTHER.close();
    }

    @Test
    void aHashSaysHowItWasMadeAndIsNeverTheSameTwice() {
        String hash = passwords.hashPassword("three goats");
        assertThat(hash)
                .startsWith("$argon2id$v=19$m=19456,t=2,p=1$")
                .isNotEqualTo(passwords.hashPassword("three goats"));
        assertThat(matches("three goats", hash)).isTrue();
        assertThat(matches("three goat", hash)).isFalse();
        assertThat(passwords.isOutdated(hash)).isFalse();
        assertThat(passwords.isOutdated(hash.replace("t=2", "t=3"))).isTrue();
    }

    @Test
    void aHashIsOfNoUseWithoutTheKeysetOfTheSystem() {
        assertThat(new PasswordHasher(OTHER.vault())
                        .matchesHash(ClientKind.MEMBER, "three goats", passwords.hashPassword("three goats")))
                .isFalse();
    }

    @Test
    void lettersArePutTogetherAlikeHoweverTheyAreTyped() {
        assertThat(matches("\u0627\u0653 goats", passwords.hashPassword("\u0622 goats")))
                .isTrue();
    }

    @Test
    void nobodysHashIsWorkedOutLikeAnyAndMatchesNothing() {
        assertThat(passwords.dummyHash()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(matches("", passwords.dummyHash())).isFalse();
    }

    @Test
    void tooManyAtOnceAreRefusedImmediately() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicInteger busy = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        String hash = passwords.hashPassword("three goats");
        List<Thread> crowd = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            crowd.add(Thread.ofPlatform().start(() -> {
                try {
                    begun.await();
                    matches("three goats", hash);
                    done.incrementAndGet();
                } catch (StaffException refusal) {
                    assertThat(refusal.reason()).isEqualTo(StaffException.Reason.BUSY);
                    busy.incrementAndGet();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }));
        }
        begun.countDown();
        for (Thread one : crowd) {
            one.join();
        }
        assertThat(busy.get()).isPositive();
        assertThat(done.get()).isGreaterThanOrEqualTo(PasswordHasher.MAX_QUEUED).isEqualTo(100 - busy.get());
        assertThat(matches("three goats", hash)).isTrue();
    }

    /// Without this the memory of all that wait, or are refused, is in use at the same time.
    @Test
    void theMemoryOfAHashIsTakenInItsTurnAndNotByItsCaller() {
        String hash = passwords.hashPassword("three goats");
        matches("three goats", hash);
        ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
        long before = threads.getCurrentThreadAllocatedBytes();
        matches("three goats", hash);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MAX_CALLER_BYTES);
    }

    @Test
    void aMemberIsServedWhileStrangersAreRefused() throws InterruptedException {
        String hash = passwords.hashPassword("three goats");
        AtomicBoolean over = new AtomicBoolean();
        AtomicBoolean full = new AtomicBoolean();
        List<Thread> strangers = new ArrayList<>();
        for (int i = 0; i < CROWD; i++) {
            strangers.add(Thread.ofPlatform().start(() -> {
                while (!over.get()) {
                    try {
                        matches("three goats", hash);
                    } catch (StaffException busy) {
                        full.set(true);
                        LockSupport.parkNanos(RETRY_NANOS);
                    }
                }
            }));
        }
        try {
            AwaitSupport.await().untilTrue(full);
            assertThat(passwords.matchesHash(ClientKind.MEMBER, "three goats", hash))
                    .isTrue();
        } finally {
            over.set(true);
            for (Thread one : strangers) {
                one.join();
            }
        }
    }

    private boolean matches(String password, String hash) {
        return passwords.matchesHash(ClientKind.STRANGER, password, hash);
    }
}
