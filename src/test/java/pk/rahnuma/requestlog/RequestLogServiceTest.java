package pk.rahnuma.requestlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.requestlog.RequestLogService.ReusedKeyException;
import pk.rahnuma.vault.SealedPlace;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.SubjectKeyRing;

@OnEachDatabase(always = true)
class RequestLogServiceTest {

    private static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");
    private static final int THREADS = 4;

    private final TestDatabase database;
    private final RequestLogService log;
    private final RequestLogDataHandler handler;
    private final String key = UUID.randomUUID().toString();
    private final long person = SubjectEncryptionService.newId();
    private final LoggedRequest request = LoggedRequest.ofPerson(person, key, "POST /tickets {}");
    private final AtomicInteger runs = new AtomicInteger();

    RequestLogServiceTest(TestDatabase database) {
        this.database = database;
        this.log = logAt(NOW);
        this.handler = database.getBean(RequestLogDataHandler.class);
    }

    private RequestLogService logAt(Instant now) {
        return new RequestLogService(
                database.transactions(),
                database.getBean(RequestLogRepository.class),
                database.vault(),
                Clock.fixed(now, ZoneOffset.UTC));
    }

    private String run(RequestLogService service, LoggedRequest asked) {
        return service.executeOnce(asked, () -> {}, () -> Optional.of("result " + runs.incrementAndGet()))
                .orElseThrow();
    }

    private String run(LoggedRequest asked) {
        return run(log, asked);
    }

    private static LoggedRequest anonymous(String key, String content) {
        return LoggedRequest.ofAnonymous(key, content, LoggedRequest.ANONYMOUS_RESULT_TTL);
    }

    @Test
    void aRepeatGetsTheResultOfTheFirstRequestUntilItExpires() {
        for (LoggedRequest asked : List.of(request, LoggedRequest.ofStaff(person, key), anonymous(key, "{}"))) {
            runs.set(0);
            assertThat(run(asked)).isEqualTo("result 1");
            Instant end = NOW.plus(asked.resultTtl());
            assertThat(run(logAt(end), asked)).isEqualTo("result 1");
            assertThat(run(logAt(end.plusMillis(1)), asked)).isEqualTo("result 2");
            assertThat(run(logAt(end.plusMillis(1)), asked)).isEqualTo("result 2");
        }
    }

    @Test
    void aKeyCannotBeUsedForAnotherRequest() {
        run(request);
        assertThatThrownBy(() -> run(LoggedRequest.ofPerson(person, key, "POST /tickets {\"a\":1}")))
                .isInstanceOf(ReusedKeyException.class);
        assertThat(run(request)).isEqualTo("result 1");
        assertThat(log.isUsed(person, key)).isTrue();
        assertThat(log.isUsed(person, key + "1")).isFalse();
    }

    @Test
    void eachCallerHasKeysOfTheirOwn() {
        Stream.of(
                        request,
                        LoggedRequest.ofPerson(SubjectEncryptionService.newId(), key, request.content()),
                        LoggedRequest.ofPerson(person, key + "1", request.content()),
                        LoggedRequest.ofStaff(person, key),
                        anonymous(key, request.content()))
                .forEach(this::run);
        assertThat(runs).hasValue(5);
    }

    @Test
    void aRequestThatWasRefusedKeepsItsChangesAndMayBeRepeated() {
        assertThat(log.executeOnce(request, () -> {}, () -> {
                    addMark();
                    return Optional.empty();
                }))
                .isEmpty();
        assertThat(countMarks()).isOne();
        assertThat(run(LoggedRequest.ofPerson(person, key, "another"))).isEqualTo("result 1");
    }

    @Test
    void aRequestThatFailsChangesNothingAndMayBeRepeated() {
        assertThatThrownBy(() -> log.executeOnce(request, this::addMark, () -> {
                    throw new IllegalArgumentException();
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(countMarks()).isZero();
        assertThat(run(request)).isEqualTo("result 1");
    }

    @Test
    void withoutItsLockARequestIsNotExecuted() {
        Runnable lock = () -> {
            throw new IllegalArgumentException();
        };
        assertThatThrownBy(() -> log.executeOnce(request, lock, () -> Optional.of("result")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(countRows()).isZero();
    }

    /// Changes a row in the transaction of the request.
    private void addMark() {
        database.sql()
                .execute(
                        "insert into status_failure (conversation_id, failures, last_at) values (?, 1, ?)",
                        person,
                        NOW);
    }

    private int countMarks() {
        return database.sql()
                .queryOne(Integer.class, "select count(*) from status_failure where conversation_id = ?", person);
    }

    @Test
    void simultaneousRepeatsWaitForTheFirstAndGetItsResult() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goesOn = new CountDownLatch(1);
        // H2 tries again and again while it waits, which would keep the first from a virtual thread.
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            Future<Optional<String>> first = threads.submit(() -> log.executeOnce(request, () -> {}, () -> {
                begun.countDown();
                awaitLatch(goesOn);
                return Optional.of("result " + runs.incrementAndGet());
            }));
            awaitLatch(begun);
            List<Future<String>> others = Stream.generate(() -> threads.submit(() -> run(request)))
                    .limit(THREADS)
                    .toList();
            assertThat(others).noneMatch(Future::isDone);
            goesOn.countDown();
            assertThat(first.get()).hasValue("result 1");
            for (Future<String> other : others) {
                assertThat(other.get()).isEqualTo("result 1");
            }
        }
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @RepeatedTest(5)
    void simultaneousRequestsThatAreRefusedAreAllExecuted() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Optional<String>> refused = () -> log.executeOnce(request, () -> {}, () -> {
                runs.incrementAndGet();
                return Optional.empty();
            });
            for (Future<Optional<String>> result : threads.invokeAll(Collections.nCopies(THREADS, refused))) {
                assertThat(result.get()).isEmpty();
            }
        }
        assertThat(runs).hasValue(THREADS);
        assertThat(countRows()).isZero();
    }

    @Test
    void theStoredResultOpensWithTheKeyAndTheRequestOnly() {
        run(request);
        RequestLogRepository.RequestRow row = database.getBean(RequestLogRepository.class)
                .findByCallerAndCallerIdAndKeyHash(
                        LoggedRequest.Caller.PERSON, person, database.vault().keyedHash("request key", key))
                .orElseThrow();
        SealedPlace place = new SealedPlace(row.id(), "request_log", "result", row.result().length, new byte[0]);
        assertThat(keyOf(row.id(), key + "\n" + request.content()).openText(place, row.result()))
                .isEqualTo("result 1");
        for (String other : List.of(key + "\n", UUID.randomUUID() + "\n" + request.content())) {
            assertThatThrownBy(() -> keyOf(row.id(), other).openText(place, row.result()))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    private SubjectKeyRing keyOf(long row, String secret) {
        return SubjectKeyRing.ofSingleKey(row, database.vault().keyedHash("request result", secret));
    }

    @Test
    void aResultCanBeEmptyAndNoLongerThanItsColumn() {
        String longest = "x".repeat(RequestLogService.MAX_RESULT_BYTES - 28);
        for (String result : List.of("", longest)) {
            LoggedRequest asked = anonymous(UUID.randomUUID().toString(), "{}");
            assertThat(log.executeOnce(asked, () -> {}, () -> Optional.of(result)))
                    .hasValue(result);
            assertThat(log.executeOnce(asked, () -> {}, () -> Optional.of("another")))
                    .hasValue(result);
        }
        assertThatThrownBy(() -> log.executeOnce(request, () -> {}, () -> Optional.of(longest + "x")))
                .isInstanceOf(SealedPlace.ValueTooLongException.class);
        assertThat(countRows()).isZero();
    }

    @Test
    void resultsAreDeletedOnceTheyHaveExpired() {
        run(request);
        Instant due = NOW.plus(request.resultTtl());
        deleteExpired(due);
        assertThat(countRows()).isOne();
        deleteExpired(due.plus(Duration.ofMillis(1)));
        assertThat(countRows()).isZero();
    }

    /// Also the rows of other tests, which are as old.
    private void deleteExpired(Instant now) {
        while (handler.deleteExpired(now, 2) == 2) {
            // The next ones.
        }
    }

    @Test
    void resultsAreDeletedWithTheirPerson() {
        LoggedRequest other = LoggedRequest.ofStaff(person, key);
        run(request);
        run(other);
        handler.eraseData(person, NOW);
        assertThat(run(other)).isEqualTo("result 2");
        assertThat(run(request)).isEqualTo("result 3");
    }

    /// Such as the refusal of the consent.
    @Test
    void aRequestThatDeletesTheResultsOfItsPersonIsExecutedOnce() {
        run(LoggedRequest.ofPerson(person, key + "1", ""));
        assertThat(log.executeOnce(request, () -> {}, () -> {
                    handler.deleteMessages(person, NOW);
                    return Optional.of("deleted");
                }))
                .hasValue("deleted");
        assertThat(run(request)).isEqualTo("deleted");
        assertThat(countRows()).isOne();
    }

    private int countRows() {
        return database.sql().queryOne(Integer.class, "select count(*) from request_log where caller_id = ?", person);
    }
}
