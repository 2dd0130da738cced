package pk.rahnuma.ticket.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static pk.rahnuma.registration.DomainFixture.MONDAY;
import static pk.rahnuma.registration.DomainFixture.assertViolation;
import static pk.rahnuma.registration.DomainFixture.execute;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.persistence.TimeBuckets;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.StaffException;
import pk.rahnuma.ticket.OpenedTicketCount;
import pk.rahnuma.ticket.Restraint;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.TicketFilter;
import pk.rahnuma.ticket.TicketStatisticsRepository;
import pk.rahnuma.ticket.intake.OpenTicketAction;
import pk.rahnuma.ticket.intake.RateTicketAction;

@OnEachDatabase(always = true)
class TicketRestraintServiceTest {

    private static final ActingAgent SANA = ActingAgent.forOwnTickets(new TicketAgent(11, "Sana"));
    private static final ActingAgent LEAD = new ActingAgent(new TicketAgent(12, "Lead"), true);
    private static final Instant LATER = MONDAY.plus(Duration.ofHours(1));

    private final TestDatabase database;
    private final DomainFixture fixture;
    private final TicketWorkFixture works;
    private final long ayesha;

    TicketRestraintServiceTest(TestDatabase database) {
        this.database = database;
        this.fixture = new DomainFixture(database);
        this.works = new TicketWorkFixture(fixture);
        this.ayesha = fixture.createPerson("en");
    }

    private Reference open() {
        return works.intakeFixture.openTicket(ayesha, "complaint", MONDAY);
    }

    private void take(Reference number, ActingAgent by, Restraint.Kind kind) {
        works.restraining.takeMeasure(
                number,
                by,
                new TicketRestraintService.Measure(
                        kind, Restraint.Reason.ABUSE, "Insults us daily", Restraint.Term.WEEK),
                MONDAY.plusSeconds(60));
    }

    private Ticket find(Reference number) {
        return works.intakeFixture.findTicket(number);
    }

    private List<Reference> queue(Instant now) {
        return works.queue.listTickets(TicketFilter.openTickets().withUnassigned(), 0, 500, now).stream()
                .map(Ticket::number)
                .toList();
    }

    private OpenTicketAction.Out tryToOpen(Instant now) {
        return database.sql()
                .inTransaction(() -> execute(
                        works.intakeFixture.open, ayesha, new OpenTicketAction.In("complaint", "Hello", ""), now));
    }

    @Test
    void messagesOfAMutedPersonBringTheTicketNeitherBackNorLate() {
        Reference number = open();
        take(number, SANA, Restraint.Kind.MUTE);
        works.intakeFixture.notifyMessage(find(number).id(), LATER);
        Ticket muted = find(number);
        assertThat(muted.unread()).isFalse();
        assertThat(muted.waitingSince()).isNull();
        assertThat(muted.clocks().due()).isNull();
        assertThat(queue(LATER)).doesNotContain(number);
        // Acknowledged as before.
        assertThat(works.intakeFixture.isJoining(ayesha, LATER)).isTrue();
        works.timerService.runTimers(MONDAY.plus(Duration.ofDays(9)));
        assertThat(works.breaches.findByTicket(muted.id())).isEmpty();
    }

    @Test
    void anUnmutedTicketWaitsForTheDeskAgain() {
        Reference number = open();
        take(number, SANA, Restraint.Kind.MUTE);
        works.restraining.liftMeasure(number, SANA, Restraint.Kind.MUTE, LATER);
        assertThat(queue(LATER)).contains(number);
        assertThat(find(number).waitingSince()).isEqualTo(LATER);
        assertThat(find(number).clocks().due()).isNotNull();
        assertViolation(() -> works.restraining.liftMeasure(number, SANA, Restraint.Kind.MUTE, LATER))
                .withMessageContaining("no such measure");
    }

    @Test
    void theBotHasTheConversationOfAMutedTicket() {
        Reference number = open();
        works.claims.claimTicket(number, SANA.member(), MONDAY);
        take(number, SANA, Restraint.Kind.MUTE);
        assertThat(works.intakeFixture.holds.findHolder(ayesha)).isEmpty();
    }

    @Test
    void spamIsClosedInSilenceAndCountsInNoFigure() {
        TimeBuckets day = new TimeBuckets(
                MONDAY.minus(Duration.ofDays(1)), MONDAY.plus(Duration.ofDays(1)), Duration.ofDays(2), null);
        TicketStatisticsRepository statistics = database.getBean(TicketStatisticsRepository.class);
        long before = countOpened(statistics, day);
        Reference number = open();
        assertThat(countOpened(statistics, day)).isEqualTo(before + 1);
        List<String> said = fixture.saidTo(ayesha);
        take(number, SANA, Restraint.Kind.SPAM);
        assertThat(find(number).state()).isEqualTo(Ticket.State.CLOSED);
        assertThat(fixture.saidTo(ayesha)).isEqualTo(said);
        assertThat(countOpened(statistics, day)).isEqualTo(before);
        works.restraining.liftMeasure(number, SANA, Restraint.Kind.SPAM, LATER);
        assertThat(queue(LATER)).contains(number);
        assertThat(countOpened(statistics, day)).isEqualTo(before + 1);
    }

    private static long countOpened(TicketStatisticsRepository statistics, TimeBuckets day) {
        return statistics.countOpened(day).values().stream()
                .mapToLong(OpenedTicketCount::count)
                .sum();
    }

    @Test
    void aBlockedPersonGetsANoticeAndCannotWriteToStaffBeforeItsEnd() {
        Reference number = open();
        take(number, LEAD, Restraint.Kind.BLOCK);
        Instant end = MONDAY.plusSeconds(60).plus(Duration.ofDays(7));
        assertThat(fixture.saidTo(ayesha)).last().asString().contains("person_blocked", end.toString());
        OpenTicketAction.Out refused = tryToOpen(LATER);
        assertThat(refused.refused()).isEqualTo(OpenTicketAction.REFUSED_BLOCKED);
        assertThat(refused.again()).isEqualTo(end);
        assertThat(works.intakeFixture.isJoining(ayesha, LATER)).isFalse();
        assertThat(tryToOpen(end).number()).isNotEmpty();
    }

    @Test
    void theBotKeepsTheConversationOfABlockedPerson() {
        Reference number = open();
        works.claims.claimTicket(number, SANA.member(), MONDAY);
        take(number, LEAD, Restraint.Kind.BLOCK);
        assertThat(works.intakeFixture.holds.findHolder(ayesha)).isEmpty();
        works.claims.releaseTicket(number, SANA, LATER);
        assertThat(works.claims.claimTicket(number, SANA.member(), LATER).won()).isTrue();
        assertThat(works.intakeFixture.holds.findHolder(ayesha)).isEmpty();
    }

    @Test
    void aBadRatingOfABlockedPersonReopensNothing() {
        Reference number = open();
        works.claims.claimTicket(number, SANA.member(), MONDAY);
        works.closing.resolveTicket(number, SANA.member(), MONDAY);
        take(number, LEAD, Restraint.Kind.BLOCK);
        RateTicketAction.Out rated = database.sql()
                .inTransaction(() -> execute(
                        works.intakeFixture.rate,
                        ayesha,
                        new RateTicketAction.In(number.toGroupedText(), "1", ""),
                        LATER));
        assertThat(rated.done()).isTrue();
        assertThat(rated.reopened()).isFalse();
    }

    @Test
    void aLiftedBlockEndsAtOnce() {
        Reference number = open();
        take(number, LEAD, Restraint.Kind.BLOCK);
        works.restraining.liftMeasure(number, LEAD, Restraint.Kind.BLOCK, LATER);
        assertThat(tryToOpen(LATER).refused()).isEmpty();
    }

    @Test
    void onlyWhoActsForOthersBlocksAndLifts() {
        Reference number = open();
        assertThatThrownBy(() -> take(number, SANA, Restraint.Kind.BLOCK)).isInstanceOf(StaffException.class);
        assertThatThrownBy(() -> works.restraining.liftMeasure(number, SANA, Restraint.Kind.BLOCK, LATER))
                .isInstanceOf(StaffException.class);
    }

    @Test
    void aMeasureHasANoteAndAnEntryAndIsShown() {
        Reference number = open();
        take(number, LEAD, Restraint.Kind.BLOCK);
        take(number, LEAD, Restraint.Kind.MUTE);
        Ticket ticket = find(number);
        assertThat(works.intakeFixture.words.findNotes(ticket))
                .extracting(Ticket.Note::text)
                .contains("Insults us daily");
        assertThat(fixture.audit.findSince(ayesha, List.of("person.blocked", "ticket.muted"), Instant.EPOCH, 10))
                .extracting(AuditEntry::detail)
                .anyMatch(detail -> detail.startsWith("abuse 20"))
                .contains("abuse");
        assertThat(works.cases
                        .openCase(number, SANA.member(), TranscriptVisibility.MASKED, LATER)
                        .restraints())
                .extracting(Restraint::kind, Restraint::who)
                .containsExactly(tuple(Restraint.Kind.BLOCK, "Lead"), tuple(Restraint.Kind.MUTE, "Lead"));
    }
}
