package pk.rahnuma.ticket.work;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.registration.DomainFixture.MONDAY;
import static pk.rahnuma.registration.DomainFixture.assertViolation;

import io.micronaut.context.event.ApplicationEventListener;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.audit.AuditChainFixture;
import pk.rahnuma.messaging.conversation.SessionDescriptionService;
import pk.rahnuma.persistence.DurationPercentiles;
import pk.rahnuma.persistence.TimeBuckets;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.TicketCaseFilter;
import pk.rahnuma.ticket.TicketChangeFeed;
import pk.rahnuma.ticket.TicketFilter;
import pk.rahnuma.ticket.TicketStatisticsRepository;
import pk.rahnuma.ticket.TicketsChangedEvent;
import pk.rahnuma.ticket.intake.OpenTicketAction;
import pk.rahnuma.ticket.intake.StuckPositionService;

@OnEachDatabase(always = true)
class TicketAssignmentServiceTest {

    private static final TicketAgent SANA = new TicketAgent(11, "Sana");
    private static final TicketAgent OMAR = new TicketAgent(12, "Omar");

    private final DomainFixture fixture;
    private final TicketWorkFixture works;
    private final long ayesha;

    TicketAssignmentServiceTest(TestDatabase database) {
        this.fixture = new DomainFixture(database);
        this.works = new TicketWorkFixture(fixture);
        this.ayesha = fixture.createPerson("en");
    }

    private Reference open(long person, String topic) {
        return works.intakeFixture.openTicket(person, topic, MONDAY);
    }

    @Test
    void ofTwoSimultaneousClaimsOneWinsAndTheOtherLearnsTheHolder() throws Exception {
        Reference number = open(ayesha, "other");
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<TicketAssignmentService.ClaimResult>> both =
                    threads.invokeAll(List.<Callable<TicketAssignmentService.ClaimResult>>of(
                            () -> works.claims.claimTicket(number, SANA, MONDAY),
                            () -> works.claims.claimTicket(number, OMAR, MONDAY)));
            TicketAssignmentService.ClaimResult first = both.get(0).get();
            TicketAssignmentService.ClaimResult second = both.get(1).get();
            assertThat(first.won()).isNotEqualTo(second.won());
            assertThat(first.by()).isEqualTo(second.by());
        }
        assertThat(fixture.saidTo(ayesha)).containsExactly("en ticket_claimed {number=" + number.toGroupedText() + "}");
        assertThat(AuditChainFixture.faultsOf(fixture.audit, ayesha)).isEmpty();
    }

    @Test
    void aClaimCoversAllTicketsOfThePerson() {
        Reference first = open(ayesha, "other");
        Reference second = open(ayesha, "complaint");
        assertThat(works.claims.claimTicket(first, SANA, MONDAY).won()).isTrue();
        TicketAssignmentService.ClaimResult lost = works.claims.claimTicket(second, OMAR, MONDAY);
        assertThat(lost.won()).isFalse();
        assertThat(lost.by()).isEqualTo(SANA);
        assertThat(works.claims.claimTicket(second, SANA, MONDAY).won()).isTrue();
    }

    @Test
    void aTransferIsNotHeardByThePersonAndTheOneBeforeCanAnswerNoMore() {
        Reference number = open(ayesha, "other");
        works.claims.claimTicket(number, SANA, MONDAY);
        Ticket given = works.claims.transferTicket(number, ActingAgent.forOwnTickets(SANA), OMAR, MONDAY);
        assertThat(given.assignee()).isEqualTo(OMAR);
        assertThat(given.unread()).isTrue();
        assertThat(fixture.saidTo(ayesha)).hasSize(1);
        assertViolation(() -> works.answers.sendAnswer(number, SANA, "x", null, Ticket.State.OPEN, MONDAY))
                .withMessage(number.toGroupedText() + " is Omar’s");
    }

    @Test
    void aSleepingTicketThatIsGivenAwayIsAwake() {
        Reference number = open(ayesha, "other");
        works.claims.claimTicket(number, SANA, MONDAY);
        works.sorting.snoozeTicket(number, ActingAgent.forOwnTickets(SANA), MONDAY.plusSeconds(3600), MONDAY);
        Ticket given = works.claims.transferTicket(number, ActingAgent.forOwnTickets(SANA), OMAR, MONDAY);
        assertThat(given.snoozedUntil()).isNull();
    }

    @Test
    void aHandBackIsRefusedWhereNothingCanTakeOverAndThenTheHumanKeepsIt() {
        Reference number = open(ayesha, "other");
        works.claims.claimTicket(number, SANA, MONDAY);
        works.intakeFixture.obstacle = "the script is gone";
        assertViolation(() -> works.claims.handBackConversation(number, ActingAgent.forOwnTickets(SANA), MONDAY))
                .withMessage("the bot cannot take over: the script is gone");
        assertThat(works.intakeFixture.holds.findHolder(ayesha)).isPresent();
        works.intakeFixture.obstacle = null;
        Ticket kept = works.claims.handBackConversation(number, ActingAgent.forOwnTickets(SANA), MONDAY);
        assertThat(kept.assignee()).isEqualTo(SANA);
        assertThat(works.intakeFixture.holds.findHolder(ayesha)).isEmpty();
        assertThat(fixture.saidTo(ayesha))
                .last()
                .isEqualTo("en ticket_handed_back {number=" + number.toGroupedText() + "}");
    }

    @Test
    void textOfThePersonResumesTheClockAndIsUnreadUntilOpened() {
        Reference number = open(ayesha, "other");
        works.claims.claimTicket(number, SANA, MONDAY);
        Ticket asked = works.answers
                .sendAnswer(number, SANA, "Since when?", null, Ticket.State.WAITING_USER, MONDAY.plusSeconds(600))
                .ticket();
        assertThat(asked.clocks().runsSince()).isNull();
        assertThat(asked.clocks().worked()).isEqualTo(600);
        assertThat(asked.clocks().due()).isNull();
        Instant later = MONDAY.plus(Duration.ofHours(3));
        works.intakeFixture.notifyMessage(asked.id(), later);
        TicketDetailService.TicketDetails opened =
                works.cases.openCase(number, OMAR, TranscriptVisibility.MASKED, later);
        assertThat(opened.ticket().state()).isEqualTo(Ticket.State.OPEN);
        assertThat(opened.ticket().unread()).isTrue();
        assertThat(opened.ticket().clocks().runsSince()).isEqualTo(later);
        // A P3 has 24 working hours, of which ten minutes are used.
        assertThat(opened.ticket().clocks().due())
                .isEqualTo(fixture.calendar.addWorkingTime(
                        later, Duration.ofHours(24).minusMinutes(10)));
        assertThat(opened.owner()).isEqualTo(TicketDetailService.ConversationOwner.HUMAN);
        assertThat(works.cases
                        .openCase(number, SANA, TranscriptVisibility.MASKED, later)
                        .ticket()
                        .unread())
                .isFalse();
    }

    @Test
    void staffSeeWhereThePersonWasStuckAndWhatTheyHaveAnswered() {
        works.intakeFixture.standing = List.of(
                new SessionDescriptionService.SessionState(
                        "human", "Person", true, "story", "Tell us", 0, 1, 2, MONDAY, List.of()),
                new SessionDescriptionService.SessionState(
                        "register-individual",
                        "Register",
                        true,
                        "ips",
                        "Which addresses?",
                        3,
                        12,
                        20,
                        MONDAY,
                        List.of(new SessionDescriptionService.GivenAnswer("isp", "Company", "Nayatel"))));
        long bilal = fixture.createPerson("en");
        OpenTicketAction.In in = new OpenTicketAction.In("how_to_register", "I am stuck", "");
        Reference number = Reference.parseText(works.intakeFixture
                        .open
                        .executeAll(List.of(new pk.rahnuma.dialog.model.Action.Request<>(
                                bilal, "s1", "human", "flow", true, "en", MONDAY, in)))
                        .getFirst()
                        .number())
                .orElseThrow();
        TicketDetailService.TicketDetails opened =
                works.cases.openCase(number, SANA, TranscriptVisibility.MASKED, MONDAY.plusSeconds(60));
        assertThat(opened.summary().stuck())
                .isEqualTo(new StuckPositionService.StuckPosition(
                        "register-individual", "Register", "ips", "Which addresses?", 3, 12, 20));
        assertThat(opened.summary().asked()).isEqualTo("I am stuck");
        assertThat(opened.summary().waited()).isEqualTo(Duration.ofMinutes(1));
        assertThat(opened.standing()).hasSize(2);
        assertThat(opened.owner()).isEqualTo(TicketDetailService.ConversationOwner.QUEUED);
        byte[] sealed =
                works.intakeFixture.rows.findStuckPosition(opened.ticket().id()).orElseThrow();
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("addresses");

        TicketStatisticsRepository figures = fixture.database.getBean(TicketStatisticsRepository.class);
        TimeBuckets day = new TimeBuckets(MONDAY, MONDAY.plus(Duration.ofDays(1)), Duration.ofDays(1), "en");
        assertThat(figures.countByQuestion("register-individual", day)).containsExactly(Map.entry("ips", 1L));
        assertThat(figures.findCases(
                        new TicketCaseFilter(
                                TicketCaseFilter.TicketEvent.OPENED,
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
    void onlyTheFirstWaitingTimeOfATicketIsStored() {
        Instant monday = MONDAY.plus(Duration.ofDays(70));
        Reference number = works.intakeFixture.openTicket(ayesha, "other", monday);
        works.claims.claimTicket(number, SANA, monday.plus(Duration.ofMinutes(20)));
        works.claims.releaseTicket(number, ActingAgent.forOwnTickets(SANA), monday.plus(Duration.ofMinutes(30)));
        works.claims.claimTicket(number, OMAR, monday.plus(Duration.ofMinutes(50)));
        TicketStatisticsRepository figures = fixture.database.getBean(TicketStatisticsRepository.class);
        TimeBuckets day = new TimeBuckets(monday, monday.plus(Duration.ofDays(1)), Duration.ofDays(1), null);
        assertThat(figures.findDurations(TicketCaseFilter.TicketEvent.CLAIMED, day))
                .containsExactly(
                        Map.entry(0, new DurationPercentiles(1, 0, Duration.ofMinutes(20), Duration.ofMinutes(20))));
    }

    @Test
    void anAnswerWithinTheMinuteOfAnotherMemberIsWarnedOf() {
        Reference number = open(ayesha, "other");
        works.claims.claimTicket(number, SANA, MONDAY);
        works.answers.sendAnswer(number, SANA, "Hello", null, Ticket.State.OPEN, MONDAY);
        works.claims.transferTicket(number, ActingAgent.forOwnTickets(SANA), OMAR, MONDAY);
        assertViolation(() -> works.answers.requireNoCollision(number, OMAR, MONDAY.plusSeconds(30)))
                .withMessageContaining("Sana");
        works.answers.requireNoCollision(number, SANA, MONDAY.plusSeconds(30));
        works.answers.requireNoCollision(number, OMAR, MONDAY.plusSeconds(61));
    }

    @Test
    void theQueueIsByPriorityThenByWhatIsDueAndKnowsItsFilters() {
        Reference third = open(ayesha, "other");
        Reference second = open(ayesha, "complaint");
        Reference first = open(ayesha, "line_blocked");
        works.sorting.addTag(third, ActingAgent.forOwnTickets(SANA), "VIP guest", MONDAY);
        works.sorting.snoozeTicket(second, ActingAgent.forOwnTickets(SANA), MONDAY.plusSeconds(60), MONDAY);
        List<Reference> own = numbers(TicketFilter.openTickets(), MONDAY);
        assertThat(own).containsSubsequence(first, third).doesNotContain(second);
        assertThat(numbers(TicketFilter.openTickets(), MONDAY.plusSeconds(60)))
                .containsSubsequence(first, second, third);
        assertThat(numbers(TicketFilter.openTickets().withTag("vip guest"), MONDAY))
                .contains(third)
                .doesNotContain(first);
        works.claims.claimTicket(first, SANA, MONDAY);
        assertThat(numbers(TicketFilter.openTickets().withAssignee(SANA.id()), MONDAY))
                .contains(first)
                .doesNotContain(third);
        assertThat(numbers(TicketFilter.openTickets().withUnassigned(), MONDAY))
                .contains(third)
                .doesNotContain(first);
        assertThat(numbers(TicketFilter.openTickets().withStates(Ticket.State.OPEN), MONDAY))
                .contains(first)
                .doesNotContain(third);
        assertThat(numbers(TicketFilter.openTickets().withOverdue(), MONDAY)).doesNotContain(first);
    }

    @Test
    void listsOfTheSleepingTheLateAndTheDoneHoldWhatTheySay() {
        Reference sleeps = open(ayesha, "complaint");
        Reference late = open(ayesha, "line_blocked");
        Reference first = open(ayesha, "line_blocked");
        Reference last = open(ayesha, "something_else");
        works.sorting.snoozeTicket(sleeps, ActingAgent.forOwnTickets(SANA), MONDAY.plus(Duration.ofHours(20)), MONDAY);
        Instant soon = MONDAY.plus(Duration.ofMinutes(90));
        assertThat(numbers(TicketFilter.openTickets().withSnoozed(), soon))
                .contains(sleeps)
                .doesNotContain(late);
        // The first answer of a blocked line is due after an hour, that of a complaint after four.
        assertThat(numbers(TicketFilter.openTickets().withOverdue(), soon))
                .contains(late)
                .doesNotContain(sleeps);
        works.claims.claimTicket(late, SANA, soon);
        works.answers.sendAnswer(late, SANA, "Since when?", null, Ticket.State.OPEN, soon);
        assertThat(numbers(TicketFilter.openTickets().withOverdue(), soon)).doesNotContain(late);
        works.closing.resolveTicket(first, SANA, soon);
        works.closing.resolveTicket(last, SANA, soon.plusSeconds(60));
        assertThat(numbers(TicketFilter.openTickets().withStates(Ticket.State.RESOLVED, Ticket.State.CLOSED), soon))
                .containsSubsequence(last, first);
    }

    @Test
    void personsWhoWaitForTheDeskComeBeforeThoseWhoMustAnswer() {
        Reference answered = open(ayesha, "line_blocked");
        Reference waits = open(ayesha, "complaint");
        for (Reference number : List.of(answered, waits)) {
            works.claims.claimTicket(number, SANA, MONDAY);
        }
        works.answers.sendAnswer(answered, SANA, "Since when?", null, Ticket.State.WAITING_USER, MONDAY);
        TicketFilter mine = TicketFilter.openTickets().withAssignee(SANA.id());
        assertThat(numbers(mine, MONDAY)).containsSubsequence(waits, answered);
        assertThat(works.queue.countTickets(mine, MONDAY))
                .isEqualTo(numbers(mine, MONDAY).size());
    }

    private List<Reference> numbers(TicketFilter filter, Instant now) {
        return works.queue.listTickets(filter, 0, 1000, now).stream()
                .map(Ticket::number)
                .toList();
    }

    @Test
    void ofTwoTicketsAboutTheSameOneGoesOnWithTheHigherPriority() {
        Reference stays = open(ayesha, "other");
        Reference goes = open(ayesha, "line_blocked");
        works.claims.claimTicket(goes, SANA, MONDAY);
        Ticket merged = works.merging.mergeTickets(goes, stays, ActingAgent.forOwnTickets(SANA), MONDAY);
        assertThat(merged.priority()).isEqualTo(1);
        assertThat(merged.assignee()).isEqualTo(SANA);
        assertThat(works.intakeFixture.holds.findHolder(ayesha)).contains(merged.id());
        assertThat(works.intakeFixture.findTicket(goes).mergedInto()).isEqualTo(merged.id());
        Reference others = open(fixture.createPerson("en"), "other");
        assertViolation(() -> works.merging.mergeTickets(others, stays, ActingAgent.forOwnTickets(SANA), MONDAY))
                .withMessage("expected two tickets of the same person");
    }

    @Test
    void mergedTicketsKeepTheEarlierClockAndAreAsBeforeWhenSeparated() {
        Reference stays = open(ayesha, "something_else");
        Reference goes = open(ayesha, "line_blocked");
        Ticket before = works.intakeFixture.findTicket(stays);
        Ticket urgent = works.intakeFixture.findTicket(goes);
        Instant later = MONDAY.plusSeconds(600);
        Ticket merged = works.merging.mergeTickets(goes, stays, ActingAgent.forOwnTickets(SANA), later);
        assertThat(merged.clocks().due()).isEqualTo(urgent.clocks().due());
        assertThat(works.cases
                        .openCase(stays, SANA, TranscriptVisibility.MASKED, later)
                        .merged())
                .extracting(part -> part.ticket().number())
                .containsExactly(goes);
        assertThat(works.cases
                        .openCase(goes, SANA, TranscriptVisibility.MASKED, later)
                        .mergedInto())
                .isEqualTo(stays);
        works.merging.splitTicket(goes, ActingAgent.forOwnTickets(SANA), later.plusSeconds(60));
        assertThat(works.intakeFixture.findTicket(goes).mergedInto()).isNull();
        assertThat(works.intakeFixture.findTicket(goes).state()).isEqualTo(Ticket.State.NEW);
        assertThat(works.intakeFixture.findTicket(goes).clocks()).isEqualTo(urgent.clocks());
        assertThat(works.intakeFixture.findTicket(stays).priority()).isEqualTo(before.priority());
        assertThat(works.intakeFixture.findTicket(stays).clocks()).isEqualTo(before.clocks());
        assertThat(works.intakeFixture.findTicket(stays).waitingSince()).isEqualTo(before.waitingSince());
        assertViolation(() -> works.merging.splitTicket(goes, ActingAgent.forOwnTickets(SANA), later));
    }

    @Test
    void anAnswerAfterAMergeStaysWhenSeparated() {
        Reference stays = open(ayesha, "something_else");
        Reference goes = open(ayesha, "something_else");
        works.claims.claimTicket(stays, SANA, MONDAY);
        works.merging.mergeTickets(goes, stays, ActingAgent.forOwnTickets(SANA), MONDAY.plusSeconds(60));
        Instant later = MONDAY.plusSeconds(600);
        works.answers.sendAnswer(stays, SANA, "So", null, Ticket.State.WAITING_USER, later);
        works.merging.splitTicket(goes, ActingAgent.forOwnTickets(SANA), later.plusSeconds(60));
        assertThat(works.intakeFixture.findTicket(stays).state()).isEqualTo(Ticket.State.WAITING_USER);
        assertThat(works.intakeFixture.findTicket(stays).assignee()).isEqualTo(SANA);
        assertThat(works.intakeFixture.findTicket(stays).clocks().due()).isNull();
        assertThat(works.intakeFixture.findTicket(goes).assignee()).isNull();
        assertThat(works.intakeFixture.findTicket(goes).clocks().due()).isNotNull();
    }

    @Test
    void notesAreNotSent() {
        Reference number = open(ayesha, "other");
        works.sorting.addNote(number, SANA, "Calls often", MONDAY);
        assertThat(works.cases
                        .openCase(number, SANA, TranscriptVisibility.MASKED, MONDAY)
                        .notes())
                .containsExactly(new Ticket.Note(1, "Sana", "Calls often", MONDAY));
        assertThat(fixture.saidTo(ayesha)).isEmpty();
    }

    /// Records the tickets that this node was notified of.
    @Singleton
    static final class TicketEventRecorder implements ApplicationEventListener<TicketsChangedEvent> {
        private final List<Set<Long>> changed = new CopyOnWriteArrayList<>();

        @Override
        public void onApplicationEvent(TicketsChangedEvent event) {
            changed.add(event.tickets());
        }
    }

    @Test
    void everyChangeIsPublishedAfterItsCommitAndFoundByOtherNodes() {
        Reference number = open(ayesha, "other");
        long id = works.intakeFixture.findTicket(number).id();
        assertThat(fixture.database.getBean(TicketEventRecorder.class).changed)
                .anyMatch(tickets -> tickets.contains(id));
        List<Set<Long>> notified = new ArrayList<>();
        TicketChangeFeed other = new TicketChangeFeed(
                fixture.database.transactions(), works.queue, event -> notified.add(event.tickets()));
        other.pollChanges(MONDAY);
        assertThat(notified).anyMatch(tickets -> tickets.contains(id));
        notified.clear();
        other.pollChanges(MONDAY.plusSeconds(1));
        assertThat(notified).isEmpty();
        works.claims.claimTicket(number, SANA, MONDAY.plusSeconds(1));
        other.pollChanges(MONDAY.plusSeconds(1));
        assertThat(notified)
                .hasSize(1)
                .first()
                .satisfies(tickets -> assertThat(tickets).contains(id));
    }

    @Test
    void aMembersOwnUpdatesGoToThemAndToDistributors() {
        Reference number = open(ayesha, "other");
        works.claims.claimTicket(number, SANA, MONDAY);
        ActingAgent omar = ActingAgent.forOwnTickets(OMAR);
        for (ThrowingCallable act : List.<ThrowingCallable>of(
                () -> works.claims.transferTicket(number, omar, OMAR, MONDAY),
                () -> works.claims.handBackConversation(number, omar, MONDAY),
                () -> works.claims.releaseTicket(number, omar, MONDAY),
                () -> works.sorting.setPriority(number, omar, 1, MONDAY),
                () -> works.sorting.snoozeTicket(number, omar, MONDAY.plusSeconds(60), MONDAY),
                () -> works.sorting.unsnoozeTicket(number, omar, MONDAY),
                () -> works.sorting.addTag(number, omar, "mine", MONDAY),
                () -> works.sorting.removeTag(number, omar, "mine", MONDAY),
                () -> works.merging.mergeTickets(number, open(ayesha, "other"), omar, MONDAY),
                () -> works.merging.mergeTickets(open(ayesha, "other"), number, omar, MONDAY))) {
            assertViolation(act).withMessage(number.toGroupedText() + " is Sana’s");
        }
        works.closing.resolveTicket(number, SANA, MONDAY);
        assertViolation(() -> works.closing.reopenTicket(number, omar, MONDAY))
                .withMessage(number.toGroupedText() + " is Sana’s");

        ActingAgent lead = new ActingAgent(OMAR, true);
        assertThat(works.closing.reopenTicket(number, lead, MONDAY).state()).isEqualTo(Ticket.State.REOPENED);
        assertThat(works.sorting.setPriority(number, lead, 1, MONDAY).priority())
                .isEqualTo(1);
        assertThat(works.claims.transferTicket(number, lead, SANA, MONDAY).assignee())
                .isEqualTo(SANA);
        works.claims.handBackConversation(number, lead, MONDAY);
        assertThat(works.claims.releaseTicket(number, lead, MONDAY).assignee()).isNull();
    }
}
