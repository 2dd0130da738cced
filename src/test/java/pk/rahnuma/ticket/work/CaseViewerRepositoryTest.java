package pk.rahnuma.ticket.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.ticket.TicketAgent;

@OnEachDatabase(always = true)
class CaseViewerRepositoryTest {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private final CaseViewerRepository viewers;

    CaseViewerRepositoryTest(TestDatabase database) {
        this.viewers = database.getBean(CaseViewerRepository.class);
    }

    @Test
    void viewersOfATicketAreSortedByNameAndExpire() {
        viewers.saveViewer(7, 1, "Zara", false, NOON);
        viewers.saveViewer(7, 2, "Ali", true, NOON.plusSeconds(5));
        viewers.saveViewer(8, 3, "Omar", true, NOON);
        viewers.saveViewer(7, 1, "Zara", true, NOON.plusSeconds(1));
        CaseViewer zara = new CaseViewer(new TicketAgent(1, "Zara"), true);
        CaseViewer ali = new CaseViewer(new TicketAgent(2, "Ali"), true);
        assertThat(viewers.findViewers(7, NOON.plusSeconds(5))).containsExactly(ali, zara);
        Instant expired = NOON.plusSeconds(1).plus(CaseViewerRepository.PRESENCE_TTL);
        assertThat(viewers.findViewers(7, expired)).containsExactly(ali);
        viewers.deleteExpired(
                NOON.plus(CaseViewerRepository.PRESENCE_TTL.multipliedBy(3)).plusSeconds(2));
        assertThat(viewers.findViewers(7, NOON)).containsExactly(ali);
        assertThat(viewers.findViewers(8, NOON)).isEmpty();
    }
}
