package pk.rahnuma.ticket.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pk.rahnuma.registration.DomainFixture.MONDAY;
import static pk.rahnuma.registration.DomainFixture.answers;
import static pk.rahnuma.registration.DomainFixture.createRequest;
import static pk.rahnuma.registration.DomainFixture.execute;
import static pk.rahnuma.ticket.intake.TicketIntakeFixture.OPEN;
import static pk.rahnuma.ticket.intake.TicketIntakeFixture.PER_ADDRESS;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.person.IdentityAddress;
import pk.rahnuma.person.IdentityKind;
import pk.rahnuma.person.PersonIdentityRepository;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.DueTicketRepository;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.TicketFilter;
import pk.rahnuma.ticket.TicketQueueRepository;
import pk.rahnuma.ticket.work.TicketWorkFixture;

/// Tickets of persons who have proved nothing: their limits, and their lane. In these tests a network opens three in an
/// hour, and five wait in all.
@OnEachDatabase
class UnprovedTicketTest {

    private static final String NETWORK = "198.51.100.7";

    private final TestDatabase database;
    private final DomainFixture fixture;
    private final TicketWorkFixture works;

    UnprovedTicketTest(TestDatabase database) {
        this.database = database;
        this.fixture = new DomainFixture(database);
        this.works = new TicketWorkFixture(fixture);
    }

    @BeforeEach
    void noTickets() {
        database.sql().execute("delete from ticket_unproved");
        database.sql().execute("delete from ticket");
    }

    private static Action.Request<OpenTicketAction.In> request(long person, String topic, Instant now) {
        return createRequest(person, new OpenTicketAction.In(topic, "It does not work", ""), now);
    }

    private OpenTicketAction.Out open(long person, String topic, Instant now) {
        return database.sql()
                .inTransaction(() -> works.intakeFixture
                        .open
                        .executeAll(List.of(request(person, topic, now)))
                        .getFirst());
    }

    private OpenTicketAction.Out open(long person) {
        return open(person, "complaint", MONDAY);
    }

    private void openUntilFull(String network) {
        for (int i = 0; i < PER_ADDRESS; i++) {
            assertThat(open(fixture.createVisitor(network)).refused()).isEmpty();
        }
    }

    private void prove(long person) {
        database.sql()
                .inTransaction(() -> database.getBean(PersonIdentityRepository.class)
                        .saveProved(person, new IdentityAddress(IdentityKind.EMAIL, person + "@example.com"), MONDAY));
    }

    private List<String> numbers(TicketFilter filter) {
        return works.queue.listTickets(filter, 0, 100, MONDAY).stream()
                .map(ticket -> ticket.number().toGroupedText())
                .toList();
    }

    private List<String> queued() {
        return numbers(TicketFilter.openTickets().withUnassigned());
    }

    private List<String> unproved() {
        return numbers(TicketFilter.openTickets().withUnproved());
    }

    private Ticket ticket(OpenTicketAction.Out out) {
        return works.intakeFixture.findTicket(Reference.parseText(out.number()).orElseThrow());
    }

    @Test
    void chatsOfANetworkOpenSoManyInAnHourAndThoseOfAnotherStillCan() {
        openUntilFull(NETWORK);
        OpenTicketAction.Out refused = open(fixture.createVisitor(NETWORK), "complaint", MONDAY.plusSeconds(60));
        assertThat(refused.number()).isEmpty();
        assertThat(refused.refused()).isEqualTo(OpenTicketAction.REFUSED_UNPROVED);
        assertThat(refused.again()).isEqualTo(MONDAY.plus(Duration.ofHours(1)));
        assertThat(open(fixture.createVisitor("203.0.113.9")).refused()).isEmpty();
        assertThat(open(
                                fixture.createVisitor(NETWORK),
                                "complaint",
                                refused.again().plusSeconds(1))
                        .refused())
                .isEmpty();
    }

    @Test
    void allNetworksTogetherHaveSoManyOpenAndAClosedOneFreesAPlace() {
        List<OpenTicketAction.Out> opened = IntStream.range(0, OPEN)
                .mapToObj(i -> open(fixture.createVisitor("203.0.113." + i)))
                .toList();
        assertThat(open(fixture.createVisitor(NETWORK)).refused()).isEqualTo(OpenTicketAction.REFUSED_UNPROVED);
        works.closing.resolveTicket(ticket(opened.getFirst()).number(), new TicketAgent(7, "Sana"), MONDAY);
        assertThat(open(fixture.createVisitor(NETWORK)).refused()).isEmpty();
    }

    @Test
    void ticketsOfOneBatchCountForEachOther() {
        List<Action.Request<OpenTicketAction.In>> batch = IntStream.range(0, PER_ADDRESS + 2)
                .mapToObj(i -> request(fixture.createVisitor(NETWORK), "complaint", MONDAY))
                .toList();
        List<OpenTicketAction.Out> outs =
                database.sql().inTransaction(() -> works.intakeFixture.open.executeAll(batch));
        assertThat(outs).extracting(OpenTicketAction.Out::refused).containsExactly("", "", "", "unproved", "unproved");
    }

    @Test
    void aBatchThatIsRolledBackAndRunsAgainIsNotCountedTwice() {
        List<Action.Request<OpenTicketAction.In>> batch = IntStream.range(0, PER_ADDRESS)
                .mapToObj(i -> request(fixture.createVisitor(NETWORK), "complaint", MONDAY))
                .toList();
        assertThatThrownBy(() -> database.sql().inTransaction(() -> {
                    works.intakeFixture.open.executeAll(batch);
                    throw new IllegalStateException("a duplicate");
                }))
                .hasMessageContaining("a duplicate");
        List<OpenTicketAction.Out> outs =
                database.sql().inTransaction(() -> works.intakeFixture.open.executeAll(batch));
        assertThat(outs).extracting(OpenTicketAction.Out::refused).containsOnly("");
    }

    @Test
    void aPersonWithAProofPassesWhateverTheNetworkDid() {
        openUntilFull(NETWORK);
        long byMail = fixture.createVisitor(NETWORK);
        prove(byMail);
        assertThat(open(byMail).refused()).isEmpty();
        assertThat(open(fixture.createPerson("en")).refused()).isEmpty();
    }

    @Test
    void aGrantedRegistrationIsAProofAndASentApplicationIsNone() {
        openUntilFull(NETWORK);
        long applicant = fixture.createVisitor(NETWORK);
        Reference application = fixture.submitApplication(applicant, answers("39.37.7.1"), MONDAY);
        assertThat(open(applicant).refused()).isEqualTo(OpenTicketAction.REFUSED_UNPROVED);
        database.sql()
                .execute(
                        "update line set status = 'ACTIVE' where application_id in"
                                + " (select id from application where reference = ?)",
                        application.symbols());
        assertThat(open(applicant).refused()).isEmpty();
    }

    @Test
    void anyPersonHasSoManyOpenTickets() {
        long person = fixture.createPerson("en");
        for (int i = 0; i < TicketAdmissionService.MAX_OPEN_TICKETS_PER_PERSON; i++) {
            assertThat(open(person).refused()).isEmpty();
        }
        assertThat(open(person).refused()).isEqualTo(OpenTicketAction.REFUSED_OWN);
        assertThat(open(person, Ticket.DEAD_LETTER_TOPIC, MONDAY).refused()).isEmpty();
    }

    @Test
    void theLaneIsBesideTheQueueAndBehindItWhateverTheTopic() {
        OpenTicketAction.Out urgent = open(fixture.createVisitor(NETWORK), Ticket.LINE_BLOCKED_TOPIC, MONDAY);
        OpenTicketAction.Out later = open(fixture.createPerson("en"), "something_else", MONDAY.plusSeconds(60));
        assertThat(urgent.due()).isNull();
        assertThat(later.place()).isOne();
        assertThat(queued()).containsExactly(later.number());
        assertThat(unproved()).containsExactly(urgent.number());
        assertThat(works.queue.findUnanswered(10))
                .extracting(TicketQueueRepository.QueuedTicket::id)
                .containsExactly(ticket(later).id(), ticket(urgent).id());
        assertThat(database.getBean(DueTicketRepository.class).findUnclaimed(MONDAY.plusSeconds(60), 10))
                .containsExactly(ticket(later), ticket(urgent));
        assertThat(works.lane.countWaiting()).isOne();
    }

    @Test
    void noTimeIsPromisedInTheLane() {
        for (int i = 0; i < 5; i++) {
            OpenTicketAction.Out answered = open(fixture.createPerson("en"));
            works.answerTicket(
                    ticket(answered).number(),
                    new TicketAgent(5, "Sana"),
                    "Here you are",
                    MONDAY.plus(Duration.ofHours(1)));
        }
        Instant later = MONDAY.plus(Duration.ofHours(2));
        long person = fixture.createVisitor(NETWORK);
        assertThat(open(fixture.createPerson("en"), "complaint", later).answer_by())
                .isNotNull();
        assertThat(open(person, "complaint", later).answer_by()).isNull();
        ListTicketsAction.Out own = execute(works.intakeFixture.mine, person, new ListTicketsAction.In(), later);
        assertThat(own.items()).singleElement().satisfies(item -> {
            assertThat(item.place()).isEqualTo(2);
            assertThat(item.answer_by()).isNull();
            assertThat(item.was_due()).isNull();
        });
    }

    @Test
    void aTicketInTheLaneMissesNoTarget() {
        OpenTicketAction.Out urgent = open(fixture.createVisitor(NETWORK), Ticket.LINE_BLOCKED_TOPIC, MONDAY);
        works.timerService.runTimers(MONDAY.plus(Duration.ofDays(3)));
        assertThat(ticket(urgent).clocks().breaches()).isZero();
        works.claims.claimTicket(ticket(urgent).number(), new TicketAgent(7, "Sana"), MONDAY.plus(Duration.ofDays(3)));
        works.timerService.runTimers(MONDAY.plus(Duration.ofDays(3)));
        assertThat(ticket(urgent).clocks().breaches()).isPositive();
    }

    @Test
    void ticketsOfAPersonWhoProvesWhoTheyAreMoveToTheQueue() {
        long person = fixture.createVisitor(NETWORK);
        OpenTicketAction.Out own = open(person);
        OpenTicketAction.Out other = open(fixture.createVisitor(NETWORK));
        prove(person);
        int changes = changes(own);
        works.timerService.runTimers(MONDAY.plusSeconds(15));
        assertThat(queued()).containsExactly(own.number());
        assertThat(unproved()).containsExactly(other.number());
        // Open pages are told.
        assertThat(changes(own)).isEqualTo(changes + 1);
    }

    private int changes(OpenTicketAction.Out out) {
        return database.sql()
                .queryOne(
                        Integer.class,
                        "select changes from ticket where id = ?",
                        ticket(out).id());
    }
}
