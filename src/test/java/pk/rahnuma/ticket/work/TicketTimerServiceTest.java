package pk.rahnuma.ticket.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static pk.rahnuma.registration.DomainFixture.MONDAY;
import static pk.rahnuma.registration.DomainFixture.answers;
import static pk.rahnuma.registration.DomainFixture.ask;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationStatus;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.registration.record.HolidayRepository;
import pk.rahnuma.ticket.SlaConfiguration;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.agent.CannedReplyRepository;
import pk.rahnuma.ticket.agent.TicketViewerRepository;
import pk.rahnuma.ticket.intake.ListTicketsAction;
import pk.rahnuma.ticket.intake.OpenTicketAction;
import pk.rahnuma.ticket.intake.RateTicketAction;
import pk.rahnuma.ticket.intake.ShowResolvedTicketAction;

@OnEachDatabase
class TicketTimerServiceTest {

    private static final TicketAgent SANA = new TicketAgent(21, "Sana");
    private static final TicketAgent OMAR = new TicketAgent(22, "Omar");
    private static final TicketAgent BILAL = new TicketAgent(23, "Bilal");

    private final TestDatabase database;
    private final DomainFixture rooms;
    private final TicketWorkFixture works;
    private final long ayesha;

    TicketTimerServiceTest(TestDatabase database) {
        this.database = database;
        this.rooms = new DomainFixture(database);
        this.works = new TicketWorkFixture(rooms);
        this.ayesha = rooms.person("en");
    }

    private OpenTicketAction.Out opened(long person, String session, String topic, Instant now) {
        return works.intakes
                .open
                .run(List.of(ask(person, session, new OpenTicketAction.In(topic, "It does not work", ""), now)))
                .getFirst();
    }

    private Reference open(long person, String session, String topic, Instant now) {
        return Reference.read(opened(person, session, topic, now).number()).orElseThrow();
    }

    private Ticket ticket(Reference number) {
        return works.intakes.rows.find(number).orElseThrow();
    }

    private List<Ticket.SlaBreach> breaches(Reference number) {
        return works.breaches.of(ticket(number).id());
    }

    @Test
    void aMissedTargetIsNotedOnceAndTakesTheTicketALevelHigher() {
        Reference number = open(ayesha, "s1", "line_blocked", MONDAY);
        works.clockwork.run(MONDAY.plus(Duration.ofMinutes(59)));
        assertThat(breaches(number)).isEmpty();
        Instant late = MONDAY.plus(Duration.ofMinutes(61));
        works.clockwork.run(late);
        works.clockwork.run(late.plusSeconds(60));
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
        works.clockwork.run(MONDAY.plus(Duration.ofHours(25)));
        assertThat(breaches(number)).hasSize(2);
        assertThat(ticket(number).level()).isEqualTo(2);
        assertThat(works.breaches.between(MONDAY, MONDAY.plus(Duration.ofDays(2)), 100))
                .extracting(Ticket.SlaBreach::ticket)
                .contains(ticket(number).id());
    }

    @Test
    void nothingIsMissedWhileThePersonMustActNorAtNight() {
        Reference number = open(ayesha, "s2", "other", MONDAY);
        works.claims.claim(number, SANA, MONDAY);
        works.answers.answer(number, SANA, "Which one?", null, Ticket.State.WAITING_USER, MONDAY.plusSeconds(60));
        works.clockwork.run(MONDAY.plus(Duration.ofDays(20)));
        assertThat(breaches(number)).isEmpty();
        Instant evening = MONDAY.plus(Duration.ofHours(7).plusMinutes(30));
        Reference night = open(ayesha, "s3", "line_blocked", evening);
        works.clockwork.run(evening.plus(Duration.ofHours(10)));
        assertThat(breaches(night)).isEmpty();
    }

    @Test
    void aSolvedTicketIsClosedByItselfAfterFiveDays() {
        Reference number = open(ayesha, "s4", "other", MONDAY);
        works.closing.resolve(number, SANA, MONDAY);
        works.clockwork.run(MONDAY.plus(Duration.ofDays(4)));
        assertThat(ticket(number).state()).isEqualTo(Ticket.State.RESOLVED);
        works.clockwork.run(MONDAY.plus(Duration.ofDays(5)));
        assertThat(ticket(number).state()).isEqualTo(Ticket.State.CLOSED);
        assertThat(rated(number, "5")).isEqualTo(new RateTicketAction.Out(false, false));
    }

    private RateTicketAction.Out rated(Reference number, String stars) {
        return works.intakes
                .rate
                .run(List.of(
                        ask(ayesha, new RateTicketAction.In(number.grouped(), stars, "so"), MONDAY.plusSeconds(60))))
                .getFirst();
    }

    @Test
    void aGoodRatingClosesATicketAndABadOnePutsItBackIntoTheQueue() {
        Reference good = open(ayesha, "s5", "other", MONDAY);
        works.closing.resolve(good, SANA, MONDAY);
        assertThat(works.intakes.last.run(List.of(ask(ayesha, new ShowResolvedTicketAction.In(), MONDAY))))
                .containsExactly(new ShowResolvedTicketAction.Out(true, good.grouped()));
        long stranger = rooms.person("en");
        assertThat(works.intakes.rate.run(
                        List.of(ask(stranger, new RateTicketAction.In(good.grouped(), "5", ""), MONDAY))))
                .containsExactly(new RateTicketAction.Out(false, false));
        assertThat(rated(good, "4")).isEqualTo(new RateTicketAction.Out(true, false));
        assertThat(ticket(good).state()).isEqualTo(Ticket.State.CLOSED);
        Reference bad = open(ayesha, "s6", "other", MONDAY);
        works.closing.resolve(bad, SANA, MONDAY);
        assertThat(rated(bad, "1")).isEqualTo(new RateTicketAction.Out(true, true));
        assertThat(ticket(bad).state()).isEqualTo(Ticket.State.REOPENED);
        assertThat(ticket(bad).round()).isEqualTo(1);
        assertThat(ticket(bad).clocks().due()).isNotNull();
    }

    @Test
    void whoSaysThatTheyAreGoneKeepsNothing() {
        Reference number = open(ayesha, "s7", "other", MONDAY);
        works.atDesk.seen(OMAR, Set.of(), Set.of(), false, MONDAY);
        works.claims.claim(number, OMAR, MONDAY);
        works.clockwork.run(MONDAY.plusSeconds(60));
        assertThat(ticket(number).assignee()).isEqualTo(OMAR);
        works.atDesk.gone(OMAR.id());
        works.clockwork.run(MONDAY.plusSeconds(61));
        assertThat(ticket(number).assignee()).isNull();
        assertThat(ticket(number).state()).isEqualTo(Ticket.State.NEW);
        assertThat(works.intakes.holds.of(ayesha)).isEmpty();
    }

    @Test
    void ticketsAreGivenToWhoKnowsThemAndHasTheLeast() {
        SlaConfiguration usual = SlaConfiguration.usual();
        SlaConfiguration automatic = new SlaConfiguration(
                usual.first(), usual.resolution(), usual.silence(), usual.closing(), true, usual.recall());
        TicketWorkFixture sharing = new TicketWorkFixture(rooms, automatic);
        Instant later = MONDAY.plus(Duration.ofDays(100));
        sharing.atDesk.seen(SANA, Set.of("ur"), Set.of(), true, later);
        sharing.atDesk.seen(OMAR, Set.of("en"), Set.of("sharing"), true, later);
        sharing.atDesk.seen(BILAL, Set.of("en"), Set.of("sharing"), true, later);
        Reference one = open(rooms.person("en"), "a1", "sharing", later);
        Reference two = open(rooms.person("en"), "a2", "sharing", later);
        Reference nobodys = open(rooms.person("en"), "a3", "nobody knows", later);
        sharing.clockwork.run(later.plusSeconds(1));
        assertThat(Set.of(ticket(one).assignee(), ticket(two).assignee())).containsExactlyInAnyOrder(OMAR, BILAL);
        assertThat(ticket(nobodys).assignee()).isNull();
        sharing.atDesk.gone(SANA.id());
        sharing.atDesk.gone(OMAR.id());
        sharing.atDesk.gone(BILAL.id());
    }

    @Test
    void anApplicationWhoseTargetWasMissedOpensNoTicketAndIsAmongTheLate() {
        Reference application = rooms.submitted(ayesha, answers("39.37.1.1"), MONDAY);
        Instant late = MONDAY.plus(Duration.ofDays(3));
        works.clockwork.run(late);
        assertThat(works.intakes.rows.page(ayesha, null, 1_000)).isEmpty();
        assertThat(rooms.applications.overdue(ApplicationStatus.open(), late, 0, 100))
                .extracting(Application::reference)
                .contains(application);
        assertThat(rooms.applications.overdue(ApplicationStatus.open(), MONDAY, 0, 100))
                .extracting(Application::reference)
                .doesNotContain(application);
        assertThat(rooms.applications.countOverdue(ApplicationStatus.open(), late))
                .isEqualTo(rooms.applications
                        .overdue(ApplicationStatus.open(), late, 0, 10_000)
                        .size());
        Ticket byStaff = works.intakes.opening.byStaff(application, "call back", "They called", SANA, late);
        assertThat(byStaff.conversation()).isEqualTo(ayesha);
        assertThat(works.cases.open(byStaff.number(), SANA, late).body().text()).isEqualTo("They called");
    }

    @Test
    void nobodyWaitsBehindAlarmsOfEarlierVersionsAndTheyAreClosedWithoutAWord() {
        Reference application = rooms.submitted(ayesha, answers("39.37.1.2"), MONDAY);
        Ticket alarm = works.intakes.opening.byStaff(application, Ticket.MISSED_TARGET, "Late", SANA, MONDAY);
        Ticket taken = works.intakes.opening.byStaff(application, Ticket.MISSED_TARGET, "Late", SANA, MONDAY);
        long before = opened(rooms.person("en"), "al1", "complaint", MONDAY.plusSeconds(1))
                .place();
        database.jdbi()
                .useHandle(handle -> handle.execute(
                        "update ticket set source = 'TARGET' where id in (?, ?)", alarm.id(), taken.id()));
        long after = opened(rooms.person("en"), "al2", "complaint", MONDAY.plusSeconds(2))
                .place();
        // One more complaint is before it, and two alarms less.
        assertThat(after).isEqualTo(before + 1 - 2);
        works.claims.claim(taken.number(), new TicketAgent(29, "Nida"), MONDAY.plusSeconds(3));
        int said = rooms.said(ayesha).size();
        works.clockwork.run(MONDAY.plusSeconds(60));
        assertThat(ticket(alarm.number()).state()).isEqualTo(Ticket.State.CLOSED);
        assertThat(ticket(taken.number()).state()).isEqualTo(Ticket.State.OPEN);
        assertThat(rooms.said(ayesha)).hasSize(said);
    }

    @Test
    void whatThePersonNeverHeardOfIsClosedWithoutAWordAndWhatTheyDidIsNot() {
        Reference application = rooms.submitted(ayesha, answers("39.37.1.1"), MONDAY);
        Ticket unheard = works.intakes.opening.byStaff(application, "complaint", "They called", SANA, MONDAY);
        assertThat(works.closing.resolve(unheard.number(), SANA, MONDAY).state())
                .isEqualTo(Ticket.State.CLOSED);
        assertThat(rooms.said(ayesha)).isEmpty();
        Ticket heard = works.intakes.opening.byStaff(application, "complaint", "They called", SANA, MONDAY);
        works.tickets.answer(heard.number(), "We saw it.", "Sana", MONDAY);
        int said = rooms.said(ayesha).size();
        assertThat(works.closing.resolve(heard.number(), SANA, MONDAY).state()).isEqualTo(Ticket.State.RESOLVED);
        assertThat(rooms.said(ayesha)).hasSize(said + 1);
    }

    @Test
    void whoWaitsIsToldTheirPlaceAndTheUsualTimeOnceThereAreEnoughFigures() {
        Instant later = MONDAY.plus(Duration.ofDays(200));
        Instant day = rooms.calendar.opens(later);
        assertThat(opened(rooms.person("en"), "w0", "how_to_register", day).answer_by())
                .isNull();
        for (int i = 1; i <= 5; i++) {
            Reference number = open(rooms.person("en"), "w" + i, "how_to_register", day);
            works.tickets.answer(number, "So", "Sana", day.plus(Duration.ofMinutes(20L * i)));
        }
        OpenTicketAction.Out out = opened(ayesha, "w9", "how_to_register", day.plusSeconds(9));
        assertThat(out.answer_by()).isEqualTo(day.plusSeconds(9).plus(Duration.ofHours(1)));
        assertThat(out.place()).isPositive();
        ListTicketsAction.Out mine = works.intakes
                .mine
                .run(List.of(ask(ayesha, new ListTicketsAction.In(), day.plusSeconds(60))))
                .getFirst();
        assertThat(mine.items())
                .anyMatch(item -> item.number().equals(out.number())
                        && item.place() == out.place()
                        && item.status().equals("ticket_new"));
    }

    @Test
    void whatTheDeskOpenedByItselfIsNotListedToThePersonUntilSomebodyHasTakenIt() {
        Reference application = rooms.submitted(ayesha, answers("39.39.8.1"), MONDAY);
        Instant late = MONDAY.plus(Duration.ofDays(2));
        Ticket alarm = works.intakes.opening.byStaff(application, Ticket.MISSED_TARGET, "Late", SANA, late);
        database.jdbi()
                .useHandle(handle -> handle.execute("update ticket set source = 'TARGET' where id = ?", alarm.id()));
        assertThat(mine(ayesha, late).count()).isZero();
        works.claims.claim(
                works.intakes.rows.page(ayesha, null, 1_000).getFirst().number(), SANA, late);
        assertThat(mine(ayesha, late).count()).isEqualTo(1);
    }

    @Test
    void theReplyToAnAnswerByACommandJoinsItsTicketUntilTheBotHasTheChatBack() {
        Reference number = open(ayesha, "s8", "other", MONDAY);
        works.tickets.answer(number, "Which company?", "Sana", MONDAY);
        Ticket answered = ticket(number);
        assertThat(works.intakes.holds.of(ayesha)).contains(answered.id());
        works.clockwork.run(MONDAY.plus(Duration.ofHours(24)));
        assertThat(works.intakes.holds.of(ayesha)).contains(answered.id());
        works.clockwork.run(MONDAY.plus(Duration.ofHours(24)).plusSeconds(1));
        assertThat(works.intakes.holds.of(ayesha)).isEmpty();
        assertThat(ticket(number).state()).isEqualTo(Ticket.State.WAITING_USER);

        Reference other = open(ayesha, "s9", "other", MONDAY);
        works.claims.claim(other, SANA, MONDAY);
        works.tickets.answer(number, "And since when?", "Omar", MONDAY);
        assertThat(works.intakes.holds.of(ayesha))
                .as("a colleague has the person")
                .contains(ticket(other).id());
    }

    @Test
    void repliesAtHandAreInThreeLanguagesWithTheSamePlaceholders() {
        CannedReplyRepository canned = new CannedReplyRepository(database.jdbi());
        CannedReplyRepository.CannedReply saved = canned.save(
                0,
                "Wait",
                "Ticket {number} waits.",
                "ٹکٹ {number} انتظار میں ہے۔",
                "Ticket {number} intezar mein hai.",
                SANA,
                MONDAY);
        assertThat(saved.filled("ur", Map.of("number", "TK7M"))).isEqualTo("ٹکٹ \u2068TK7M\u2069 انتظار میں ہے۔");
        assertThat(saved.filled("en", Map.of())).isEqualTo("Ticket ____ waits.");
        assertThatExceptionOfType(RuleViolationException.class)
                .isThrownBy(() -> canned.save(0, "Other", "{number}", "x", "x", SANA, MONDAY));
        assertThatExceptionOfType(RuleViolationException.class)
                .isThrownBy(() -> canned.save(0, "Other", "{name}", "{name}", "{name}", SANA, MONDAY));
        assertThatExceptionOfType(RuleViolationException.class)
                .isThrownBy(() -> canned.save(0, "Wait", "x", "x", "x", SANA, MONDAY));
        canned.delete(saved.id());
        assertThat(canned.find(saved.id())).isEmpty();
    }

    @Test
    void whoLooksAndTypesIsSeenForAShortWhile() {
        TicketViewerRepository presence = new TicketViewerRepository(database.jdbi(), works.intakes.rows);
        long id = ticket(open(ayesha, "p1", "other", MONDAY)).id();
        presence.looks(id, SANA, false, MONDAY);
        presence.looks(id, SANA, true, MONDAY.plusSeconds(5));
        assertThat(presence.of(id, MONDAY.plusSeconds(6)))
                .containsExactly(new TicketViewerRepository.Viewer(SANA, true));
        assertThat(presence.of(id, MONDAY.plusSeconds(26))).isEmpty();
        presence.leaves(id, SANA, MONDAY.plusSeconds(7));
        assertThat(presence.of(id, MONDAY.plusSeconds(7))).isEmpty();
        TicketWorkFixture other = new TicketWorkFixture(rooms);
        other.intakes.feed.look(MONDAY.plusSeconds(8));
        assertThat(other.intakes.told).anyMatch(tickets -> tickets.contains(id));
    }

    @Test
    void holidaysThatStaffKeepAreDaysOff() {
        HolidayRepository holidays = new HolidayRepository(database.jdbi(), Clock.fixed(MONDAY, ZoneOffset.UTC));
        LocalDate eid = LocalDate.of(2027, 3, 10);
        holidays.add(eid, "Eid", "Sana", MONDAY);
        holidays.add(eid, "Eid ul-Fitr", "Omar", MONDAY);
        assertThat(holidays.days()).contains(eid);
        assertThat(holidays.list()).contains(new HolidayRepository.Holiday(eid, "Eid ul-Fitr", "Omar"));
        holidays.remove(eid);
        assertThat(holidays.days()).doesNotContain(eid);
    }

    private ListTicketsAction.Out mine(long person, Instant now) {
        return works.intakes
                .mine
                .run(List.of(ask(person, new ListTicketsAction.In(), now)))
                .getFirst();
    }
}
