package pk.rahnuma.person.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;

@OnEachDatabase(always = true)
class AnonymousRequestServiceTest {

    private static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");
    private static final byte[] REQUEST = "POST /sign-in {}".getBytes(UTF_8);

    private final TestDatabase database;
    private final String key = UUID.randomUUID().toString();
    private final AtomicInteger runs = new AtomicInteger();

    AnonymousRequestServiceTest(TestDatabase database) {
        this.database = database;
    }

    private AnonymousRequestService requestsAt(Instant now) {
        return new AnonymousRequestService(
                database.transactions(),
                database.getBean(AnonymousRequestRepository.class),
                database.vault(),
                Clock.fixed(now, ZoneOffset.UTC));
    }

    private String run(Instant now, byte[] request) {
        return requestsAt(now)
                .executeOnce(key, request, () -> Optional.of(("result " + runs.incrementAndGet()).getBytes(UTF_8)))
                .map(result -> new String(result, UTF_8))
                .orElseThrow();
    }

    /// Changes a row in the transaction of the request.
    private int countMarks() {
        return database.sql()
                .queryOne(Integer.class, "select count(*) from status_failure where conversation_id = ?", mark());
    }

    private void addMark() {
        database.sql()
                .execute(
                        "insert into status_failure (conversation_id, failures, last_at) values (?, 1, ?)",
                        mark(),
                        NOW);
    }

    private long mark() {
        return UUID.fromString(key).getMostSignificantBits() & Long.MAX_VALUE;
    }

    @Test
    void aRepeatGetsTheResultOfTheFirstRequestForTenMinutes() {
        assertThat(run(NOW, REQUEST)).isEqualTo("result 1");
        Instant later = NOW.plus(AnonymousRequestService.RESULT_TTL);
        assertThat(run(later, REQUEST)).isEqualTo("result 1");
        assertThat(run(later.plusMillis(1), REQUEST)).isEqualTo("result 2");
    }

    @Test
    void aKeyCannotBeUsedForAnotherRequest() {
        run(NOW, REQUEST);
        byte[] other = "POST /sign-in {\"a\":1}".getBytes(UTF_8);
        assertThatThrownBy(() -> run(NOW, other)).isInstanceOf(ReusedKeyException.class);
        assertThat(runs).hasValue(1);
    }

    @Test
    void aRequestThatWasRefusedKeepsItsChangesAndMayBeRepeated() {
        assertThat(requestsAt(NOW).executeOnce(key, REQUEST, () -> {
                    addMark();
                    return Optional.empty();
                }))
                .isEmpty();
        assertThat(countMarks()).isOne();
        assertThat(run(NOW, "another".getBytes(UTF_8))).isEqualTo("result 1");
    }

    @Test
    void aRequestThatFailsChangesNothingAndMayBeRepeated() {
        assertThatThrownBy(() -> requestsAt(NOW).executeOnce(key, REQUEST, () -> {
                    addMark();
                    throw new IllegalArgumentException();
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(countMarks()).isZero();
        assertThat(run(NOW, REQUEST)).isEqualTo("result 1");
    }

    @Test
    void simultaneousRepeatsAreExecutedOnce() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<String> repeat = () -> run(NOW, REQUEST);
            for (Future<String> result : threads.invokeAll(List.of(repeat, repeat, repeat, repeat))) {
                assertThat(result.get()).isEqualTo("result 1");
            }
        }
    }

    @RepeatedTest(5)
    void simultaneousRequestsThatAreRefusedAreAllExecuted() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Optional<byte[]>> refused = () -> requestsAt(NOW).executeOnce(key, REQUEST, () -> {
                runs.incrementAndGet();
                return Optional.empty();
            });
            for (Future<Optional<byte[]>> result : threads.invokeAll(List.of(refused, refused, refused, refused))) {
                assertThat(result.get()).isEmpty();
            }
        }
        assertThat(runs).hasValue(4);
        assertThat(countRows()).isZero();
    }

    @Test
    void theStoredResultOpensWithTheKeyAndTheRequestOnly() {
        run(NOW, REQUEST);
        byte[] stored = database.getBean(AnonymousRequestRepository.class)
                .findByKeyHash(database.vault().keyedHash("anonymous request", key))
                .orElseThrow()
                .result();
        assertThat(RequestCipher.forRequest(database.vault(), key, REQUEST).decryptResult(stored))
                .hasValueSatisfying(result -> assertThat(result).asString(UTF_8).isEqualTo("result 1"));
        assertThat(RequestCipher.forRequest(database.vault(), key, new byte[0]).decryptResult(stored))
                .isEmpty();
        assertThat(RequestCipher.forRequest(database.vault(), UUID.randomUUID().toString(), REQUEST)
                        .decryptResult(stored))
                .isEmpty();
        assertThat(new String(stored, UTF_8)).doesNotContain("result 1");
    }

    @Test
    void aResultCanBeEmptyAndNoLongerThanItsColumn() {
        byte[] longest = new byte[AnonymousRequestService.MAX_RESULT_BYTES];
        assertThat(requestsAt(NOW).executeOnce(key, REQUEST, () -> Optional.of(longest)))
                .hasValue(longest);
        assertThat(requestsAt(NOW).executeOnce(key, REQUEST, () -> Optional.of(new byte[0])))
                .hasValueSatisfying(result -> assertThat(result).isEqualTo(longest));
        String another = UUID.randomUUID().toString();
        for (int i = 0; i < 2; i++) {
            assertThat(requestsAt(NOW).executeOnce(another, REQUEST, () -> Optional.of(new byte[0])))
                    .hasValueSatisfying(result -> assertThat(result).isEmpty());
        }
        assertThatThrownBy(() -> requestsAt(NOW)
                        .executeOnce(
                                UUID.randomUUID().toString(),
                                REQUEST,
                                () -> Optional.of(new byte[AnonymousRequestService.MAX_RESULT_BYTES + 1])))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void resultsAreDeletedOnceTheyHaveExpired() {
        run(NOW, REQUEST);
        IdempotentRequestDataHandler handler = database.getBean(IdempotentRequestDataHandler.class);
        Instant due = NOW.plus(AnonymousRequestService.RESULT_TTL);
        while (handler.deleteExpired(due, 10) > 0) {
            // Rows of other tests, which are as old.
        }
        assertThat(countRows()).isOne();
        while (handler.deleteExpired(due.plus(Duration.ofMillis(1)), 10) > 0) {
            // Likewise.
        }
        assertThat(countRows()).isZero();
    }

    private int countRows() {
        return database.sql()
                .queryOne(Integer.class, "select count(*) from anonymous_request where key_hash = ?", (Object)
                        database.vault().keyedHash("anonymous request", key));
    }
}
