package pk.rahnuma.persistence.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;

@OnEachDatabase(always = true)
class ClusterJobSchedulerTest {

    private static final Instant BEFORE_NIGHT = Instant.parse("2026-11-23T22:29:00.123456Z");

    private static final Duration OFTEN = Duration.ofMillis(20);
    private static final int SECONDS = 30;

    private final TestDatabase database;
    private final AtomicReference<Instant> now = new AtomicReference<>(BEFORE_NIGHT);
    private final Semaphore minutes = new Semaphore(0);
    private final Semaphore nights = new Semaphore(0);
    private final Semaphore others = new Semaphore(0);

    ClusterJobSchedulerTest(TestDatabase database) {
        this.database = database;
    }

    @Test
    void ofSeveralNodesOneRunsAJobWhenItIsDueAndTheOthersDoNot() throws InterruptedException {
        Scheduler one = node();
        Scheduler other = node();
        one.start();
        other.start();
        try {
            ranOnce(minutes, "minutely");
            ranOnce(others, "other");
            assertThat(nights.tryAcquire()).isFalse();
            step(Duration.ofSeconds(59));
            assertThat(due("minutely")).isAfter(now.get());
            step(Duration.ofMinutes(1));
            ranOnce(minutes, "minutely");
            ranOnce(others, "other");
            ranOnce(nights, "nightly");
            assertThat(due("nightly")).isEqualTo(Instant.parse("2026-11-24T22:30:00Z"));
        } finally {
            one.stop();
            other.stop();
        }
    }

    private void step(Duration by) {
        now.updateAndGet(then -> then.plus(by));
    }

    private void ranOnce(Semaphore ran, String job) throws InterruptedException {
        assertThat(ran.tryAcquire(SECONDS, TimeUnit.SECONDS)).isTrue();
        AwaitSupport.awaitLong().until(() -> due(job).isAfter(now.get()));
        assertThat(ran.availablePermits()).isZero();
    }

    private Instant due(String job) {
        return database
                .sql()
                .queryList(Instant.class, "select execution_time from scheduled_tasks where task_name = ?", job)
                .stream()
                .findFirst()
                .orElse(Instant.MIN);
    }

    private Scheduler node() {
        Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
        List<ClusterJob> jobs = List.of(
                new ClusterJob("minutely", FixedDelay.ofMinutes(1), at -> minutes.release()),
                new ClusterJob("other", FixedDelay.ofMinutes(1), at -> others.release()),
                new ClusterJob(
                        "nightly", Schedules.daily(ZoneOffset.UTC, LocalTime.of(22, 30)), at -> nights.release()));
        return new ClusterJobScheduler(database.pool(), clock, null).createScheduler(jobs, OFTEN);
    }
}
