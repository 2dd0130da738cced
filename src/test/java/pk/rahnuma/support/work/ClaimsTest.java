package pk.rahnuma.support.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static pk.rahnuma.registration.Rooms.MONDAY;
import static pk.rahnuma.registration.Rooms.ask;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import pk.rahnuma.Database;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.audit.AuditChains;
import pk.rahnuma.post.Bot;
import pk.rahnuma.registration.NotPossible;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.registration.Rooms;
import pk.rahnuma.store.Span;
import pk.rahnuma.store.Spread;
import pk.rahnuma.support.Member;
import pk.rahnuma.support.Ticket;
import pk.rahnuma.support.intake.Open;
import pk.rahnuma.support.intake.Stuck;
import pk.rahnuma.support.records.Queue.Filter;
import pk.rahnuma.support.records.TicketFigures;

@OnEachDatabase
class ClaimsTest {

    private static final Member SANA = new Member(11, "Sana");
    private static final Member OMAR = new Member(12, "Omar");

    private final Rooms rooms;
    private final Works works;
    private final long ayesha;

    ClaimsTest(Database database) {
        this.rooms = new Rooms(database);
        this.works = new Works(rooms);
        this.ayesha = rooms.person("en");
    }

    private Reference open(long person, String session, String topic) {
        return Reference.read(works.intakes
                        .open
                        .run(List.of(ask(person, session, new Open.In(topic, "It does not work", ""), MONDAY)))
                        .getFirst()
                        .number())
                .orElseThrow();
    }

    @Test
    void ofTwoWhoClaimAtOnceOneWinsAndTheOtherIsToldWhoHasIt() throws Exception {
        Reference number = open(ayesha, "s1", "other");
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<Claims.Claimed>> both = threads.invokeAll(List.<Callable<Claims.Claimed>>of(
                    () -> works.claims.claim(number, SANA, MONDAY), () -> works.claims.claim(number, OMAR, MONDAY)));
            Claims.Claimed first = both.get(0).get();
            Claims.Claimed second = both.get(1).get();
            assertThat(first.won()).isNotEqualTo(second.won());
            assertThat(first.by()).isEqualTo(second.by());
        }
        assertThat(rooms.said(ayesha)).containsExactly("en ticket_claimed {number=" + number.grouped() + "}");
        assertThat(AuditChains.faults(rooms.audit, ayesha)).isEmpty();
    }

    @Test
    void aClaimCoversThePersonSoThatNobodyElseHasThemByAnotherTicket() {
        Reference first = open(ayesha, "s1", "other");
        Reference second = open(ayesha, "s2", "complaint");
        assertThat(works.claims.claim(first, SANA, MONDAY).won()).isTrue();
        Claims.Claimed lost = works.claims.claim(second, OMAR, MONDAY);
        assertThat(lost.won()).isFalse();
        assertThat(lost.by()).isEqualTo(SANA);
        assertThat(works.claims.claim(second, SANA, MONDAY).won()).isTrue();
    }

    @Test
    void aTransferIsNotHeardByThePersonAndTheOneBeforeCanAnswerNoMore() {
        Reference number = open(ayesha, "s1", "other");
        works.claims.claim(number, SANA, MONDAY);
        Ticket given = works.claims.transfer(number, Hand.own(SANA), OMAR, MONDAY);
        assertThat(given.assignee()).isEqualTo(OMAR);
        assertThat(given.fresh()).isTrue();
        assertThat(rooms.said(ayesha)).hasSize(1);
        assertThatExceptionOfType(NotPossible.class)
                .isThrownBy(() -> works.answers.answer(number, SANA, "x", null, Ticket.State.OPEN, MONDAY))
                .withMessage(number.grouped() + " is Omar’s");
    }

    @Test
    void aHandBackIsRefusedWhereNothingCanTakeOverAndThenTheHumanKeepsIt() {
        Reference number = open(ayesha, "s1", "other");
        works.claims.claim(number, SANA, MONDAY);
        works.intakes.obstacle = "the script is gone";
        assertThatExceptionOfType(NotPossible.class)
                .isThrownBy(() -> works.claims.handBack(number, Hand.own(SANA), MONDAY))
                .withMessage("nothing can take over: the script is gone");
        assertThat(works.intakes.holds.of(ayesha)).isPresent();
        works.intakes.obstacle = null;
        Ticket kept = works.claims.handBack(number, Hand.own(SANA), MONDAY);
        assertThat(kept.assignee()).isEqualTo(SANA);
        assertThat(works.intakes.holds.of(ayesha)).isEmpty();
        assertThat(rooms.said(ayesha)).last().isEqualTo("en ticket_handed_back {number=" + number.grouped() + "}");
    }

    @Test
    void whatThePersonWritesResumesTheClockAndShowsAsNewUntilItsOwnerLooks() {
        Reference number = open(ayesha, "s1", "other");
        works.claims.claim(number, SANA, MONDAY);
        Ticket asked = works.answers
                .answer(number, SANA, "Since when?", null, Ticket.State.WAITING_USER, MONDAY.plusSeconds(600))
                .ticket();
        assertThat(asked.clocks().runsSince()).isNull();
        assertThat(asked.clocks().worked()).isEqualTo(600);
        assertThat(asked.clocks().due()).isNull();
        Instant later = MONDAY.plus(Duration.ofHours(3));
        works.intakes.wrote(asked.id(), later);
        Cases.Case opened = works.cases.open(number, OMAR, later);
        assertThat(opened.ticket().state()).isEqualTo(Ticket.State.OPEN);
        assertThat(opened.ticket().fresh()).isTrue();
        assertThat(opened.ticket().clocks().runsSince()).isEqualTo(later);
        // A P3 has 24 working hours, of which ten minutes are used.
        assertThat(opened.ticket().clocks().due())
                .isEqualTo(rooms.calendar.after(later, Duration.ofHours(24).minusMinutes(10)));
        assertThat(opened.owner()).isEqualTo(Cases.Owner.HUMAN);
        assertThat(works.cases.open(number, SANA, later).ticket().fresh()).isFalse();
    }

    @Test
    void staffSeeWhereThePersonWasStuckAndWhatTheyHaveAnswered() {
        works.intakes.standing = List.of(
                new Bot.Standing("human", "Person", true, "story", "Tell us", 0, 1, 2, MONDAY, List.of()),
                new Bot.Standing(
                        "register-individual",
                        "Register",
                        true,
                        "ips",
                        "Which addresses?",
                        3,
                        12,
                        20,
                        MONDAY,
                        List.of(new Bot.Given("isp", "Company", "Nayatel"))));
        long bilal = rooms.person("en");
        Open.In in = new Open.In("how_to_register", "I am stuck", "");
        Reference number = Reference.read(works.intakes
                        .open
                        .run(List.of(new pk.rahnuma.dialog.Action.Request<>(
                                bilal, "s1", "human", "flow", true, "en", MONDAY, in)))
                        .getFirst()
                        .number())
                .orElseThrow();
        Cases.Case opened = works.cases.open(number, SANA, MONDAY.plusSeconds(60));
        assertThat(opened.summary().stuck())
                .isEqualTo(new Stuck.Place("register-individual", "Register", "ips", "Which addresses?", 3, 12, 20));
        assertThat(opened.summary().asked()).isEqualTo("I am stuck");
        assertThat(opened.summary().waited()).isEqualTo(Duration.ofMinutes(1));
        assertThat(opened.standing()).hasSize(2);
        assertThat(opened.owner()).isEqualTo(Cases.Owner.QUEUED);
        byte[] sealed = works.intakes.rows.stuck(opened.ticket().id()).orElseThrow();
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("addresses");

        TicketFigures figures = new TicketFigures(rooms.database.jdbi());
        Span day = new Span(MONDAY, MONDAY.plus(Duration.ofDays(1)), Duration.ofDays(1), "en");
        assertThat(figures.askedAt("register-individual", day)).containsExactly(Map.entry("ips", 1L));
        assertThat(figures.cases(
                        new TicketFigures.Cases(
                                TicketFigures.By.OPENED,
                                day.from(),
                                day.to(),
                                "en",
                                null,
                                null,
                                "register-individual",
                                "ips"),
                        0,
                        9))
                .extracting(Ticket::number)
                .containsExactly(number);
    }

    @Test
    void howLongATicketWaitedForSomebodyIsKeptOfTheFirstTimeAlone() {
        Instant monday = MONDAY.plus(Duration.ofDays(70));
        Reference number = Reference.read(works.intakes
                        .open
                        .run(List.of(ask(ayesha, "s1", new Open.In("other", "It does not work", ""), monday)))
                        .getFirst()
                        .number())
                .orElseThrow();
        works.claims.claim(number, SANA, monday.plus(Duration.ofMinutes(20)));
        works.claims.release(number, Hand.own(SANA), monday.plus(Duration.ofMinutes(30)));
        works.claims.claim(number, OMAR, monday.plus(Duration.ofMinutes(50)));
        TicketFigures figures = new TicketFigures(rooms.database.jdbi());
        Span day = new Span(monday, monday.plus(Duration.ofDays(1)), Duration.ofDays(1), null);
        assertThat(figures.took(TicketFigures.By.CLAIMED, day))
                .containsExactly(Map.entry(0, new Spread(1, 0, Duration.ofMinutes(20), Duration.ofMinutes(20))));
    }

    @Test
    void anAnswerWithinTheMinuteOfAnotherMemberIsWarnedOf() {
        Reference number = open(ayesha, "s1", "other");
        works.claims.claim(number, SANA, MONDAY);
        works.answers.answer(number, SANA, "Hello", null, Ticket.State.OPEN, MONDAY);
        works.claims.transfer(number, Hand.own(SANA), OMAR, MONDAY);
        assertThat(works.answers.collision(number, OMAR, MONDAY.plusSeconds(30)))
                .contains("Sana");
        assertThat(works.answers.collision(number, SANA, MONDAY.plusSeconds(30)))
                .isEmpty();
        assertThat(works.answers.collision(number, OMAR, MONDAY.plusSeconds(61)))
                .isEmpty();
    }

    @Test
    void theQueueIsByPriorityThenByWhatIsDueAndKnowsItsFilters() {
        Reference third = open(ayesha, "q1", "other");
        Reference second = open(ayesha, "q2", "complaint");
        Reference first = open(ayesha, "q3", "line_blocked");
        works.sorting.tag(third, Hand.own(SANA), "VIP guest", MONDAY);
        works.sorting.snooze(second, Hand.own(SANA), MONDAY.plusSeconds(60), MONDAY);
        List<Reference> own = numbers(Filter.open(), MONDAY);
        assertThat(own).containsSubsequence(first, third).doesNotContain(second);
        assertThat(numbers(Filter.open(), MONDAY.plusSeconds(60))).containsSubsequence(first, second, third);
        assertThat(numbers(Filter.open().tagged("vip guest"), MONDAY))
                .contains(third)
                .doesNotContain(first);
        works.claims.claim(first, SANA, MONDAY);
        assertThat(numbers(Filter.open().of(SANA.id()), MONDAY)).contains(first).doesNotContain(third);
        assertThat(numbers(Filter.open().ofNobody(), MONDAY)).contains(third).doesNotContain(first);
        assertThat(numbers(Filter.open().in(Ticket.State.OPEN), MONDAY))
                .contains(first)
                .doesNotContain(third);
        assertThat(numbers(Filter.open().late(), MONDAY)).doesNotContain(first);
        assertThat(works.queue.counts().get(Ticket.State.OPEN)).isPositive();
    }

    @Test
    void listsOfTheSleepingTheLateAndTheDoneHoldWhatTheySay() {
        Reference sleeps = open(ayesha, "l1", "complaint");
        Reference late = open(ayesha, "l2", "line_blocked");
        Reference first = open(ayesha, "l3", "line_blocked");
        Reference last = open(ayesha, "l4", "something_else");
        works.sorting.snooze(sleeps, Hand.own(SANA), MONDAY.plus(Duration.ofHours(20)), MONDAY);
        Instant soon = MONDAY.plus(Duration.ofMinutes(90));
        assertThat(numbers(Filter.open().asleep(), soon)).contains(sleeps).doesNotContain(late);
        // The first answer of a blocked line is due after an hour, that of a complaint after four.
        assertThat(numbers(Filter.open().late(), soon)).contains(late).doesNotContain(sleeps);
        works.claims.claim(late, SANA, soon);
        works.answers.answer(late, SANA, "Since when?", null, Ticket.State.OPEN, soon);
        assertThat(numbers(Filter.open().late(), soon)).doesNotContain(late);
        works.closing.resolve(first, SANA, soon);
        works.closing.resolve(last, SANA, soon.plusSeconds(60));
        assertThat(numbers(Filter.open().in(Ticket.State.RESOLVED, Ticket.State.CLOSED), soon))
                .containsSubsequence(last, first);
    }

    private List<Reference> numbers(Filter filter, Instant now) {
        return works.queue.list(filter, 0, 1000, now).stream()
                .map(Ticket::number)
                .toList();
    }

    @Test
    void ofTwoTicketsAboutTheSameOneGoesOnWithTheHigherPriority() {
        Reference stays = open(ayesha, "m1", "other");
        Reference goes = open(ayesha, "m2", "line_blocked");
        works.claims.claim(goes, SANA, MONDAY);
        Ticket merged = works.merging.merge(goes, stays, Hand.own(SANA), MONDAY);
        assertThat(merged.priority()).isEqualTo(1);
        assertThat(merged.assignee()).isEqualTo(SANA);
        assertThat(works.intakes.holds.of(ayesha)).contains(merged.id());
        assertThat(works.intakes.rows.find(goes).orElseThrow().mergedInto()).isEqualTo(merged.id());
        Reference others = open(rooms.person("en"), "m3", "other");
        assertThatExceptionOfType(NotPossible.class)
                .isThrownBy(() -> works.merging.merge(others, stays, Hand.own(SANA), MONDAY))
                .withMessage("expected two tickets of the same person");
    }

    @Test
    void mergedTicketsKeepTheEarlierClockAndAreAsBeforeWhenSeparated() {
        Reference stays = open(ayesha, "m4", "something_else");
        Reference goes = open(ayesha, "m5", "line_blocked");
        Ticket before = ticket(stays);
        Ticket urgent = ticket(goes);
        Instant later = MONDAY.plusSeconds(600);
        Ticket merged = works.merging.merge(goes, stays, Hand.own(SANA), later);
        assertThat(merged.clocks().due()).isEqualTo(urgent.clocks().due());
        assertThat(works.cases.open(stays, SANA, later).merged())
                .extracting(part -> part.ticket().number())
                .containsExactly(goes);
        assertThat(works.cases.open(goes, SANA, later).mergedInto()).isEqualTo(stays);
        works.merging.split(goes, Hand.own(SANA), later.plusSeconds(60));
        assertThat(ticket(goes).mergedInto()).isNull();
        assertThat(ticket(goes).state()).isEqualTo(Ticket.State.NEW);
        assertThat(ticket(goes).clocks()).isEqualTo(urgent.clocks());
        assertThat(ticket(stays).priority()).isEqualTo(before.priority());
        assertThat(ticket(stays).clocks()).isEqualTo(before.clocks());
        assertThat(ticket(stays).waitingSince()).isEqualTo(before.waitingSince());
        assertThatExceptionOfType(NotPossible.class).isThrownBy(() -> works.merging.split(goes, Hand.own(SANA), later));
    }

    @Test
    void whatIsAnsweredAfterAMergeStaysAnsweredWhenSeparated() {
        Reference stays = open(ayesha, "m6", "something_else");
        Reference goes = open(ayesha, "m7", "something_else");
        works.claims.claim(stays, SANA, MONDAY);
        works.merging.merge(goes, stays, Hand.own(SANA), MONDAY.plusSeconds(60));
        Instant later = MONDAY.plusSeconds(600);
        works.answers.answer(stays, SANA, "So", null, Ticket.State.WAITING_USER, later);
        works.merging.split(goes, Hand.own(SANA), later.plusSeconds(60));
        assertThat(ticket(stays).state()).isEqualTo(Ticket.State.WAITING_USER);
        assertThat(ticket(stays).assignee()).isEqualTo(SANA);
        assertThat(ticket(stays).clocks().due()).isNull();
        assertThat(ticket(goes).assignee()).isNull();
        assertThat(ticket(goes).clocks().due()).isNotNull();
    }

    private Ticket ticket(Reference number) {
        return works.intakes.rows.find(number).orElseThrow();
    }

    @Test
    void notesAreNotSent() {
        Reference number = open(ayesha, "s1", "other");
        works.sorting.note(number, SANA, "Calls often", MONDAY);
        assertThat(works.cases.open(number, SANA, MONDAY).notes())
                .containsExactly(new Ticket.Note(1, "Sana", "Calls often", MONDAY));
        assertThat(rooms.said(ayesha)).isEmpty();
    }

    @Test
    void everyChangeIsToldAfterItsCommitAndByOtherNodesWhenTheyLook() {
        Reference number = open(ayesha, "s1", "other");
        long id = works.intakes.rows.find(number).orElseThrow().id();
        assertThat(works.intakes.told).anyMatch(tickets -> tickets.contains(id));
        Works other = new Works(rooms);
        other.intakes.feed.look(MONDAY);
        assertThat(other.intakes.told).anyMatch(tickets -> tickets.contains(id));
        other.intakes.told.clear();
        other.intakes.feed.look(MONDAY.plusSeconds(1));
        assertThat(other.intakes.told).isEmpty();
        works.claims.claim(number, SANA, MONDAY.plusSeconds(1));
        other.intakes.feed.look(MONDAY.plusSeconds(1));
        assertThat(other.intakes.told)
                .hasSize(1)
                .first()
                .satisfies(tickets -> assertThat(tickets).contains(id));
    }

    @Test
    void whatBelongsToOneMemberIsForThemAndWhoDistributesTheWork() {
        Reference number = open(ayesha, "s1", "other");
        works.claims.claim(number, SANA, MONDAY);
        Hand omar = Hand.own(OMAR);
        for (ThrowingCallable act : List.<ThrowingCallable>of(
                () -> works.claims.transfer(number, omar, OMAR, MONDAY),
                () -> works.claims.handBack(number, omar, MONDAY),
                () -> works.claims.release(number, omar, MONDAY),
                () -> works.sorting.priority(number, omar, 1, MONDAY),
                () -> works.sorting.snooze(number, omar, MONDAY.plusSeconds(60), MONDAY),
                () -> works.sorting.wake(number, omar, MONDAY),
                () -> works.sorting.tag(number, omar, "mine", MONDAY),
                () -> works.sorting.untag(number, omar, "mine", MONDAY),
                () -> works.merging.merge(number, open(ayesha, "s2", "other"), omar, MONDAY),
                () -> works.merging.merge(open(ayesha, "s3", "other"), number, omar, MONDAY))) {
            assertThatExceptionOfType(NotPossible.class).isThrownBy(act).withMessage(number.grouped() + " is Sana’s");
        }
        works.closing.resolve(number, SANA, MONDAY);
        assertThatExceptionOfType(NotPossible.class)
                .isThrownBy(() -> works.closing.reopen(number, omar, MONDAY))
                .withMessage(number.grouped() + " is Sana’s");

        Hand lead = new Hand(OMAR, true);
        assertThat(works.closing.reopen(number, lead, MONDAY).state()).isEqualTo(Ticket.State.REOPENED);
        assertThat(works.sorting.priority(number, lead, 1, MONDAY).priority()).isEqualTo(1);
        assertThat(works.claims.transfer(number, lead, SANA, MONDAY).assignee()).isEqualTo(SANA);
        works.claims.handBack(number, lead, MONDAY);
        assertThat(works.claims.release(number, lead, MONDAY).assignee()).isNull();
    }
}
