package pk.rahnuma.person.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.messaging.chat.Channel;
import pk.rahnuma.messaging.chat.ChatAddress;
import pk.rahnuma.messaging.chat.ChatRepository;
import pk.rahnuma.person.PersonLock;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.SubjectErasedException;

@OnEachDatabase(always = true)
class IdempotentRequestServiceTest {

    private static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");
    private static final byte[] REQUEST = "POST /tickets {}".getBytes(UTF_8);

    private final TestDatabase database;
    private final IdempotentRequestService requests;
    private final long person;
    private final AtomicInteger runs = new AtomicInteger();

    IdempotentRequestServiceTest(TestDatabase database) {
        this.database = database;
        this.requests = new IdempotentRequestService(
                database.transactions(),
                database.getBean(PersonLock.class),
                database.getBean(IdempotentRequestRepository.class),
                database.vault(),
                Clock.fixed(NOW, ZoneOffset.UTC));
        this.person = newPerson();
    }

    private long newPerson() {
        ChatAddress address = new ChatAddress(Channel.WEB, Long.toString(SubjectEncryptionService.newId()));
        return database.getBean(ChatRepository.class)
                .findOrCreate(List.of(address), Map.of(), NOW)
                .get(address)
                .conversation();
    }

    private String run(long asker, String key, byte[] request) {
        return new String(
                requests.executeOnce(asker, key, request, () -> ("result " + runs.incrementAndGet()).getBytes(UTF_8)),
                UTF_8);
    }

    @Test
    void aRepeatGetsTheResultOfTheFirstRequest() {
        assertThat(run(person, "key-0001", REQUEST)).isEqualTo("result 1");
        assertThat(run(person, "key-0001", REQUEST)).isEqualTo("result 1");
        assertThat(run(person, "key-0002", REQUEST)).isEqualTo("result 2");
    }

    @Test
    void aKeyCannotBeUsedForAnotherRequest() {
        run(person, "key-0001", REQUEST);
        assertThatThrownBy(() -> run(person, "key-0001", "POST /tickets {\"a\":1}".getBytes(UTF_8)))
                .isInstanceOf(ReusedKeyException.class);
        assertThat(runs).hasValue(1);
    }

    @Test
    void eachPersonHasKeysOfTheirOwn() {
        assertThat(run(person, "key-0001", REQUEST)).isEqualTo("result 1");
        assertThat(run(newPerson(), "key-0001", REQUEST)).isEqualTo("result 2");
    }

    @Test
    void aRequestThatFailsMayBeRepeated() {
        assertThatThrownBy(() -> requests.executeOnce(person, "key-0001", REQUEST, () -> {
                    throw new IllegalArgumentException();
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(run(person, "key-0001", REQUEST)).isEqualTo("result 1");
    }

    @Test
    void simultaneousRepeatsAreExecutedOnce() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<String> repeat = () -> run(person, "key-0001", REQUEST);
            for (Future<String> result : threads.invokeAll(List.of(repeat, repeat, repeat, repeat))) {
                assertThat(result.get()).isEqualTo("result 1");
            }
        }
    }

    @Test
    void theLongestResultIsStored() {
        byte[] longest = "x".repeat(IdempotentRequestService.MAX_RESULT_BYTES).getBytes(UTF_8);
        requests.executeOnce(person, "key-0001", REQUEST, () -> longest);
        assertThat(requests.executeOnce(person, "key-0001", REQUEST, () -> new byte[0]))
                .isEqualTo(longest);
        assertThatThrownBy(() -> requests.executeOnce(
                        person, "key-0002", REQUEST, () -> new byte[IdempotentRequestService.MAX_RESULT_BYTES + 1]))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void resultsAreDeletedAfterTwoDaysAndWithTheirPerson() {
        IdempotentRequestDataHandler handler = new IdempotentRequestDataHandler(
                database.transactions(),
                database.getBean(IdempotentRequestRepository.class),
                database.getBean(AnonymousRequestService.class));
        long other = newPerson();
        run(person, "key-0001", REQUEST);
        run(other, "key-0001", REQUEST);
        Instant due = NOW.plus(IdempotentRequestDataHandler.RESULT_TTL);
        while (handler.deleteExpired(due, 10) > 0) {
            // Rows of other tests, which are as old.
        }
        assertThat(run(person, "key-0001", REQUEST)).isEqualTo("result 1");
        handler.eraseData(other, NOW);
        assertThat(run(other, "key-0001", REQUEST)).isEqualTo("result 3");
        assertThat(handler.deleteExpired(due.plus(Duration.ofMillis(1)), 1)).isEqualTo(1);
        while (handler.deleteExpired(due.plus(Duration.ofMillis(1)), 10) > 0) {
            // Likewise.
        }
        assertThat(run(person, "key-0001", REQUEST)).isEqualTo("result 4");
    }

    @Test
    void aPersonWhoIsGoneHasNoRequests() {
        assertThatThrownBy(() -> run(SubjectEncryptionService.newId(), "key-0001", REQUEST))
                .isInstanceOf(SubjectErasedException.class);
    }
}
