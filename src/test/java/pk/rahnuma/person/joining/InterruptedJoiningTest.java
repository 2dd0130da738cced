package pk.rahnuma.person.joining;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.messaging.chat.Chat;
import pk.rahnuma.person.joining.PersonJoining.State;
import pk.rahnuma.vault.DataMove;
import pk.rahnuma.vault.PersonalDataHandler;

/// Joinings that fail before and after each step of each package, with random data.
@Tag("long")
class InterruptedJoiningTest {

    private static TestServer server;
    private static JoiningFixture fixture;

    private final Random random = new Random(1);

    @BeforeAll
    static void open() {
        server = TestServer.onH2().startServer();
        fixture = new JoiningFixture(server);
    }

    @AfterAll
    static void close() {
        server.close();
    }

    /// The failure of a process at a step.
    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /// Counts steps, and fails at one.
    private static final class KillSwitch {
        private int left;

        KillSwitch(int step) {
            this.left = step;
        }

        void pass() {
            if (left-- == 0) {
                throw new Killed();
            }
        }

        boolean hasFired() {
            return left < 0;
        }
    }

    private record KilledHandler(PersonalDataHandler handler, KillSwitch kill) implements PersonalDataHandler {

        @Override
        public LockOrder lockOrder() {
            return handler.lockOrder();
        }

        @Override
        public Map<String, Object> exportData(long person) {
            return handler.exportData(person);
        }

        @Override
        public void eraseData(long person, Instant now) {
            handler.eraseData(person, now);
        }

        @Override
        public void prepareMove(DataMove move) {
            handler.prepareMove(move);
            kill.pass();
        }

        @Override
        public void moveData(DataMove move) {
            handler.moveData(move);
            kill.pass();
        }

        @Override
        public int moveRest(DataMove move, int limit) {
            int moved = handler.moveRest(move, limit);
            kill.pass();
            return moved;
        }

        @Override
        public Map<String, Long> countData(long person) {
            return handler.countData(person);
        }

        @Override
        public Set<Long> cascadesTo(long person) {
            return handler.cascadesTo(person);
        }
    }

    /// A process that is killed rolls back the transaction that it is in. What follows a batch is another process.
    @Test
    void afterAnyFailureTheJoiningHasNotBegunOrIsCompleted() {
        Collection<PersonalDataHandler> handlers = fixture.handlers();
        boolean fired = true;
        int begun = 0;
        int untouched = 0;
        for (int step = 0; fired; step++) {
            int messages = step % 10 == 0 ? 2 * JoiningMoveService.BATCH_SIZE + random.nextInt(50) : random.nextInt(5);
            Chat staying = fixture.createPerson(random.nextInt(5), random);
            Chat leaving = fixture.createPerson(messages, random);
            long to = staying.conversation();
            long from = leaving.conversation();
            List<String> texts = new ArrayList<>(fixture.texts(to));
            texts.addAll(fixture.texts(from));
            long identities = fixture.count("person_identity", "person_id", to)
                    + fixture.count("person_identity", "person_id", from);
            long devices =
                    fixture.count("person_device", "person_id", to) + fixture.count("person_device", "person_id", from);
            long lastSeq = fixture.count("message", "conversation_id", to);
            KillSwitch kill = new KillSwitch(step);
            long joining = fixture.offer(to, from);
            PersonJoiningService killed = fixture.service(handlers.stream()
                    .<PersonalDataHandler>map(handler -> new KilledHandler(handler, kill))
                    .toList());
            try {
                killed.joinPersons(to, joining, fixture.now);
            } catch (Killed e) {
                assertThat(fixture.texts(from)).hasSize(messages);
                assertThat(fixture.count("message", "conversation_id", to)).isEqualTo(lastSeq);
            }
            fired = kill.hasFired();
            if (server.getBean(PersonJoiningRepository.class)
                            .findById(joining)
                            .orElseThrow()
                            .state()
                    == State.WAITING) {
                untouched++;
            } else {
                begun++;
            }

            server.getBean(PersonJoiningService.class).joinPersons(to, joining, fixture.now);
            server.getBean(JoiningMoveService.class).moveAll(fixture.now);
            assertThat(server.getBean(PersonJoiningService.class).findJoining(to, joining, fixture.now))
                    .hasValueSatisfying(status -> assertThat(status.state()).isEqualTo(State.DONE));
            assertThat(fixture.texts(to)).containsExactlyElementsOf(texts);
            assertThat(fixture.count("message", "conversation_id", from)).isZero();
            assertThat(fixture.count("conversation", "id", from)).isZero();
            assertThat(fixture.count("person_identity", "person_id", to)).isEqualTo(identities);
            assertThat(fixture.count("person_device", "person_id", to)).isEqualTo(devices);
            assertThat(fixture.hasKey(from)).isFalse();
            assertThat(fixture.hasKey(to)).isTrue();
        }
        assertThat(untouched).isGreaterThan(20);
        assertThat(begun).isGreaterThan(10);
    }
}
