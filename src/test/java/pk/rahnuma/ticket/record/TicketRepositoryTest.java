package pk.rahnuma.ticket.record;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.registration.DomainFixture.MONDAY;
import static pk.rahnuma.registration.DomainFixture.ask;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.intake.OpenTicketAction;
import pk.rahnuma.ticket.intake.TicketIntakeFixture;
import pk.rahnuma.vault.PagedRows;

@OnEachDatabase
class TicketRepositoryTest {

    private static final TicketAgent SANA = new TicketAgent(7, "Sana");

    private final DomainFixture rooms;
    private final TicketIntakeFixture intakes;
    private long ayesha;
    private long bilal;

    TicketRepositoryTest(TestDatabase database) {
        this.rooms = new DomainFixture(database);
        this.intakes = new TicketIntakeFixture(rooms);
    }

    @BeforeEach
    void people() {
        ayesha = rooms.person("en");
        bilal = rooms.person("ur");
    }

    private Ticket opened(long person, String session, int day) {
        OpenTicketAction.Out out = intakes.open
                .run(List.of(ask(
                        person,
                        session,
                        new OpenTicketAction.In("other", "Salam", ""),
                        MONDAY.plusSeconds(86_400L * day))))
                .getFirst();
        return intakes.rows.find(Reference.read(out.number()).orElseThrow()).orElseThrow();
    }

    private void ended(Ticket ticket, Ticket.State state, Instant resolved, Ticket into) {
        intakes.rows.save(
                ticket.with()
                        .state(state)
                        .resolved(resolved, null)
                        .mergedInto(into == null ? null : into.id())
                        .done(),
                MONDAY);
    }

    @Test
    void of_each_person_the_active_ones_are_found_first_and_no_more_than_asked_for() {
        Ticket active = opened(ayesha, "s1", 1);
        ended(opened(ayesha, "s2", 2), Ticket.State.CLOSED, MONDAY, null);
        Ticket closed = opened(ayesha, "s3", 3);
        ended(closed, Ticket.State.CLOSED, MONDAY, null);
        ended(opened(bilal, "s1", 1), Ticket.State.CLOSED, MONDAY, null);
        Ticket bilals = opened(bilal, "s2", 2);
        ended(bilals, Ticket.State.RESOLVED, MONDAY, null);
        assertThat(intakes.rows.of(ayesha, 2)).extracting(Ticket::id).containsExactly(active.id(), closed.id());
        assertThat(intakes.rows.of(List.of(ayesha, bilal), 1))
                .extracting(Ticket::id)
                .containsExactlyInAnyOrder(active.id(), bilals.id());
        assertThat(intakes.rows.page(ayesha, null, 1_000)).hasSize(3);
    }

    @Test
    void of_each_person_that_one_is_found_which_was_resolved_last_and_stands_for_itself() {
        Ticket first = opened(ayesha, "s1", 1);
        Ticket last = opened(ayesha, "s2", 2);
        ended(last, Ticket.State.RESOLVED, MONDAY.plusSeconds(60), null);
        ended(first, Ticket.State.RESOLVED, MONDAY.plusSeconds(30), null);
        ended(opened(ayesha, "s3", 3), Ticket.State.RESOLVED, MONDAY.plusSeconds(90), last);
        ended(opened(ayesha, "s4", 4), Ticket.State.CLOSED, MONDAY.plusSeconds(90), null);
        opened(bilal, "s1", 1);
        assertThat(intakes.rows.lastResolved(List.of(ayesha, bilal)))
                .extracting(Ticket::id)
                .containsExactly(last.id());
    }

    @Test
    void aPersonWithMoreTicketsThanAPageIsToldOfAllAndAllAreErased() {
        for (int i = 0; i <= PagedRows.PAGE_SIZE; i++) {
            opened(ayesha, "s" + i, i % 3);
        }
        TicketDataHandler keeper = new TicketDataHandler(intakes.rows, intakes.words, intakes.bodies, () -> MONDAY);
        assertThat((Iterable<?>) keeper.tell(ayesha).get("tickets")).hasSize(PagedRows.PAGE_SIZE + 1);
        rooms.database.jdbi().useTransaction(handle -> keeper.erase(ayesha, MONDAY));
        assertThat((Iterable<?>) keeper.tell(ayesha).get("tickets")).isEmpty();
    }

    @Test
    void theNewestAnswersAndNotesOfATicketAreShown() {
        Ticket ticket = opened(ayesha, "s1", 1);
        rooms.database.jdbi().useTransaction(handle -> {
            for (int i = 0; i <= TicketCommentRepository.MAX_SHOWN; i++) {
                intakes.words.note(ticket, "note " + i, SANA, MONDAY);
                intakes.words.answer(ticket, "answer " + i, null, "Sana", null, null, MONDAY);
            }
        });
        assertThat(intakes.words.notes(ticket))
                .hasSize(TicketCommentRepository.MAX_SHOWN)
                .first()
                .extracting(Ticket.Note::text)
                .isEqualTo("note 1");
        assertThat(intakes.words.answers(ticket))
                .hasSize(TicketCommentRepository.MAX_SHOWN)
                .last()
                .extracting(Ticket.Answer::text)
                .isEqualTo("answer " + TicketCommentRepository.MAX_SHOWN);
    }
}
