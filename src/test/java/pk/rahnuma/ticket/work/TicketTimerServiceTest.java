package pk.rahnuma.ticket.work;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.registration.DomainFixture.MONDAY;
import static pk.rahnuma.registration.DomainFixture.answers;
import static pk.rahnuma.registration.DomainFixture.createRequest;
import static pk.rahnuma.registration.DomainFixture.execute;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import pk.rahnuma.DefaultConfiguration;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.SlaConfiguration;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.intake.ListTicketsAction;
import pk.rahnuma.ticket.intake.OpenTicketAction;
import pk.rahnuma.ticket.intake.RateTicketAction;
import pk.rahnuma.ticket.intake.ShowResolvedTicketAction;
import pk.rahnuma.vault.SubjectEncryptionService;

@OnEachDatabase(always = true)
class TicketTimerServiceTest {

    private static final TicketAgent SANA = new TicketAgent(21, "Sana");
    private static final TicketAgent OMAR = new TicketAgent(22, "Omar");
    private static final TicketAgent BILAL = new TicketAgent(23, "Bilal");

    private final TestDatabase database;
    private final DomainFixture fixture;
    private final TicketWorkFixture works;
    private final long ayesha;

    TicketTimerServiceTest(TestDatabase database) {
        this.database = database;
        this.fixture = new DomainFixture(database);
        this.works = new TicketWorkFixture(fixture);
        this.ayesha = fixture.createPerson("en");
    }

    private OpenTicketAction.Out opened(long person, String topic, Instant now) {
        return execute(works.intakeFixture.open, person, new OpenTicketAction.In(topic, "It does not work", ""), now);
    }

    private Reference open(long person, String topic, Instant now) {
        return works.intakeFixture.openTicket(person, topic, now);
    }

    private Ticket ticket(Reference number) {
        return works.intakeFixture.findTicket(number);
    }

    private List<Ticket.SlaBreach> breaches(Reference number) {
        return works.breaches.findByTicket(ticket(number).id());
    }

    @Test
    void aMissedTargetIsNotedOnceAndTakesTheTicketALevelHigher() {
        Reference number = open(ayesha, "line_blocked", MONDAY);
        works.timerService.runTimers(MONDAY.plus(Duration.ofMinutes(59)));
        assertThat(breaches(number)).isEmpty();
        Instant late = MONDAY.plus(Duration.ofMinutes(61));
        works.timerService.runTimers(late);
        works.timerService.runTimers(late.plusSeconds(60));
        assertThat(breaches(number))
                .containsExactly(new Ticket.SlaBreach(
                        ticket(number).id(),
                        Ticket.SlaBreach.Kind.FIRST_ANSWER,
                        0,
                        1,
                        1,
                        MONDAY.plus(Duration.ofHours(1)),
                        late));
        assertThat(ticket(number).level()).isEqualTo(1);
        // A working day after it was opened, the resolution is late too.
        works.timerService.runTimers(MONDAY.plus(Duration.ofHours(25)));
        assertThat(breaches(number)).hasSize(2);
        assertThat(ticket(number).level()).isEqualTo(2);
    }

    @Test
    void nothingIsMissedWhileThePersonMustActNorAtNight() {
        Reference number = open(ayesha, "other", MONDAY);
        works.claims.claimTicket(number, SANA, MONDAY);
        works.answers.sendAnswer(number, SANA, "Which one?", null, Ticket.State.WAITING_USER, MONDAY.plusSeconds(60));
        works.timerService.runTimers(MONDAY.plus(Duration.ofDays(20)));
        assertThat(breaches(number)).isEmpty();
        Instant evening = MONDAY.plus(Duration.ofHours(7).plusMinutes(30));
        Reference night = open(ayesha, "line_blocked", evening);
        works.timerService.runTimers(evening.plus(Duration.ofHours(10)));
        assertThat(breaches(night)).isEmpty();
    }

    @Test
    void aResolvedTicketClosesAutomaticallyAfterFiveDays() {
        Reference number = open(ayesha, "other", MONDAY);
        works.closing.resolveTicket(number, SANA, MONDAY);
        works.timerService.runTimers(MONDAY.plus(Duration.ofDays(4)));
        assertThat(ticket(number).state()).isEqualTo(Ticket.State.RESOLVED);
        works.timerService.runTimers(MONDAY.plus(Duration.ofDays(5)));
        assertThat(ticket(number).state()).isEqualTo(Ticket.State.CLOSED);
        assertThat(rated(number, "5")).isEqualTo(new RateTicketAction.Out(false, false));
    }

    private RateTicketAction.Out rated(Reference number, String stars) {
        RateTicketAction.In in = new RateTicketAction.In(number.toGroupedText(), stars, "so");
        return database.sql()
                .inTransaction(() ->
                        works.intakeFixture.rate.executeAll(List.of(createRequest(ayesha, in, MONDAY.plusSeconds(60)))))
                .getFirst();
    }

    @Test
    void aGoodRatingClosesATicketAndABadOnePutsItBackIntoTheQueue() {
        Reference good = open(ayesha, "other", MONDAY);
        works.closing.resolveTicket(good, SANA, MONDAY);
        assertThat(works.intakeFixture.last.executeAll(
                        List.of(createRequest(ayesha, new ShowResolvedTicketAction.In(), MONDAY))))
                .containsExactly(new ShowResolvedTicketAction.Out(true, good.toGroupedText()));
        long stranger = fixture.createPerson("en");
        assertThat(works.intakeFixture.rate.executeAll(List.of(
                        createRequest(stranger, new RateTicketAction.In(good.toGroupedText(), "5", ""), MONDAY))))
                .containsExactly(new RateTicketAction.Out(false, false));
        assertThat(rated(good, "4")).isEqualTo(new RateTicketAction.Out(true, false));
        assertThat(ticket(good).state()).isEqualTo(Ticket.State.CLOSED);
        Reference bad = open(ayesha, "other", MONDAY);
        works.closing.resolveTicket(bad, SANA, MONDAY);
        assertThat(rated(bad, "1")).isEqualTo(new RateTicketAction.Out(true, true));
        assertThat(ticket(bad).state()).isEqualTo(Ticket.State.REOPENED);
        assertThat(ticket(bad).reopenCount()).isEqualTo(1);
        assertThat(ticket(bad).clocks().due()).isNotNull();
    }

    @Test
    void anAgentWhoLeavesKeepsNoTicket() {
        Reference number = open(ayesha, "other", MONDAY);
        works.agentPresence.recordPresence(OMAR, Set.of(), Set.of(), false, MONDAY);
        works.claims.claimTicket(number, OMAR, MONDAY);
        works.timerService.runTimers(MONDAY.plusSeconds(60));
        assertThat(ticket(number).assignee()).isEqualTo(OMAR);
        works.agentPresence.onSignedOut(OMAR.id());
        works.timerService.runTimers(MONDAY.plusSeconds(61));
        assertThat(ticket(number).assignee()).isNull();
        assertThat(ticket(number).state()).isEqualTo(Ticket.State.NEW);
        assertThat(works.intakeFixture.holds.findHolder(ayesha)).isEmpty();
    }

    @Test
    void aMemberWhoIsDisabledBeforeTheyWereEverAtTheDeskKeepsNoTicket() {
        TicketAgent nadia = new TicketAgent(SubjectEncryptionService.newId(), "Nadia");
        Reference number = open(ayesha, "other", MONDAY);
        works.claims.claimTicket(number, nadia, MONDAY);
        works.agentPresence.onSignedOut(nadia.id());
        works.timerService.runTimers(MONDAY.plusSeconds(61));
        assertThat(ticket(number).assignee()).isNull();
        assertThat(works.intakeFixture.holds.findHolder(ayesha)).isEmpty();
    }

    @Test
    void ticketsAreGivenToWhoKnowsThemAndHasTheLeast() {
        SlaConfiguration usual = DefaultConfiguration.defaultsOf(SlaConfiguration.class);
        SlaConfiguration automatic = new SlaConfiguration(
                usual.first(), usual.resolution(), usual.silence(), usual.closing(), true, usual.recall());
        TicketWorkFixture sharing = new TicketWorkFixture(fixture, automatic);
        Instant later = MONDAY.plus(Duration.ofDays(100));
        sharing.agentPresence.recordPresence(SANA, Set.of("ur"), Set.of(), true, later);
        sharing.agentPresence.recordPresence(OMAR, Set.of("en"), Set.of("sharing"), true, later);
        sharing.agentPresence.recordPresence(BILAL, Set.of("en"), Set.of("sharing"), true, later);
        Reference one = open(fixture.createPerson("en"), "sharing", later);
        Reference two = open(fixture.createPerson("en"), "sharing", later);
        Reference nobodys = open(fixture.createPerson("en"), "nobody knows", later);
        sharing.timerService.runTimers(later.plusSeconds(1));
        assertThat(Set.of(ticket(one).assignee(), ticket(two).assignee())).containsExactlyInAnyOrder(OMAR, BILAL);
        assertThat(ticket(nobodys).assignee()).isNull();
        sharing.agentPresence.onSignedOut(SANA.id());
        sharing.agentPresence.onSignedOut(OMAR.id());
        sharing.agentPresence.onSignedOut(BILAL.id());
    }

    @Test
    void anApplicationWhoseTargetWasMissedOpensNoTicketAndIsAmongTheLate() {
        Reference application = fixture.submitApplication(ayesha, answers("39.37.1.1"), MONDAY);
        Instant late = MONDAY.plus(Duration.ofDays(3));
        works.timerService.runTimers(late);
        assertThat(works.intakeFixture.rows.findPage(ayesha, null, 1_000)).isEmpty();
        assertThat(fixture.applications.listOverdue(late, null, 0, 100))
                .extracting(Application::reference)
                .contains(application);
        assertThat(fixture.applications.listOverdue(MONDAY, null, 0, 100))
                .extracting(Application::reference)
                .doesNotContain(application);
        assertThat(fixture.applications.countOverdue(late, null))
                .isEqualTo(
                        fixture.applications.listOverdue(late, null, 0, 10_000).size());
        Ticket byStaff = works.intakeFixture.opening.openByStaff(application, "call back", "They called", SANA, late);
        assertThat(byStaff.conversation()).isEqualTo(ayesha);
        assertThat(works.cases
                        .openCase(byStaff.number(), SANA, TranscriptVisibility.MASKED, late)
                        .body()
                        .text())
                .isEqualTo("They called");
    }

    @Test
    void anUnannouncedTicketClosesSilentlyAndAnAnnouncedOneDoesNot() {
        Reference application = fixture.submitApplication(ayesha, answers("39.37.1.1"), MONDAY);
        Ticket unheard = works.intakeFixture.opening.openByStaff(application, "complaint", "They called", SANA, MONDAY);
        assertThat(works.closing.resolveTicket(unheard.number(), SANA, MONDAY).state())
                .isEqualTo(Ticket.State.CLOSED);
        assertThat(fixture.saidTo(ayesha)).isEmpty();
        Ticket heard = works.intakeFixture.opening.openByStaff(application, "complaint", "They called", SANA, MONDAY);
        works.answerTicket(heard.number(), SANA, "We saw it.", MONDAY);
        int said = fixture.saidTo(ayesha).size();
        assertThat(works.closing.resolveTicket(heard.number(), SANA, MONDAY).state())
                .isEqualTo(Ticket.State.RESOLVED);
        assertThat(fixture.saidTo(ayesha)).hasSize(said + 1);
    }

    @Test
    void placeAndUsualTimeAreShownOnceThereAreEnoughSamples() {
        Instant later = MONDAY.plus(Duration.ofDays(200));
        Instant day = fixture.calendar.nextOpening(later);
        assertThat(opened(fixture.createPerson("en"), "how_to_register", day).answer_by())
                .isNull();
        for (int i = 1; i <= 5; i++) {
            Reference number = open(fixture.createPerson("en"), "how_to_register", day);
            works.answerTicket(number, SANA, "So", day.plus(Duration.ofMinutes(20L * i)));
        }
        OpenTicketAction.Out out = opened(ayesha, "how_to_register", day.plusSeconds(9));
        assertThat(out.answer_by()).isEqualTo(day.plusSeconds(9).plus(Duration.ofHours(1)));
        assertThat(out.place()).isPositive();
        ListTicketsAction.Out mine =
                execute(works.intakeFixture.mine, ayesha, new ListTicketsAction.In(), day.plusSeconds(60));
        assertThat(mine.items())
                .anyMatch(item -> item.number().equals(out.number())
                        && item.place() == out.place()
                        && item.status().equals("ticket_new"));
    }

    @Test
    void aTicketByStaffIsListedOnlyOnceItIsAssigned() {
        Reference application = fixture.submitApplication(ayesha, answers("39.39.8.1"), MONDAY);
        Instant late = MONDAY.plus(Duration.ofDays(2));
        works.intakeFixture.opening.openByStaff(application, "complaint", "Late", SANA, late);
        assertThat(mine(ayesha, late).count()).isZero();
        works.claims.claimTicket(
                works.intakeFixture
                        .rows
                        .findPage(ayesha, null, 1_000)
                        .getFirst()
                        .number(),
                SANA,
                late);
        assertThat(mine(ayesha, late).count()).isEqualTo(1);
    }

    private ListTicketsAction.Out mine(long person, Instant now) {
        return execute(works.intakeFixture.mine, person, new ListTicketsAction.In(), now);
    }
}
