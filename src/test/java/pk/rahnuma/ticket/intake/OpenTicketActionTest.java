package pk.rahnuma.ticket.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.registration.DomainFixture.MONDAY;
import static pk.rahnuma.registration.DomainFixture.answers;
import static pk.rahnuma.registration.DomainFixture.createRequest;
import static pk.rahnuma.registration.DomainFixture.execute;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.audit.AuditChainFixture;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.TicketRepository;
import pk.rahnuma.ticket.work.TicketWorkFixture;

@OnEachDatabase
class OpenTicketActionTest {

    private final DomainFixture fixture;
    private final TicketWorkFixture works;
    private final TicketRepository rows;
    private final OpenTicketAction open;
    private final AddToTicketAction add;
    private final long ayesha;

    OpenTicketActionTest(TestDatabase database) {
        this.fixture = new DomainFixture(database);
        this.works = new TicketWorkFixture(fixture);
        this.rows = works.intakeFixture.rows;
        this.open = works.intakeFixture.open;
        this.add = works.intakeFixture.add;
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
    void noTimeAndNoPlaceAreGivenWhileNoMemberCanAnswer() {
        assertThat(open(ayesha, "s1", "other", "Salam", "", MONDAY).staffed()).isTrue();
        fixture.staff.setAvailable(false);
        OpenTicketAction.Out out = open(ayesha, "s2", "other", "Salam", "", MONDAY);
        assertThat(out.staffed()).isFalse();
        assertThat(out.place()).isZero();
        assertThat(out.due()).isNull();
        assertThat(out.answer_by()).isNull();
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
        assertThat(body(number).text()).isEqualTo("Mera naam Ayesha hai");
    }

    @Test
    void onlyAnApplicationOfTheirOwnIsTiedToATicket() {
        String own =
                fixture.submitApplication(ayesha, answers("39.36.1.1"), MONDAY).toGroupedText();
        Reference mine = number(open(ayesha, "s1", "other", "x", own, MONDAY));
        Reference others = number(open(fixture.createPerson("en"), "s1", "other", "x", own, MONDAY));
        assertThat(rows.findTicket(mine).orElseThrow().application()).isNotNull();
        assertThat(rows.findTicket(others).orElseThrow().application()).isNull();
        assertThat(body(others).reference()).isEqualTo(own);
    }

    @Test
    void aReferenceInTheMessageTiesTheTicketToTheApplication() {
        Reference own = fixture.submitApplication(ayesha, answers("39.36.1.1"), MONDAY);
        String text = "It is about TK7M-P4RT-X9.\nThe software in "
                + own.toGroupedText().replace('-', ' ') + " is wrong";
        Reference mine = number(open(ayesha, "s1", "other", text, "", MONDAY));
        assertThat(rows.findTicket(mine).orElseThrow().application()).isNotNull();
        assertThat(body(mine).reference()).isEqualTo(own.toGroupedText());
        assertThat(body(mine).text()).isEqualTo(text);
        Reference others = number(open(fixture.createPerson("en"), "s1", "other", text, "", MONDAY));
        assertThat(rows.findTicket(others).orElseThrow().application()).isNull();
        assertThat(body(others).reference()).isEqualTo(own.toGroupedText());
    }

    @Test
    void aPersonAddsToATicketOfTheirOwnWhichThenWaitsForAnAnswerAgain() {
        Reference number = number(open(ayesha, "s1", "line_blocked", "Band hai", "", MONDAY));
        works.answerTicket(number, new TicketAgent(5, "Sana"), "Kab se?", MONDAY);
        AddToTicketAction.In in = new AddToTicketAction.In(number.toGroupedText(), "today", "openvpn");
        assertThat(add.executeAll(List.of(createRequest(fixture.createPerson("en"), in, MONDAY))))
                .containsExactly(new AddToTicketAction.Out(false));
        assertThat(rows.findTicket(number).orElseThrow().state()).isEqualTo(Ticket.State.WAITING_USER);
        assertThat(fixture.database
                        .sql()
                        .inTransaction(() -> add.executeAll(List.of(createRequest(ayesha, in, MONDAY)))))
                .containsExactly(new AddToTicketAction.Out(true));
        assertThat(body(number).text()).isEqualTo("Band hai\nLine blocked: Since today\nVPN protocol: OpenVPN");
        assertThat(rows.findTicket(number).orElseThrow().state()).isEqualTo(Ticket.State.OPEN);
        assertThat(AuditChainFixture.faultsOf(fixture.audit, ayesha)).isEmpty();
    }

    @Test
    void aRepeatedReportOfABlockedLineIsAddedToItsOpenTicket() {
        String line =
                fixture.submitApplication(ayesha, answers("39.36.1.1"), MONDAY).toGroupedText();
        Reference first = number(open(ayesha, "s1", "line_blocked", "Band hai", line, MONDAY));
        works.answerTicket(first, new TicketAgent(5, "Sana"), "Kab se?", MONDAY);
        assertThat(report(line, "s2", "Phir band hai")).isEqualTo(first);
        assertThat(body(first).text()).isEqualTo("Band hai\nPhir band hai");
        assertThat(rows.findTicket(first).orElseThrow().state()).isEqualTo(Ticket.State.OPEN);
        assertThat(number(open(ayesha, "s3", "complaint", "x", line, MONDAY)))
                .as("another topic")
                .isNotEqualTo(first);
        works.closing.resolveTicket(first, new TicketAgent(5, "Sana"), MONDAY);
        assertThat(report(line, "s4", "Wapas band")).as("it is resolved").isNotEqualTo(first);
    }

    private Reference report(String line, String session, String text) {
        return fixture.database
                .sql()
                .inTransaction(() -> number(open(ayesha, session, "line_blocked", text, line, MONDAY)));
    }

    private OpenTicketAction.Out open(
            long person, String session, String topic, String text, String reference, Instant now) {
        return execute(open, person, session, new OpenTicketAction.In(topic, text, reference), now);
    }

    private Ticket.Body body(Reference number) {
        return works.intakeFixture.bodies.readBody(rows.findTicket(number).orElseThrow());
    }

    private static Reference number(OpenTicketAction.Out out) {
        return Reference.parseText(out.number()).orElseThrow();
    }
}
