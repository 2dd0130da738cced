package pk.rahnuma.ticket.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static pk.rahnuma.registration.DomainFixture.MONDAY;
import static pk.rahnuma.registration.DomainFixture.ask;

import java.util.List;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.audit.AuditChainFixture;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.messaging.DeliveryResult;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.intake.OpenTicketAction;
import pk.rahnuma.ticket.record.ConversationHoldRepository;

/// Answers that are taken back, and which lines were said to a human.
@OnEachDatabase
class ReplyWithdrawalTest {

    private static final TicketAgent SANA = new TicketAgent(11, "Sana");
    private static final TicketAgent OMAR = new TicketAgent(12, "Omar");

    private final DomainFixture rooms;
    private final TicketWorkFixture works;
    private final long ayesha;
    private final Reference number;

    ReplyWithdrawalTest(TestDatabase database) {
        this.rooms = new DomainFixture(database);
        this.works = new TicketWorkFixture(rooms);
        this.ayesha = rooms.person("en");
        this.number = open("s1");
    }

    private Reference open(String session) {
        return Reference.read(works.intakes
                        .open
                        .run(List.of(
                                ask(ayesha, session, new OpenTicketAction.In("other", "It does not work", ""), MONDAY)))
                        .getFirst()
                        .number())
                .orElseThrow();
    }

    private int answered(String text) {
        works.claims.claim(number, SANA, MONDAY);
        return works.answers
                .answer(number, SANA, text, null, Ticket.State.WAITING_USER, MONDAY)
                .line();
    }

    private void settle(int line, Message.State state, String reference) {
        rooms.messages.settle(List.of(new DeliveryResult(ayesha, line, state, 1, null, reference, null, MONDAY)));
    }

    private Message line(int seq) {
        return rooms.messages.history(ayesha, seq - 1, 1).getFirst();
    }

    @Test
    void the_words_of_an_answer_and_of_its_changes_are_gone_and_the_message_is_taken_away() {
        int line = answered("Yuors.");
        settle(line, Message.State.SENT, "77");
        int changed = works.answers.edit(number, SANA, 1, "Yours.", MONDAY).line();
        settle(changed, Message.State.SENT, "77");
        List<Integer> taking = works.answers.withdraw(number, SANA, line, null, MONDAY);
        assertThat(taking).hasSize(1);
        Message away = line(taking.getFirst());
        assertThat(away.body().takesAway()).isTrue();
        assertThat(away.replaces()).isEqualTo("77");
        assertThat(away.state()).isEqualTo(Message.State.PENDING);
        assertThat(rooms.messages.history(ayesha, 0, 100))
                .noneMatch(one -> one.body().text().contains("ours"));
        TicketDetailService.TicketDetails seen = works.cases.open(number, SANA, MONDAY);
        assertThat(seen.answers().getFirst().text()).isEmpty();
        assertThat(AuditChainFixture.entries(rooms.audit, ayesha))
                .extracting(AuditEntry::what)
                .contains("ticket.answer_withdrawn");
        assertThat(AuditChainFixture.faults(rooms.audit, ayesha)).isEmpty();
        assertThatExceptionOfType(RuleViolationException.class)
                .isThrownBy(() -> works.answers.withdraw(number, SANA, line, null, MONDAY))
                .withMessageContaining("there is no such answer");
        assertThatExceptionOfType(RuleViolationException.class)
                .isThrownBy(() -> works.answers.edit(number, SANA, 1, "Back again", MONDAY))
                .withMessageContaining("there is no such answer");
    }

    @Test
    void what_is_on_its_way_stays_and_what_never_arrived_needs_nothing_to_take_it_away() {
        int line = answered("Yours.");
        assertThatExceptionOfType(RuleViolationException.class)
                .isThrownBy(() -> works.answers.withdraw(number, SANA, line, null, MONDAY))
                .withMessageContaining("still on its way");
        assertThat(line(line).body().text()).isNotEmpty();
        settle(line, Message.State.REFUSED, null);
        assertThat(works.answers.withdraw(number, SANA, line, null, MONDAY)).isEmpty();
        assertThat(line(line).body().text()).isEmpty();
    }

    @Test
    void an_answer_that_waits_is_taken_back_and_the_clock_goes_on_as_if_it_had_not_been() {
        works.claims.claim(number, SANA, MONDAY);
        Ticket before = works.intakes.rows.find(number).orElseThrow();
        int line = works.answers
                .answerLater(number, SANA, "Yuors.", null, Ticket.State.WAITING_USER, MONDAY)
                .line();
        assertThat(line(line).held(MONDAY.plusSeconds(10))).isTrue();
        works.answers.recall(number, SANA, line, MONDAY.plusSeconds(9));
        assertThat(line(line).isRecalled()).isTrue();
        assertThat(line(line).body().text()).isEmpty();
        Ticket after = works.intakes.rows.find(number).orElseThrow();
        assertThat(after.state()).isEqualTo(Ticket.State.OPEN);
        assertThat(after.answered()).isNull();
        assertThat(after.waitingSince()).isEqualTo(before.waitingSince());
        assertThat(after.clocks().firstAnswered()).isNull();
        assertThat(after.clocks().due()).isEqualTo(before.clocks().due());
        assertThat(AuditChainFixture.entries(rooms.audit, ayesha))
                .extracting(AuditEntry::what)
                .contains("ticket.answer_recalled");
    }

    @Test
    void an_answer_whose_time_has_come_is_not_taken_back() {
        works.claims.claim(number, SANA, MONDAY);
        int line = works.answers
                .answerLater(number, SANA, "Yours.", null, Ticket.State.WAITING_USER, MONDAY)
                .line();
        assertThatExceptionOfType(RuleViolationException.class)
                .isThrownBy(() -> works.answers.recall(number, SANA, line, MONDAY.plusSeconds(10)))
                .withMessageContaining("on its way already");
        assertThatExceptionOfType(RuleViolationException.class)
                .isThrownBy(() -> works.answers.recall(number, OMAR, line, MONDAY));
        assertThat(line(line).body().text()).contains("Yours.");
        assertThat(rooms.messages.release(line(line))).isTrue();
        assertThat(line(line).notBefore()).isNull();
    }

    @Test
    void nobody_takes_back_what_a_colleague_said() {
        int line = answered("Yours.");
        settle(line, Message.State.SENT, "77");
        assertThatExceptionOfType(RuleViolationException.class)
                .isThrownBy(() -> works.answers.withdraw(number, OMAR, line, null, MONDAY))
                .withMessage(number.grouped() + " is Sana’s");
        assertThat(line(line).body().text()).isNotEmpty();
    }

    @Test
    void lines_between_a_claim_and_a_hand_back_are_known_as_said_to_a_human() {
        long ticket = works.intakes.rows.find(number).orElseThrow().id();
        ConversationHoldRepository holds = works.intakes.holds;
        assertThat(holds.spans(ticket, 0, 10)).isEmpty();
        works.claims.claim(number, SANA, MONDAY);
        ConversationHoldRepository.LineSpan first = holds.spans(ticket, 0, 10).getFirst();
        assertThat(first.to()).isNull();
        int line = answered("Yours.");
        assertThat(line).isGreaterThan(first.from());
        works.claims.handBack(number, ActingAgent.own(SANA), MONDAY);
        ConversationHoldRepository.LineSpan closed = holds.spans(ticket, 0, 10).getFirst();
        assertThat(closed.from()).isEqualTo(first.from());
        assertThat(closed.to()).isGreaterThanOrEqualTo(line);
        assertThat(holds.spans(ticket, closed.to(), 10)).isEmpty();

        works.claims.claim(number, SANA, MONDAY);
        assertThat(holds.spans(ticket, closed.to(), 10)).hasSize(1);
        // By another ticket of theirs.
        Reference other = open("s2");
        works.merging.merge(number, other, ActingAgent.own(SANA), MONDAY);
        assertThat(holds.spans(ticket, closed.to(), 10)).noneMatch(span -> span.to() == null);
        assertThat(holds.spans(works.intakes.rows.find(other).orElseThrow().id(), 0, 10))
                .anyMatch(span -> span.to() == null);
    }
}
