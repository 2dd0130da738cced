package pk.rahnuma.ticket.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pk.rahnuma.registration.DomainFixture.MONDAY;

import java.util.List;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.messaging.conversation.ConversationListener.FailedQuestion;
import pk.rahnuma.messaging.conversation.SessionDescriptionService;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.Ticket;

@OnEachDatabase
class StuckCustomerListenerTest {

    private final DomainFixture fixture;
    private final TicketIntakeFixture intakes;
    private final StuckCustomerListener stuck;

    StuckCustomerListenerTest(TestDatabase database) {
        this.fixture = new DomainFixture(database);
        this.intakes = new TicketIntakeFixture(fixture);
        this.stuck = new StuckCustomerListener(
                intakes.open, intakes.rows, new ObsoleteTicketCloser(intakes.rows, intakes.slaClock, fixture.audit));
    }

    private void pass(FailedQuestion... passed) {
        fixture.database.sql().inTransaction(() -> stuck.onQuestionPassed(List.of(passed), MONDAY));
    }

    /// Keys of questions start from the beginning in each conversation.
    @Test
    void anAnswerClosesOnlyTheOwnStuckTicket() {
        long ayesha = fixture.createPerson("en");
        long bilal = fixture.createPerson("ur");
        stuck.onRepeatedFailure(
                List.of(new FailedQuestion(ayesha, "-1.3", "en"), new FailedQuestion(bilal, "-1.3", "ur")), MONDAY);
        pass(new FailedQuestion(ayesha, "-1.3", "en"), new FailedQuestion(bilal, "-2.5", "ur"));
        assertThat(intakes.rows.findPage(ayesha, null, 1_000))
                .extracting(Ticket::state)
                .containsExactly(Ticket.State.CLOSED);
        assertThat(intakes.rows.findPage(bilal, null, 1_000))
                .extracting(Ticket::state)
                .containsExactly(Ticket.State.NEW);
    }

    /// A person who goes another way, or answers in parts, leaves the question by another move.
    @Test
    void theTicketOfASessionIsClosedByWhicheverMoveItGoesOn() {
        long ayesha = fixture.createPerson("en");
        stuck.onRepeatedFailure(List.of(new FailedQuestion(ayesha, "-1.3", "en")), MONDAY);
        pass(new FailedQuestion(ayesha, "-12.3", "en"));
        assertThat(intakes.rows.findPage(ayesha, null, 1_000))
                .extracting(Ticket::state)
                .containsExactly(Ticket.State.NEW);
        pass(new FailedQuestion(ayesha, "-1.z", "en"));
        assertThat(intakes.rows.findPage(ayesha, null, 1_000))
                .extracting(Ticket::state)
                .containsExactly(Ticket.State.CLOSED);
    }

    @Test
    void placesOfOnePersonThatWereSwappedDoNotOpen() {
        long bilal = fixture.createPerson("en");
        intakes.standing = List.of(standing("isp"));
        Ticket first = opened(bilal, "s1");
        intakes.standing = List.of(standing("ips"));
        Ticket second = opened(bilal, "s2");
        assertThat(intakes.stuck.findPosition(first))
                .map(StuckPositionService.StuckPosition::at)
                .contains("isp");
        assertThat(intakes.stuck.findPosition(second))
                .map(StuckPositionService.StuckPosition::at)
                .contains("ips");
        fixture.database.swapValues("ticket", "stuck", "id", first.id(), second.id());
        assertThatThrownBy(() -> intakes.stuck.findPosition(first)).hasMessageStartingWith("cannot open ticket.stuck");
    }

    private Ticket opened(long person, String session) {
        OpenTicketAction.In in = new OpenTicketAction.In("how_to_register", "I am stuck", "");
        String number = intakes.open
                .executeAll(List.of(new Action.Request<>(person, session, "human", "flow", true, "en", MONDAY, in)))
                .getFirst()
                .number();
        return intakes.rows
                .findTicket(Reference.parseText(number).orElseThrow())
                .orElseThrow();
    }

    private static SessionDescriptionService.SessionState standing(String at) {
        return new SessionDescriptionService.SessionState(
                "register-individual", "Register", true, at, "Which?", 0, 1, 2, MONDAY, List.of());
    }
}
