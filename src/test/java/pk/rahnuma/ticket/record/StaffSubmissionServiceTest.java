package pk.rahnuma.ticket.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.registration.RuleViolationException;

@OnEachDatabase
class StaffSubmissionServiceTest {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    private final StaffSubmissionService submissions;
    private final AtomicInteger done = new AtomicInteger();

    StaffSubmissionServiceTest(TestDatabase database) {
        this.submissions = database.getBean(StaffSubmissionService.class);
        database.sql().execute("delete from form_submission");
    }

    private String submit(long staff, String key) {
        return submissions.submitOnce(staff, key, NOW, () -> "result " + done.incrementAndGet());
    }

    @Test
    void doesAFormOnceAndGivesTheFirstResultAgain() {
        assertThat(submit(1, "a")).isEqualTo("result 1");
        assertThat(submit(1, "a")).isEqualTo("result 1");
        assertThat(submit(1, "b")).isEqualTo("result 2");
        assertThat(submit(2, "a")).isEqualTo("result 3");
        assertThat(submit(1, null)).isEqualTo("result 4");
        assertThat(submit(1, null)).isEqualTo("result 5");
    }

    @Test
    void waitsForTheFirstThatIsStillUnderWay() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goesOn = new CountDownLatch(1);
        CompletableFuture<String> first =
                CompletableFuture.supplyAsync(() -> submissions.submitOnce(1, "c", NOW, () -> {
                    begun.countDown();
                    try {
                        assertThat(goesOn.await(20, TimeUnit.SECONDS)).isTrue();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return "result " + done.incrementAndGet();
                }));
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        List<CompletableFuture<String>> others = IntStream.range(0, 3)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> submit(1, "c")))
                .toList();
        assertThat(others).noneMatch(CompletableFuture::isDone);
        goesOn.countDown();
        assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo("result 1");
        assertThat(others.stream().map(CompletableFuture::join).filter(Objects::nonNull))
                .containsOnly("result 1");
        assertThat(done).hasValue(1);
    }

    @Test
    void workThatFailsUsesNoKeyUp() {
        assertThatExceptionOfType(RuleViolationException.class)
                .isThrownBy(() -> submissions.submitOnce(1, "d", NOW, () -> {
                    throw new RuleViolationException("choose");
                }));
        assertThat(submit(1, "d")).isEqualTo("result 1");
    }

    @Test
    void forgetsKeysAfterADay() {
        submit(1, "e");
        submissions.deleteExpired(NOW.plus(StaffSubmissionService.SUBMISSION_TTL));
        assertThat(submit(1, "e")).isEqualTo("result 1");
        submissions.deleteExpired(
                NOW.plus(StaffSubmissionService.SUBMISSION_TTL).plusSeconds(1));
        assertThat(submit(1, "e")).isEqualTo("result 2");
    }
}
