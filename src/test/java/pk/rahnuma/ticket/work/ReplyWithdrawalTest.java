package pk.rahnuma.ticket.work;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.registration.DomainFixture.MONDAY;
import static pk.rahnuma.registration.DomainFixture.assertViolation;

import java.util.List;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.audit.AuditChainFixture;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.messaging.DeliveryResult;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.ConversationHoldRepository;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketAgent;

/// Answers that are withdrawn, and the messages of a handover.
@OnEachDatabase
class ReplyWithdrawalTest {

    private static final TicketAgent SANA = new TicketAgent(11, "Sana");
    private static final TicketAgent OMAR = new TicketAgent(12, "Omar");

    private final DomainFixture fixture;
    private final TicketWorkFixture works;
    private final long ayesha;
    private final Reference number;

    ReplyWithdrawalTest(TestDatabase database) {
        this.fixture = new DomainFixture(database);
        this.works = new TicketWorkFixture(fixture);
        this.ayesha = fixture.createPerson("en");
        this.number = works.intakeFixture.openTicket(ayesha, "other", MONDAY);
    }

    private int answered(String text) {
        works.claims.claimTicket(number, SANA, MONDAY);
        return works.answers
                .sendAnswer(number, SANA, text, null, Ticket.State.WAITING_USER, MONDAY)
                .line();
    }

    private void settle(int line, Message.State state, String reference) {
        works.outbox.recordResults(List.of(new DeliveryResult(ayesha, line, state, 1, null, reference, null, MONDAY)));
    }

    private Message line(int seq) {
        return fixture.messages.readHistory(ayesha, seq - 1, 1).getFirst();
    }

    @Test
    void theWordsOfAnAnswerAndOfItsChangesAreGoneAndTheMessageIsTakenAway() {
        int line = answered("Yuors.");
        settle(line, Message.State.SENT, "77");
        int changed =
                works.answers.editAnswer(number, SANA, 1, "Yours.", MONDAY).line();
        settle(changed, Message.State.SENT, "77");
        List<Integer> taking = works.answers.withdrawAnswer(number, SANA, line, null, MONDAY);
        assertThat(taking).hasSize(1);
        Message away = line(taking.getFirst());
        assertThat(away.body().deletesMessage()).isTrue();
        assertThat(away.replaces()).isEqualTo("77");
        assertThat(away.state()).isEqualTo(Message.State.PENDING);
        assertThat(fixture.messages.readHistory(ayesha, 0, 100))
                .noneMatch(one -> one.body().text().contains("ours"));
        TicketDetailService.TicketDetails seen =
                works.cases.openCase(number, SANA, TranscriptVisibility.MASKED, MONDAY);
        assertThat(seen.answers().getFirst().text()).isEmpty();
        assertThat(AuditChainFixture.entriesOf(fixture.database, ayesha))
                .extracting(AuditEntry::what)
                .contains("ticket.answer_withdrawn");
        assertThat(AuditChainFixture.faultsOf(fixture.audit, ayesha)).isEmpty();
        assertViolation(() -> works.answers.withdrawAnswer(number, SANA, line, null, MONDAY))
                .withMessageContaining("there is no such answer");
        assertViolation(() -> works.answers.editAnswer(number, SANA, 1, "Back again", MONDAY))
                .withMessageContaining("there is no such answer");
    }

    @Test
    void aMessageInFlightStaysAndAnUnsentOneIsWithdrawnSilently() {
        int line = answered("Yours.");
        assertViolation(() -> works.answers.withdrawAnswer(number, SANA, line, null, MONDAY))
                .withMessageContaining("still on its way");
        assertThat(line(line).body().text()).isNotEmpty();
        settle(line, Message.State.REFUSED, null);
        assertThat(works.answers.withdrawAnswer(number, SANA, line, null, MONDAY))
                .isEmpty();
        assertThat(line(line).body().text()).isEmpty();
    }

    @Test
    void anAnswerThatWaitsIsTakenBackAndTheClockGoesOnAsIfItHadNotBeen() {
        works.claims.claimTicket(number, SANA, MONDAY);
        Ticket before = works.intakeFixture.findTicket(number);
        int line = works.answers
                .sendDelayedAnswer(number, SANA, "Yuors.", null, Ticket.State.WAITING_USER, MONDAY)
                .line();
        assertThat(line(line).isHeld(MONDAY.plusSeconds(10))).isTrue();
        works.answers.recallAnswer(number, SANA, line, MONDAY.plusSeconds(9));
        assertThat(line(line).isRecalled()).isTrue();
        assertThat(line(line).body().text()).isEmpty();
        Ticket after = works.intakeFixture.findTicket(number);
        assertThat(after.state()).isEqualTo(Ticket.State.OPEN);
        assertThat(after.answered()).isNull();
        assertThat(after.waitingSince()).isEqualTo(before.waitingSince());
        assertThat(after.clocks().firstAnswered()).isNull();
        assertThat(after.clocks().due()).isEqualTo(before.clocks().due());
        assertThat(AuditChainFixture.entriesOf(fixture.database, ayesha))
                .extracting(AuditEntry::what)
                .contains("ticket.answer_recalled");
    }

    @Test
    void anAnswerWhoseTimeHasComeIsNotTakenBack() {
        works.claims.claimTicket(number, SANA, MONDAY);
        int line = works.answers
                .sendDelayedAnswer(number, SANA, "Yours.", null, Ticket.State.WAITING_USER, MONDAY)
                .line();
        assertViolation(() -> works.answers.recallAnswer(number, SANA, line, MONDAY.plusSeconds(10)))
                .withMessageContaining("on its way already");
        assertViolation(() -> works.answers.recallAnswer(number, OMAR, line, MONDAY));
        assertThat(line(line).body().text()).contains("Yours.");
        assertThat(works.outbox.releaseHeld(line(line))).isTrue();
        assertThat(line(line).notBefore()).isNull();
    }

    @Test
    void membersCannotWithdrawAnswersOfColleagues() {
        int line = answered("Yours.");
        settle(line, Message.State.SENT, "77");
        assertViolation(() -> works.answers.withdrawAnswer(number, OMAR, line, null, MONDAY))
                .withMessage(number.toGroupedText() + " is Sana’s");
        assertThat(line(line).body().text()).isNotEmpty();
    }

    @Test
    void linesBetweenAClaimAndAHandBackAreKnownAsSaidToAHuman() {
        long ticket = works.intakeFixture.findTicket(number).id();
        ConversationHoldRepository holds = works.intakeFixture.holds;
        assertThat(holds.findSpans(ticket, 0, 10)).isEmpty();
        works.claims.claimTicket(number, SANA, MONDAY);
        ConversationHoldRepository.LineSpan first =
                holds.findSpans(ticket, 0, 10).getFirst();
        assertThat(first.to()).isNull();
        int line = answered("Yours.");
        assertThat(line).isGreaterThan(first.from());
        works.claims.handBackConversation(number, ActingAgent.forOwnTickets(SANA), MONDAY);
        ConversationHoldRepository.LineSpan closed =
                holds.findSpans(ticket, 0, 10).getFirst();
        assertThat(closed.from()).isEqualTo(first.from());
        assertThat(closed.to()).isGreaterThanOrEqualTo(line);
        assertThat(holds.findSpans(ticket, closed.to(), 10)).isEmpty();

        works.claims.claimTicket(number, SANA, MONDAY);
        assertThat(holds.findSpans(ticket, closed.to(), 10)).hasSize(1);
        // By another ticket of the person.
        Reference other = works.intakeFixture.openTicket(ayesha, "other", MONDAY);
        works.merging.mergeTickets(number, other, ActingAgent.forOwnTickets(SANA), MONDAY);
        assertThat(holds.findSpans(ticket, closed.to(), 10)).noneMatch(span -> span.to() == null);
        assertThat(holds.findSpans(works.intakeFixture.findTicket(other).id(), 0, 10))
                .anyMatch(span -> span.to() == null);
    }
}
