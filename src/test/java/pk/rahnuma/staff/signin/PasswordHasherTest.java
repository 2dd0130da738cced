package pk.rahnuma.staff.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.staff.StaffException;

class PasswordHasherTest {

    private static final TestDatabase DATABASE = TestDatabase.onH2();
    private static final TestDatabase OTHER = TestDatabase.onH2();

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
        assertThat(passwords.matchesHash("three goats", hash)).isTrue();
        assertThat(passwords.matchesHash("three goat", hash)).isFalse();
        assertThat(passwords.isOutdated(hash)).isFalse();
        assertThat(passwords.isOutdated(hash.replace("t=2", "t=3"))).isTrue();
    }

    @Test
    void aHashIsOfNoUseWithoutTheKeysetOfTheSystem() {
        assertThat(new PasswordHasher(OTHER.vault()).matchesHash("three goats", passwords.hashPassword("three goats")))
                .isFalse();
    }

    @Test
    void lettersArePutTogetherAlikeHoweverTheyAreTyped() {
        assertThat(passwords.matchesHash("\u0627\u0653 goats", passwords.hashPassword("\u0622 goats")))
                .isTrue();
    }

    @Test
    void nobodysHashIsWorkedOutLikeAnyAndMatchesNothing() {
        assertThat(passwords.dummyHash()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(passwords.matchesHash("", passwords.dummyHash())).isFalse();
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
                    passwords.matchesHash("three goats", hash);
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
        assertThat(passwords.matchesHash("three goats", hash)).isTrue();
    }
}
