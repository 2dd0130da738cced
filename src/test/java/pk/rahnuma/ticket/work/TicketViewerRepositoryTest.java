package pk.rahnuma.ticket.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.ticket.TicketAgent;

@OnEachDatabase(always = true)
class TicketViewerRepositoryTest {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private final TicketViewerRepository viewers;

    TicketViewerRepositoryTest(TestDatabase database) {
        this.viewers = database.getBean(TicketViewerRepository.class);
    }

    @Test
    void viewersOfATicketAreSortedByNameAndExpire() {
        viewers.saveViewer(7, 1, "Zara", false, NOON);
        viewers.saveViewer(7, 2, "Ali", true, NOON.plusSeconds(5));
        viewers.saveViewer(8, 3, "Omar", true, NOON);
        viewers.saveViewer(7, 1, "Zara", true, NOON.plusSeconds(1));
        TicketViewer zara = new TicketViewer(new TicketAgent(1, "Zara"), true);
        TicketViewer ali = new TicketViewer(new TicketAgent(2, "Ali"), true);
        assertThat(viewers.findViewers(7, NOON.plusSeconds(5))).containsExactly(ali, zara);
        Instant expired = NOON.plusSeconds(1).plus(TicketViewerRepository.PRESENCE_TTL);
        assertThat(viewers.findViewers(7, expired)).containsExactly(ali);
        viewers.deleteExpired(
                NOON.plus(TicketViewerRepository.PRESENCE_TTL.multipliedBy(3)).plusSeconds(2));
        assertThat(viewers.findViewers(7, NOON)).containsExactly(ali);
        assertThat(viewers.findViewers(8, NOON)).isEmpty();
    }
}
