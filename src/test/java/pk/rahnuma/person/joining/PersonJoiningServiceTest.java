package pk.rahnuma.person.joining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import pk.rahnuma.TestServer;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.messaging.chat.Chat;
import pk.rahnuma.person.ConsentRepository;
import pk.rahnuma.person.ConsentRepository.GivenConsent;
import pk.rahnuma.person.LookupFailureRepository;
import pk.rahnuma.person.LookupFailureRepository.FailureRecord;
import pk.rahnuma.person.erasure.ErasureRequestRepository;
import pk.rahnuma.person.erasure.PersonErasureService;
import pk.rahnuma.person.joining.PersonJoining.State;
import pk.rahnuma.vault.MoveRefusedException;

/// Rules of docs/joining.md that a conversation does not show.
@ParameterizedClass(name = "on {0}")
@MethodSource("pk.rahnuma.TestServer#builders")
class PersonJoiningServiceTest {

    private final TestServer server;
    private final JoiningFixture fixture;
    private final PersonJoiningService service;
    private final long to;
    private final Chat leaving;
    private final long from;

    PersonJoiningServiceTest(Supplier<TestServer.Builder> plan) {
        this.server = plan.get().withProperty(PausedJoiningJob.PROPERTY, true).shareServer();
        this.fixture = new JoiningFixture(server);
        this.service = server.getBean(PersonJoiningService.class);
        this.to = fixture.createPerson(3, new Random(1)).conversation();
        this.leaving = fixture.createPerson(3, new Random(2));
        this.from = leaving.conversation();
    }

    @AfterEach
    void close() {
        server.close();
    }

    private void join() {
        assertThat(service.joinPersons(to, fixture.offer(to, from), fixture.now))
                .hasValueSatisfying(status -> assertThat(status.state()).isEqualTo(State.DONE));
    }

    private void assertRefused(MoveRefusedException.Reason reason) {
        long joining = fixture.offer(to, from);
        assertThatThrownBy(() -> service.joinPersons(to, joining, fixture.now))
                .isInstanceOfSatisfying(
                        MoveRefusedException.class, e -> assertThat(e.reason()).isEqualTo(reason));
        assertThat(fixture.texts(from)).hasSize(3);
        assertThat(fixture.texts(to)).hasSize(3);
        assertThat(service.findJoining(to, joining, fixture.now))
                .hasValueSatisfying(status -> assertThat(status.state()).isEqualTo(State.WAITING));
    }

    @Test
    void aJoiningWaitsForStaffForAnErasureForMessagesOnTheirWayAndForTooManyAddresses() {
        for (long held : List.of(to, from)) {
            server.sql().execute("update conversation set held_by = 1 where id = ?", held);
            assertRefused(MoveRefusedException.Reason.WITH_STAFF);
            server.sql().execute("update conversation set held_by = null where id = ?", held);
        }
        ErasureRequestRepository erasures = server.getBean(ErasureRequestRepository.class);
        erasures.insertRequest(from, fixture.now);
        assertRefused(MoveRefusedException.Reason.ERASURE_PENDING);
        erasures.deleteByPersonAndToldIsNull(from);

        server.getBean(ConversationMessageService.class)
                .postDelayedAnswers(
                        1, from, List.of(Reply.ofText("later")), fixture.now.plus(Duration.ofHours(1)), fixture.now);
        assertRefused(MoveRefusedException.Reason.BUSY);
        server.sql().execute("update message set state = 'SENT' where conversation_id = ?", from);

        fixture.addAddresses(from, 7);
        fixture.addAddresses(to, 7);
        assertRefused(MoveRefusedException.Reason.TOO_MANY);
        server.sql().execute("delete from person_identity where person_id = ?", from);

        erasures.insertRequest(to, fixture.now);
        join();
        assertThat(erasures.findByPerson(to)).as("of the person who stays").isPresent();
    }

    @Test
    void anOfferIsForOnePersonAndTenMinutes() {
        long joining = fixture.offer(to, from);
        assertThat(service.joinPersons(from, joining, fixture.now)).isEmpty();
        assertThat(service.joinPersons(to, joining, fixture.now.plus(PersonJoiningService.OFFER_TTL)))
                .isEmpty();
        assertThat(fixture.texts(from)).hasSize(3);
    }

    @Test
    void failedTriesStayAndAWithdrawalCounts() {
        LookupFailureRepository failures = server.getBean(LookupFailureRepository.class);
        FailureRecord many = new FailureRecord(9, fixture.now.minusSeconds(60));
        failures.saveRecords(Map.of(from, many, to, new FailureRecord(1, fixture.now)));
        ConsentRepository consents = server.getBean(ConsentRepository.class);
        Instant day = fixture.now.minus(Duration.ofDays(9));
        GivenConsent withdrawn =
                new GivenConsent(from, ConsentRepository.CURRENT_VERSION, day, day.plus(Duration.ofDays(3)));
        consents.insertConsents(List.of(
                withdrawn,
                new GivenConsent(to, ConsentRepository.CURRENT_VERSION, day.plus(Duration.ofDays(1)), null)));
        consents.withdrawConsents(List.of(withdrawn));
        fixture.executeOnce(from, "shared", "other");
        fixture.executeOnce(to, "shared", "own");

        join();
        assertThat(failures.findRecords(List.of(to)).get(to).failures()).isEqualTo(9);
        assertThat(consents.findByPersonOrderByAt(to)).hasSize(2);
        assertThat(consents.findConsenting(List.of(to))).isEmpty();
        assertThat(fixture.executeOnce(to, "shared", "again")).isEqualTo("own");
    }

    /// Joins, without moving the messages: as when the process was killed after the first transaction.
    private void joinInterrupted() {
        PersonJoiningService interrupted = fixture.serviceWithoutMoves();
        assertThat(interrupted.joinPersons(to, fixture.offer(to, from), fixture.now))
                .hasValueSatisfying(status -> assertThat(status.state()).isEqualTo(State.MOVING));
        assertThat(fixture.texts(from)).hasSize(3);
    }

    @Test
    void anErasureIncludesMessagesThatAreStillBeingMoved() {
        joinInterrupted();
        assertThat(fixture.hasKey(from)).isTrue();
        Instant past = fixture.now.minus(Duration.ofDays(8));
        server.sql()
                .execute(
                        "insert into erasure (person_id, asked_at, due_at, reminded_at, told_at) values (?, ?, ?, ?, ?)",
                        to,
                        past,
                        past,
                        past,
                        past);
        assertThat(server.getBean(PersonErasureService.class).processDue(fixture.now))
                .isEqualTo(1);
        for (long person : List.of(from, to)) {
            assertThat(fixture.hasKey(person)).isFalse();
            assertThat(fixture.count("message", "conversation_id", person)).isZero();
            assertThat(fixture.count("person_joining", "to_person", person)).isZero();
        }
    }

    @Test
    void ofTwoJoiningsInOppositeDirectionsOneIsCarriedOut() throws Exception {
        long forth = fixture.offer(to, from);
        long back = fixture.offer(from, to);
        CyclicBarrier start = new CyclicBarrier(2);
        try (ExecutorService executor = Executors.newFixedThreadPool(2)) {
            Future<Boolean> first = executor.submit(() -> isJoined(start, to, forth));
            Future<Boolean> second = executor.submit(() -> isJoined(start, from, back));
            boolean stays = first.get();
            assertThat(second.get()).isNotEqualTo(stays);
            assertThat(fixture.texts(stays ? to : from)).hasSize(6);
            assertThat(fixture.texts(stays ? from : to)).isEmpty();
            assertThat(fixture.hasKey(stays ? from : to)).isFalse();
        }
    }

    private boolean isJoined(CyclicBarrier start, long person, long joining) throws Exception {
        start.await();
        return service.joinPersons(person, joining, fixture.now).isPresent();
    }

    @Test
    void aJoinedPersonJoinsAgain() {
        join();
        // The notices may still be on their way.
        server.sql().execute("update message set state = 'SENT' where conversation_id = ?", to);
        long third = fixture.createPerson(2, new Random(3)).conversation();
        assertThat(service.joinPersons(third, fixture.offer(third, to), fixture.now))
                .hasValueSatisfying(status -> assertThat(status.state()).isEqualTo(State.DONE));
        assertThat(fixture.texts(third)).hasSize(8);
        assertThat(server.getBean(PersonJoiningRepository.class).findJoined(third, 9))
                .extracting(PersonJoining::from)
                .containsExactlyInAnyOrder(from, to);
    }
}
