package pk.rahnuma.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.transaction.exceptions.UnexpectedRollbackException;
import java.time.Instant;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;

@OnEachDatabase(always = true)
class ClusterNodeRepositoryTest {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private final TestDatabase database;
    private final ClusterNodeRepository nodes;

    ClusterNodeRepositoryTest(TestDatabase database) {
        this.database = database;
        this.nodes = database.getBean(ClusterNodeRepository.class);
    }

    @BeforeEach
    void empty() {
        nodes.deleteAll();
    }

    @Test
    void timesAreInUtcToTheMicrosecondWhateverTheZoneOfTheMachine() {
        // The second one does not exist on the clocks of New York: the hour is skipped there.
        List<Instant> times =
                List.of(Instant.parse("2026-07-01T23:59:59.999999Z"), Instant.parse("2026-03-08T02:30:00.123456Z"));
        for (String zone : List.of("UTC", "Asia/Karachi", "America/New_York")) {
            // A start of the desk sets the zone of its process back.
            TimeZone.setDefault(TimeZone.getTimeZone(zone));
            TestDatabase started = database.openAnotherNode();
            ClusterNodeRepository written = started.getBean(ClusterNodeRepository.class);
            for (Instant time : times) {
                written.deleteAll();
                written.saveNode(NodeRow.ofNew(1, List.of(), time));
                assertThat(written.findAll().getFirst().seenAt()).isEqualTo(time);
                assertThat(started.sql().queryOne(Instant.class, "select seen_at from node"))
                        .as("as other parts read it")
                        .isEqualTo(time);
            }
        }
    }

    @Test
    void aNodeThatHasBeatenSinceIsNotDeleted() {
        nodes.saveNode(NodeRow.ofNew(1, List.of(7, 8), NOON));
        Instant later = NOON.plusNanos(1_000);
        assertThat(nodes.updateById(1, later)).isOne();
        assertThat(nodes.deleteByIdAndSeenAt(1, NOON)).isZero();
        assertThat(nodes.findAll()).containsExactly(new NodeRow(1, NOON, later, "7,8"));
        assertThat(nodes.deleteByIdAndSeenAt(1, later)).isOne();
        assertThat(nodes.updateById(1, later)).isZero();
    }

    @Test
    void otherStatementsAreRolledBackWithTheRepository() {
        assertThatThrownBy(() -> database.sql().inTransaction(() -> {
                    database.sql()
                            .execute(
                                    "insert into node (id, started_at, seen_at, wrapping_keys) values (3, ?, ?, '')",
                                    NOON,
                                    NOON);
                    nodes.saveNode(NodeRow.ofNew(4, List.of(), NOON));
                    assertThat(nodes.findAll()).hasSize(2);
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
        assertThat(nodes.findAll()).isEmpty();
    }

    @Test
    void aJoinedTransactionThatFailsIsNotCommittedWhoeverCatchesItsException() {
        assertThatThrownBy(() -> database.sql().inTransaction(() -> {
                    nodes.saveNode(NodeRow.ofNew(7, List.of(), NOON));
                    assertThatThrownBy(() -> database.sql().inTransaction(() -> {
                                throw new IllegalStateException("caught");
                            }))
                            .hasMessage("caught");
                }))
                .isInstanceOf(UnexpectedRollbackException.class);
        assertThat(nodes.findAll()).isEmpty();
    }

    @Test
    void aDuplicateThatIsCaughtDoesNotSpoilTheTransaction() {
        nodes.saveNode(NodeRow.ofNew(5, List.of(), NOON));
        database.sql().inTransaction(() -> {
            assertThatThrownBy(() -> nodes.saveNode(NodeRow.ofNew(5, List.of(), NOON)))
                    .isInstanceOf(DataAccessException.class);
            nodes.saveNode(NodeRow.ofNew(6, List.of(), NOON));
        });
        assertThat(nodes.findAll()).extracting(NodeRow::id).containsExactlyInAnyOrder(5L, 6L);
    }
}
