package pk.rahnuma.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.registration.DomainFixture.MONDAY;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.ticket.intake.TicketIntakeFixture;
import pk.rahnuma.vault.PagedRows;

@OnEachDatabase(always = true)
class TicketRepositoryTest {

    private static final TicketAgent SANA = new TicketAgent(7, "Sana");

    private final DomainFixture fixture;
    private final TicketIntakeFixture intakes;
    private long ayesha;
    private long bilal;

    TicketRepositoryTest(TestDatabase database) {
        this.fixture = new DomainFixture(database);
        this.intakes = new TicketIntakeFixture(fixture);
    }

    @BeforeEach
    void people() {
        ayesha = fixture.createPerson("en");
        bilal = fixture.createPerson("ur");
    }

    private Ticket opened(long person, int day) {
        return intakes.findTicket(intakes.openTicket(person, "other", MONDAY.plusSeconds(86_400L * day)));
    }

    private void ended(Ticket ticket, Ticket.State state, Instant resolved, Ticket into) {
        intakes.rows.saveTicket(
                ticket.toBuilder()
                        .withState(state)
                        .withResolvedAt(resolved, null)
                        .withMergedInto(into == null ? null : into.id())
                        .build(),
                MONDAY);
    }

    @Test
    void ofEachPersonTheActiveOnesAreFoundFirstAndNoMoreThanAskedFor() {
        Ticket active = opened(ayesha, 1);
        ended(opened(ayesha, 2), Ticket.State.CLOSED, MONDAY, null);
        Ticket closed = opened(ayesha, 3);
        ended(closed, Ticket.State.CLOSED, MONDAY, null);
        ended(opened(bilal, 1), Ticket.State.CLOSED, MONDAY, null);
        Ticket bilals = opened(bilal, 2);
        ended(bilals, Ticket.State.RESOLVED, MONDAY, null);
        assertThat(intakes.rows.findByConversation(ayesha, 2))
                .extracting(Ticket::id)
                .containsExactly(active.id(), closed.id());
        assertThat(intakes.rows.findByConversation(List.of(ayesha, bilal), 1))
                .extracting(Ticket::id)
                .containsExactlyInAnyOrder(active.id(), bilals.id());
        assertThat(intakes.rows.findPage(ayesha, null, 1_000)).hasSize(3);
    }

    @Test
    void findsTheLastResolvedUnmergedTicketOfEachPerson() {
        Ticket first = opened(ayesha, 1);
        Ticket last = opened(ayesha, 2);
        ended(last, Ticket.State.RESOLVED, MONDAY.plusSeconds(60), null);
        ended(first, Ticket.State.RESOLVED, MONDAY.plusSeconds(30), null);
        ended(opened(ayesha, 3), Ticket.State.RESOLVED, MONDAY.plusSeconds(90), last);
        ended(opened(ayesha, 4), Ticket.State.CLOSED, MONDAY.plusSeconds(90), null);
        opened(bilal, 1);
        assertThat(intakes.rows.findLastResolved(List.of(ayesha, bilal)))
                .extracting(Ticket::id)
                .containsExactly(last.id());
    }

    @Test
    void allPagesOfTicketsAreExportedAndErased() {
        for (int i = 0; i <= PagedRows.PAGE_SIZE; i++) {
            // A person has few open tickets.
            ended(opened(ayesha, i % 3), Ticket.State.CLOSED, MONDAY, null);
        }
        Ticket answered = intakes.rows.findPage(ayesha, null, 1).getFirst();
        intakes.words.insertAnswer(answered, "Yours.", null, "Sana", null, null, MONDAY);
        intakes.words.insertNote(answered, "Calls often", SANA, MONDAY);
        TicketDataHandler dataHandler = new TicketDataHandler(
                intakes.rows, intakes.erasures, intakes.words, intakes.bodies, intakes.restraints, () -> MONDAY);
        assertThat((Iterable<?>) dataHandler.exportData(ayesha).get("tickets")).hasSize(PagedRows.PAGE_SIZE + 1);
        assertThat(intakes.words.findAnswersAfter(answered, 0, 10))
                .extracting(Ticket.Answer::text)
                .containsExactly("Yours.");
        assertThat(intakes.words.findAnswersAfter(answered, 1, 10)).isEmpty();
        assertThat(intakes.words.findNotesAfter(answered, 0, 10)).hasSize(1);
        assertThat(dataHandler.findWithCases(List.of(ayesha, bilal))).containsExactly(ayesha);
        fixture.database.sql().inTransaction(() -> dataHandler.eraseData(ayesha, MONDAY));
        assertThat((Iterable<?>) dataHandler.exportData(ayesha).get("tickets")).isEmpty();
        assertThat(dataHandler.findWithCases(List.of(ayesha, bilal))).isEmpty();
    }

    @Test
    void theNewestAnswersAndNotesOfATicketAreShown() {
        Ticket ticket = opened(ayesha, 1);
        fixture.database.sql().inTransaction(() -> {
            for (int i = 0; i <= TicketCommentRepository.MAX_SHOWN; i++) {
                intakes.words.insertNote(ticket, "note " + i, SANA, MONDAY);
                intakes.words.insertAnswer(ticket, "answer " + i, null, "Sana", null, null, MONDAY);
            }
        });
        assertThat(intakes.words.findNotes(ticket))
                .hasSize(TicketCommentRepository.MAX_SHOWN)
                .first()
                .extracting(Ticket.Note::text)
                .isEqualTo("note 1");
        assertThat(intakes.words.findAnswers(ticket))
                .hasSize(TicketCommentRepository.MAX_SHOWN)
                .last()
                .extracting(Ticket.Answer::text)
                .isEqualTo("answer " + TicketCommentRepository.MAX_SHOWN);
    }
}
