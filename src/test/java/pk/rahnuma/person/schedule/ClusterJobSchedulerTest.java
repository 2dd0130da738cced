package pk.rahnuma.person.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.Scheduler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.audit.AuditSealService;
import pk.rahnuma.persistence.UtcTimestamps;
import pk.rahnuma.person.consent.UnconsentedDataService;
import pk.rahnuma.person.erasure.InactivePersonRetentionService;
import pk.rahnuma.person.erasure.PersonErasureService;

@OnEachDatabase
class ClusterJobSchedulerTest {

    /// 3:29 in Pakistan.
    private static final Instant BEFORE_NIGHT = Instant.parse("2026-11-23T22:29:00.123456Z");

    private static final Duration OFTEN = Duration.ofMillis(20);
    private static final int SECONDS = 30;

    private final TestDatabase database;
    private final Stepped clock = new Stepped(new AtomicReference<>(BEFORE_NIGHT));
    private final Semaphore erasures = new Semaphore(0);
    private final Semaphore nights = new Semaphore(0);
    private final Semaphore seals = new Semaphore(0);

    ClusterJobSchedulerTest(TestDatabase database) {
        this.database = database;
    }

    private record Stepped(AtomicReference<Instant> now) {

        Clock clock() {
            return new Clock() {
                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }

                @Override
                public Instant instant() {
                    return now.get();
                }
            };
        }

        void step(Duration by) {
            now.updateAndGet(then -> then.plus(by));
        }
    }

    @Test
    void ofSeveralNodesOneRunsAJobWhenItIsDueAndTheOthersDoNot() throws InterruptedException {
        Scheduler one = node();
        Scheduler other = node();
        one.start();
        other.start();
        try {
            ranOnce(erasures, ClusterJobScheduler.ERASURES_TASK);
            ranOnce(seals, ClusterJobScheduler.SEALS_TASK);
            assertThat(nights.tryAcquire()).isFalse();
            clock.step(Duration.ofSeconds(59));
            assertThat(due(ClusterJobScheduler.ERASURES_TASK))
                    .isAfter(clock.now().get());
            clock.step(Duration.ofMinutes(1));
            ranOnce(erasures, ClusterJobScheduler.ERASURES_TASK);
            ranOnce(seals, ClusterJobScheduler.SEALS_TASK);
            ranOnce(nights, ClusterJobScheduler.RETENTION_TASK);
            assertThat(due(ClusterJobScheduler.RETENTION_TASK)).isEqualTo(Instant.parse("2026-11-24T22:30:00Z"));
        } finally {
            one.stop();
            other.stop();
        }
    }

    private void ranOnce(Semaphore ran, String job) throws InterruptedException {
        assertThat(ran.tryAcquire(SECONDS, TimeUnit.SECONDS)).isTrue();
        AwaitSupport.awaitLong().until(() -> due(job).isAfter(clock.now().get()));
        assertThat(ran.availablePermits()).isZero();
    }

    private Instant due(String job) {
        return database.jdbi()
                .withHandle(
                        handle -> handle.createQuery("select execution_time from scheduled_tasks where task_name = ?")
                                .bind(0, job)
                                .map((row, context) -> UtcTimestamps.readInstant(row, 1))
                                .findOne()
                                .orElse(Instant.MIN));
    }

    private Scheduler node() {
        PersonErasureService erasure = new PersonErasureService(null, null, null, null, null, null, null, null) {
            @Override
            public int processDue(Instant now) {
                erasures.release();
                return 0;
            }
        };
        InactivePersonRetentionService silence = new InactivePersonRetentionService(null, null, null) {
            @Override
            public int eraseInactive(Instant now) {
                nights.release();
                return 0;
            }
        };
        AuditSealService sealing = new AuditSealService(database.jdbi(), database.vault()) {
            @Override
            public int sealGrownChains(Instant now) {
                seals.release();
                return 0;
            }
        };
        UnconsentedDataService unconsented = new UnconsentedDataService(null, null, null, null, null) {
            @Override
            public int deleteExpired(Instant now) {
                return 0;
            }
        };
        return new ClusterJobScheduler(
                        database.pool(), clock.clock(), () -> erasure, () -> silence, () -> sealing, () -> unconsented)
                .createScheduler(OFTEN);
    }
}
