package pk.rahnuma.person.joining;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.person.joining.PersonJoining.State;
import pk.rahnuma.vault.DataMove;
import pk.rahnuma.vault.PersonalDataHandler;

/// Joinings that fail before and after each step of each package, with random data.
@Tag("long")
class InterruptedJoiningTest {

    private static TestServer server;
    private static JoiningFixture fixture;

    private final Random random = new Random(1);
    private final RandomPersons persons = new RandomPersons(fixture, random);

    @BeforeAll
    static void open() {
        server = TestServer.onH2().withProperty(PausedJoiningJob.PROPERTY, true).shareServer();
        fixture = new JoiningFixture(server);
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
            long to = persons.createPerson(random.nextInt(5)).conversation();
            long from = persons.createPerson(messages).conversation();
            JoiningSnapshot before = new JoiningSnapshot(fixture, persons, to, from);
            KillSwitch kill = new KillSwitch(step);
            long joining = fixture.offer(to, from);
            PersonJoiningService killed = fixture.service(handlers.stream()
                    .<PersonalDataHandler>map(handler -> new KilledHandler(handler, kill))
                    .toList());
            try {
                killed.joinPersons(to, joining, fixture.now);
            } catch (Killed e) {
                before.assertUntouched();
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
                before.assertBegun();
            }
            before.assertReadable();

            server.getBean(PersonJoiningService.class).joinPersons(to, joining, fixture.now);
            server.getBean(JoiningMoveService.class).moveAll(fixture.now);
            before.assertDone(joining);
        }
        assertThat(untouched).isGreaterThan(20);
        assertThat(begun).isGreaterThan(10);
    }
}
