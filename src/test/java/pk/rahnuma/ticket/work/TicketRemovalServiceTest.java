package pk.rahnuma.ticket.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pk.rahnuma.registration.DomainFixture.MONDAY;
import static pk.rahnuma.registration.DomainFixture.execute;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.AuthenticatedStaff;
import pk.rahnuma.staff.StaffAuditFixture;
import pk.rahnuma.staff.StaffException;
import pk.rahnuma.staff.StaffMember;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.ticket.Restraint;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.intake.AddToTicketAction;
import pk.rahnuma.vault.SubjectEncryptionService;

@OnEachDatabase
class TicketRemovalServiceTest {

    private static final String NETWORK = "198.51.100.7";

    private final TestDatabase database;
    private final DomainFixture fixture;
    private final TicketWorkFixture works;
    private final TicketRemovalService removal;
    private final AuthenticatedStaff sana = StaffAuditFixture.signedIn(SubjectEncryptionService.newId(), "Sana");

    TicketRemovalServiceTest(TestDatabase database) {
        this.database = database;
        this.fixture = new DomainFixture(database);
        this.works = new TicketWorkFixture(fixture);
        this.removal = new TicketRemovalService(
                database.transactions(),
                works.intakeFixture.unproved,
                works.intakeFixture.rows,
                fixture.persons,
                works.closing,
                fixture.audit,
                StaffAuditFixture.over(database));
    }

    @BeforeEach
    void noTickets() {
        database.sql().execute("delete from ticket_unproved");
        database.sql().execute("delete from ticket");
    }

    private static List<Reference> numbers(Collection<Ticket> tickets) {
        return tickets.stream().map(Ticket::number).toList();
    }

    @Test
    void aSelectionHasAllWaitingTicketsOfTheNetworkAndNoOther() {
        Reference first = works.intakeFixture.openTicket(fixture.createVisitor(NETWORK), "complaint", MONDAY);
        Reference second = works.intakeFixture.openTicket(fixture.createVisitor(NETWORK), "complaint", MONDAY);
        Reference taken = works.intakeFixture.openTicket(fixture.createVisitor(NETWORK), "complaint", MONDAY);
        works.claims.claimTicket(taken, new TicketAgent(7, "Omar"), MONDAY);
        works.intakeFixture.openTicket(fixture.createVisitor("203.0.113.9"), "complaint", MONDAY);
        works.intakeFixture.openTicket(fixture.createPerson("en"), "complaint", MONDAY);
        TicketRemovalService.RemovalSelection selection = removal.selectNetwork(first);
        assertThat(numbers(selection.tickets())).containsExactlyInAnyOrder(first, second);
        assertThat(selection.remaining()).isZero();
    }

    @Test
    void removedTicketsAreClosedAndTheirPersonsGetANotice() {
        long person = fixture.createVisitor(NETWORK);
        Reference number = works.intakeFixture.openTicket(person, "complaint", MONDAY);
        assertThat(removal.removeTickets(sana, List.of(number), Restraint.Reason.FLOOD, MONDAY.plusSeconds(60)))
                .isOne();
        assertThat(works.intakeFixture.findTicket(number).state()).isEqualTo(Ticket.State.CLOSED);
        // Not counted as work of the desk.
        assertThat(works.intakeFixture.findTicket(number).resolved()).isNull();
        assertThat(fixture.saidTo(person)).last().asString().contains("ticket_removed", number.toGroupedText());
    }

    @Test
    void oneEntryHasTheNumberAndAllReferences() {
        long ayesha = fixture.createVisitor(NETWORK);
        long bilal = fixture.createVisitor(NETWORK);
        Reference first = works.intakeFixture.openTicket(ayesha, "complaint", MONDAY);
        Reference second = works.intakeFixture.openTicket(bilal, "complaint", MONDAY);
        removal.removeTickets(sana, List.of(first, second), Restraint.Reason.ABUSE, MONDAY.plusSeconds(60));
        List<AuditEntry> entries =
                fixture.audit.findSince(sana.member().id(), List.of("tickets.removed"), Instant.EPOCH, 10);
        assertThat(entries).singleElement().satisfies(entry -> {
            assertThat(entry.about()).isEqualTo("2");
            assertThat(entry.detail()).startsWith("ABUSE: ").contains(first.symbols(), second.symbols());
            assertThat(entry.who()).isEqualTo("Sana");
        });
        assertThat(fixture.audit.findSince(ayesha, List.of("ticket.removed"), Instant.EPOCH, 10))
                .extracting(AuditEntry::about)
                .containsExactly(first.symbols());
    }

    @Test
    void thePersonCannotOpenARemovedTicketAgain() {
        long person = fixture.createVisitor(NETWORK);
        Reference number = works.intakeFixture.openTicket(person, "complaint", MONDAY);
        removal.removeTickets(sana, List.of(number), Restraint.Reason.FLOOD, MONDAY.plusSeconds(60));
        AddToTicketAction.Out out = database.sql()
                .inTransaction(() -> execute(
                        works.intakeFixture.add,
                        person,
                        new AddToTicketAction.In(number.toGroupedText(), "Hello?", ""),
                        MONDAY.plusSeconds(90)));
        assertThat(out.done()).isFalse();
        assertThat(works.intakeFixture.findTicket(number).state()).isEqualTo(Ticket.State.CLOSED);
    }

    @Test
    void ticketsOutsideOfTheLaneStay() {
        Reference proved = works.intakeFixture.openTicket(fixture.createPerson("en"), "complaint", MONDAY);
        Reference taken = works.intakeFixture.openTicket(fixture.createVisitor(NETWORK), "complaint", MONDAY);
        works.claims.claimTicket(taken, new TicketAgent(7, "Omar"), MONDAY);
        Reference waiting = works.intakeFixture.openTicket(fixture.createVisitor(NETWORK), "complaint", MONDAY);
        assertThat(removal.removeTickets(sana, List.of(proved, taken, waiting), Restraint.Reason.FLOOD, MONDAY))
                .isOne();
        assertThat(Stream.of(proved, taken).map(works.intakeFixture::findTicket))
                .allMatch(Ticket::isActive);
        assertThatThrownBy(() -> removal.removeTickets(sana, List.of(proved, taken), Restraint.Reason.FLOOD, MONDAY))
                .isInstanceOf(RuleViolationException.class);
    }

    @Test
    void onlyMembersWhoDistributeWorkRemove() {
        Reference number = works.intakeFixture.openTicket(fixture.createVisitor(NETWORK), "complaint", MONDAY);
        AuthenticatedStaff omar = new AuthenticatedStaff(
                new StaffMember(
                        8, "Omar", Set.of(StaffRole.AGENT), Set.of(), Set.of(), true, true, Instant.EPOCH, null),
                1,
                "csrf",
                Instant.EPOCH);
        assertThatThrownBy(() -> removal.removeTickets(omar, List.of(number), Restraint.Reason.FLOOD, MONDAY))
                .isInstanceOf(StaffException.class);
        assertThat(works.intakeFixture.findTicket(number).isActive()).isTrue();
    }
}
