package pk.rahnuma.ticket.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static pk.rahnuma.registration.DomainFixture.MONDAY;
import static pk.rahnuma.registration.DomainFixture.answers;
import static pk.rahnuma.registration.DomainFixture.createRequest;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.audit.AuditChainFixture;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.intake.AddToTicketAction;
import pk.rahnuma.ticket.intake.OpenTicketAction;
import pk.rahnuma.ticket.record.TicketRepository;

@OnEachDatabase
class CommandLineTicketServiceTest {

    private final DomainFixture fixture;
    private final TicketWorkFixture works;
    private final TicketRepository rows;
    private final OpenTicketAction open;
    private final AddToTicketAction add;
    private final CommandLineTicketService tickets;
    private final long ayesha;

    CommandLineTicketServiceTest(TestDatabase database) {
        this.fixture = new DomainFixture(database);
        this.works = new TicketWorkFixture(fixture);
        this.rows = works.intakeFixture.rows;
        this.open = works.intakeFixture.open;
        this.add = works.intakeFixture.add;
        this.tickets = works.tickets;
        this.ayesha = fixture.createPerson("ur");
    }

    @Test
    void aTicketHasANumberOfItsOwnKindAndSaysWhenTheDeskIsOpen() {
        OpenTicketAction.Out inHours = open(ayesha, "s1", "vpn_down", "Band hai", "", MONDAY);
        assertThat(inHours.number()).startsWith("T");
        assertThat(inHours.open_now()).isTrue();
        assertThat(inHours.opens()).isEqualTo(MONDAY);
        OpenTicketAction.Out atNight = open(ayesha, "s2", "other", "Salam", "", MONDAY.minusSeconds(3600));
        assertThat(atNight.open_now()).isFalse();
        assertThat(atNight.opens()).isEqualTo(MONDAY);
    }

    @Test
    void theSameSessionOpensOneTicket() {
        OpenTicketAction.Out first = open(ayesha, "s1", "other", "Salam", "", MONDAY);
        assertThat(open(ayesha, "s1", "other", "Salam", "", MONDAY).number()).isEqualTo(first.number());
        var twice = List.of(
                createRequest(ayesha, "s2", new OpenTicketAction.In("other", "a", ""), MONDAY),
                createRequest(ayesha, "s2", new OpenTicketAction.In("other", "a", ""), MONDAY));
        List<OpenTicketAction.Out> outs = open.executeAll(twice);
        assertThat(outs.get(0)).isEqualTo(outs.get(1));
        assertThat(outs.get(0).number()).isNotEqualTo(first.number());
    }

    @Test
    void textIsStoredEncrypted() {
        Reference number = number(open(ayesha, "s1", "other", "Mera naam Ayesha hai", "", MONDAY));
        Ticket ticket = rows.findTicket(number).orElseThrow();
        byte[] sealed =
                fixture.database.sql().queryOne(byte[].class, "select body from ticket where id = ?", ticket.id());
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("Ayesha");
        assertThat(tickets.openTicket(number, TranscriptVisibility.MASKED, "Sana", MONDAY)
                        .body()
                        .text())
                .isEqualTo("Mera naam Ayesha hai");
    }

    @Test
    void onlyAnApplicationOfTheirOwnIsTiedToATicket() {
        String own =
                fixture.submitApplication(ayesha, answers("39.36.1.1"), MONDAY).toGroupedText();
        Reference mine = number(open(ayesha, "s1", "other", "x", own, MONDAY));
        Reference others = number(open(fixture.createPerson("en"), "s1", "other", "x", own, MONDAY));
        assertThat(rows.findTicket(mine).orElseThrow().application()).isNotNull();
        assertThat(rows.findTicket(others).orElseThrow().application()).isNull();
        assertThat(tickets.openTicket(others, TranscriptVisibility.MASKED, "Sana", MONDAY)
                        .body()
                        .reference())
                .isEqualTo(own);
    }

    @Test
    void anAnswerReachesThePersonInTheirLanguage() {
        Reference number = number(open(ayesha, "s1", "other", "Salam", "", MONDAY));
        Instant later = MONDAY.plusSeconds(60);
        Ticket answered = tickets.answerTicket(number, " Wa alaikum assalam ", "Sana", later);
        assertThat(answered.state()).isEqualTo(Ticket.State.WAITING_USER);
        assertThat(answered.answered()).isEqualTo(later);
        tickets.answerTicket(number, "Aur?", "Omar", later);
        assertThat(fixture.saidTo(ayesha))
                .containsExactly(
                        "ur ticket_answer_reply {number=" + number.toGroupedText() + ", text=Wa alaikum assalam}",
                        "ur ticket_answer_reply {number=" + number.toGroupedText() + ", text=Aur?}");
        assertThat(tickets.openTicket(number, TranscriptVisibility.MASKED, "Sana", later)
                        .answers())
                .containsExactly(
                        new Ticket.Answer(1, "Sana", "Wa alaikum assalam", later, 1, null, null, null),
                        new Ticket.Answer(2, "Omar", "Aur?", later, 2, null, null, null));
        assertThat(AuditChainFixture.faultsOf(fixture.audit, ayesha)).isEmpty();
    }

    @Test
    void anUnanswerableTicketIsReportedInOneLine() {
        Reference number = number(open(ayesha, "s1", "other", "Salam", "", MONDAY));
        assertThatExceptionOfType(RuleViolationException.class)
                .isThrownBy(() -> tickets.answerTicket(number, "  ", "Sana", MONDAY))
                .withMessage("the answer has 0 characters: expected 1 to 3,000");
        Reference unknown = Reference.forTicket(new Random(3));
        assertThatExceptionOfType(RuleViolationException.class)
                .isThrownBy(() -> tickets.answerTicket(unknown, "x", "Sana", MONDAY))
                .withMessage("there is no ticket " + unknown.toGroupedText());
        assertThat(fixture.saidTo(ayesha)).isEmpty();
    }

    @Test
    void unansweredTicketsComeFirstTheOldestFirst() {
        Reference first = number(open(ayesha, "s1", "other", "a", "", MONDAY.minusSeconds(900)));
        Reference second = number(open(ayesha, "s2", "other", "b", "", MONDAY.minusSeconds(800)));
        Reference third = number(open(ayesha, "s3", "other", "c", "", MONDAY.minusSeconds(700)));
        tickets.answerTicket(first, "x", "Sana", MONDAY);
        List<Reference> listed =
                tickets.listTickets(1000).stream().map(Ticket::number).toList();
        assertThat(listed.indexOf(second)).isLessThan(listed.indexOf(third));
        assertThat(listed.indexOf(third)).isLessThan(listed.indexOf(first));
    }

    @Test
    void aBlockedLineIsSeenBeforeAllOthersUntilItIsAnswered() {
        Reference other = number(open(ayesha, "s1", "other", "a", "", MONDAY.minusSeconds(9000)));
        Reference blocked = number(open(ayesha, "s2", "line_blocked", "b", "", MONDAY));
        List<Reference> listed =
                tickets.listTickets(1000).stream().map(Ticket::number).toList();
        assertThat(listed.indexOf(blocked)).isLessThan(listed.indexOf(other));
        tickets.answerTicket(blocked, "x", "Sana", MONDAY);
        listed = tickets.listTickets(1000).stream().map(Ticket::number).toList();
        assertThat(listed.indexOf(other)).isLessThan(listed.indexOf(blocked));
    }

    @Test
    void aPersonAddsToATicketOfTheirOwnWhichThenWaitsForAnAnswerAgain() {
        Reference number = number(open(ayesha, "s1", "line_blocked", "Band hai", "", MONDAY));
        tickets.answerTicket(number, "Kab se?", "Sana", MONDAY);
        AddToTicketAction.In in = new AddToTicketAction.In(number.toGroupedText(), "Subah se");
        assertThat(add.executeAll(List.of(createRequest(fixture.createPerson("en"), in, MONDAY))))
                .containsExactly(new AddToTicketAction.Out(false));
        assertThat(rows.findTicket(number).orElseThrow().state()).isEqualTo(Ticket.State.WAITING_USER);
        assertThat(fixture.database
                        .sql()
                        .inTransaction(() -> add.executeAll(List.of(createRequest(ayesha, in, MONDAY)))))
                .containsExactly(new AddToTicketAction.Out(true));
        CommandLineTicketService.OpenedTicket opened =
                tickets.openTicket(number, TranscriptVisibility.MASKED, "Sana", MONDAY);
        assertThat(opened.body().text()).isEqualTo("Band hai\nSubah se");
        assertThat(opened.ticket().state()).isEqualTo(Ticket.State.OPEN);
        assertThat(AuditChainFixture.faultsOf(fixture.audit, ayesha)).isEmpty();
    }

    private OpenTicketAction.Out open(
            long person, String session, String topic, String text, String reference, Instant now) {
        return open.executeAll(
                        List.of(createRequest(person, session, new OpenTicketAction.In(topic, text, reference), now)))
                .getFirst();
    }

    private static Reference number(OpenTicketAction.Out out) {
        return Reference.parseText(out.number()).orElseThrow();
    }
}
