package pk.rahnuma.person.joining;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import pk.rahnuma.TestServer;
import pk.rahnuma.messaging.chat.Chat;
import pk.rahnuma.messaging.chat.ChatRepository;
import pk.rahnuma.persistence.FailingStatements;
import pk.rahnuma.persistence.FailingStatements.FaultMoment;
import pk.rahnuma.person.PersonIdentityRepository;
import pk.rahnuma.person.joining.IdentityPartingService.PartingOutcome;
import pk.rahnuma.person.joining.PersonJoining.State;

/// Joinings and partings of which each statement, each batch and each commit fails once: refused, or executed with its
/// response lost.
@Tag("long")
@ParameterizedClass(name = "on {0}, {1}")
@MethodSource("plans")
class FailedStatementTest {

    private static final int MESSAGES = 3;

    private final TestServer server;
    private final FaultMoment moment;
    private final FailingStatements statements;
    private final JoiningFixture fixture;
    private final RandomPersons persons;

    FailedStatementTest(Supplier<TestServer.Builder> plan, FaultMoment moment) {
        this.server = plan.get()
                .withProperty(FailingStatements.PROPERTY, true)
                .withProperty(PausedJoiningJob.PROPERTY, true)
                .startServer();
        this.moment = moment;
        this.statements = server.getBean(FailingStatements.class);
        this.fixture = new JoiningFixture(server);
        this.persons = new RandomPersons(fixture, new Random(5));
    }

    /// Each database and each moment in pairs.
    static Stream<Arguments> plans() {
        return Stream.of(
                Arguments.of(Named.of("H2", (Supplier<TestServer.Builder>) TestServer::onH2), FaultMoment.BEFORE),
                Arguments.of(
                        Named.of("MariaDB", (Supplier<TestServer.Builder>) TestServer::onMariaDb), FaultMoment.AFTER));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void afterEachFailureNothingOrEverythingIsJoinedAndASecondTryCompletesIt() {
        PersonJoiningService service = server.getBean(PersonJoiningService.class);
        int untouched = 0;
        int begun = 0;
        int completed = 0;
        boolean fired = true;
        for (int step = 0; fired; step++) {
            long to = persons.createPerson(MESSAGES).conversation();
            long from = persons.createPerson(MESSAGES).conversation();
            JoiningSnapshot before = new JoiningSnapshot(fixture, persons, to, from);
            long joining = fixture.offer(to, from);
            statements.failAt(step, moment);
            try {
                service.joinPersons(to, joining, fixture.now);
                fired = statements.stop();
            } catch (RuntimeException e) {
                fired = statements.stop();
                assertThat(fired).as("a failure of the test: " + e).isTrue();
            }
            switch (findState(joining)) {
                case WAITING -> {
                    untouched++;
                    before.assertUntouched();
                }
                case MOVING -> {
                    begun++;
                    before.assertBegun();
                }
                case DONE -> {
                    completed++;
                    before.assertDone(joining);
                }
                default -> throw new AssertionError("state of a joining in the chat");
            }
            if (step % 10 == 0) {
                before.assertReadable();
            }
            service.joinPersons(to, joining, fixture.now);
            server.getBean(JoiningMoveService.class).moveAll(fixture.now);
            before.assertDone(joining);
        }
        assertThat(untouched).isGreaterThan(50);
        assertThat(begun).isGreaterThan(3);
        assertThat(completed).isPositive();
    }

    /// The job asks, joins and moves; a failure of one run leaves the rest to the next.
    @Test
    void afterEachFailureTheJobJoinsTwoChatsInItsNextRun() {
        ChatJoiningService chats = server.getBean(ChatJoiningService.class);
        ChatJoiningWorker job = server.getBean(ChatJoiningWorker.class);
        boolean fired = true;
        int waiting = 0;
        for (int step = 0; fired; step++) {
            long to = persons.createPerson(MESSAGES).conversation();
            long from = persons.createPerson(MESSAGES).conversation();
            JoiningSnapshot before = new JoiningSnapshot(fixture, persons, to, from);
            assertThat(server.sql().inTransaction(() -> {
                        String code = chats.createCode(from, fixture.now);
                        return chats.offer(code, to, fixture.now) && chats.agree(from, true, fixture.now);
                    }))
                    .isTrue();
            long joining =
                    server.sql().queryOne(Long.class, "select id from person_joining where from_person = ?", from);
            statements.failAt(step, moment);
            try {
                job.processAll(fixture.now);
                fired = statements.stop();
            } catch (RuntimeException e) {
                fired = statements.stop();
                assertThat(fired).as("a failure of the test: " + e).isTrue();
            }
            if (findState(joining) == State.AGREED) {
                waiting++;
                before.assertUntouched();
            }
            job.processAll(fixture.now);
            server.getBean(JoiningMoveService.class).moveAll(fixture.now);
            before.assertDone(joining);
        }
        assertThat(waiting).isGreaterThan(50);
    }

    private State findState(long joining) {
        return server.getBean(PersonJoiningRepository.class)
                .findById(joining)
                .orElseThrow()
                .state();
    }

    @Test
    void afterEachFailureAnAddressOrAChatIsPartedOrNot() {
        ChatRepository chats = server.getBean(ChatRepository.class);
        for (boolean address : new boolean[] {true, false}) {
            int kept = 0;
            boolean fired = true;
            for (int step = 0; fired; step++) {
                Chat chat = fixture.createTelegramPerson();
                long person = chat.conversation();
                fixture.addAddresses(person, 2);
                long parted = address
                        ? server.getBean(PersonIdentityRepository.class)
                                .findByPerson(person)
                                .getFirst()
                                .id()
                        : chat.id();
                IdentityPartingService service = server.getBean(IdentityPartingService.class);
                statements.failAt(step, moment);
                try {
                    service.partIdentity(person, parted, Optional.empty(), fixture.now);
                    fired = statements.stop();
                } catch (RuntimeException e) {
                    fired = statements.stop();
                    assertThat(fired).as("a failure of the test: " + e).isTrue();
                }
                boolean isThere = service.listIdentities(person).stream().anyMatch(own -> own.id() == parted);
                kept += isThere ? 1 : 0;
                assertThat(service.partIdentity(person, parted, Optional.empty(), fixture.now))
                        .isEqualTo(isThere ? PartingOutcome.PARTED : PartingOutcome.UNKNOWN);
                assertThat(service.listIdentities(person)).hasSize(2);
                long last =
                        server.sql().queryOne(Long.class, "select last_chat from conversation where id = ?", person);
                assertThat(chats.findByConversation(person))
                        .extracting(Chat::id)
                        .contains(last);
            }
            assertThat(kept).isGreaterThan(3);
        }
    }
}
