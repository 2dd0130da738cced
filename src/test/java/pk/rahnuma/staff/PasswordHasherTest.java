package pk.rahnuma.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestDatabase;

class PasswordHasherTest {

    private static final TestDatabase DATABASE = TestDatabase.h2();
    private static final TestDatabase OTHER = TestDatabase.h2();

    private final PasswordHasher passwords = new PasswordHasher(DATABASE.vault());

    @AfterAll
    static void close() {
        DATABASE.close();
        OTHER.close();
    }

    @Test
    void aHashSaysHowItWasMadeAndIsNeverTheSameTwice() {
        String hash = passwords.hash("three goats");
        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").isNotEqualTo(passwords.hash("three goats"));
        assertThat(passwords.matches("three goats", hash)).isTrue();
        assertThat(passwords.matches("three goat", hash)).isFalse();
        assertThat(passwords.outdated(hash)).isFalse();
        assertThat(passwords.outdated(hash.replace("t=2", "t=3"))).isTrue();
    }

    @Test
    void aHashIsOfNoUseWithoutTheKeysetOfTheHouse() {
        assertThat(new PasswordHasher(OTHER.vault()).matches("three goats", passwords.hash("three goats")))
                .isFalse();
    }

    @Test
    void lettersArePutTogetherAlikeHoweverTheyAreTyped() {
        assertThat(passwords.matches("\u0627\u0653 goats", passwords.hash("\u0622 goats")))
                .isTrue();
    }

    @Test
    void nobodysHashIsWorkedOutLikeAnyAndMatchesNothing() {
        assertThat(passwords.nobody()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(passwords.matches("", passwords.nobody())).isFalse();
    }

    @Test
    void tooManyAtOnceAreToldSoAtOnce() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicInteger busy = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        String hash = passwords.hash("three goats");
        List<Thread> crowd = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            crowd.add(Thread.ofPlatform().start(() -> {
                try {
                    begun.await();
                    passwords.matches("three goats", hash);
                    done.incrementAndGet();
                } catch (StaffException refusal) {
                    assertThat(refusal.why()).isEqualTo(StaffException.Reason.BUSY);
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
        assertThat(done.get())
                .isGreaterThanOrEqualTo(PasswordHasher.MAX_WAITING)
                .isEqualTo(100 - busy.get());
        assertThat(passwords.matches("three goats", hash)).isTrue();
    }
}
