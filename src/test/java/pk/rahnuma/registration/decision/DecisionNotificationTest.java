package pk.rahnuma.registration.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static pk.rahnuma.registration.DomainFixture.MONDAY;
import static pk.rahnuma.registration.DomainFixture.mobileAnswers;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.DecisionReason;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.shared.OperatingMode;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.StaffAccountRepository;
import pk.rahnuma.staff.StaffMember;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.staff.notification.StaffNotification.Kind;
import pk.rahnuma.staff.notification.StaffNotificationService;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Notifications of members of staff about decisions that wait.
@OnEachDatabase
class DecisionNotificationTest {

    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final ApplicationDecision VERIFY = new ApplicationDecision(LineTransition.VERIFY);
    private static final ApplicationDecision REFUSE =
            new ApplicationDecision(LineTransition.REFUSE, List.of(DecisionReason.INCOMPLETE_FORM), "Sorry.", null);
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final DomainFixture fixture;
    private final ApplicationDecisionService decisions;
    private final DueDecisionJob job;
    private final StaffNotificationService notifications;
    private final StaffAccountRepository accounts;
    private final int next = NUMBERS.incrementAndGet();
    private final String author = "Erum " + next;
    private final String approver = "Danish " + next;
    private final Reference reference;

    DecisionNotificationTest(TestDatabase database) {
        this.fixture = new DomainFixture(database);
        this.decisions = DecisionFixture.decisions(fixture, OperatingMode.ASSISTANCE, List.of("refuse"));
        this.job = new DueDecisionJob(database.getBean(DecisionProposalRepository.class), decisions, Clock.systemUTC());
        this.notifications = database.getBean(StaffNotificationService.class);
        this.accounts = database.getBean(StaffAccountRepository.class);
        insertMember(author, StaffRole.SUPERVISOR);
        insertMember(approver, StaffRole.SUPERVISOR);
        this.reference = fixture.submitApplication(
                fixture.createPerson("en"), mobileAnswers("+92304%07d".formatted(next)), MONDAY);
    }

    private void insertMember(String name, StaffRole role) {
        accounts.insertAccount(new StaffMember(
                SubjectEncryptionService.newId(),
                name,
                Set.of(role),
                Set.of("en"),
                Set.of(),
                true,
                true,
                MONDAY,
                null));
    }

    /// Kinds of the notifications of a member about the application, and whether they are unread.
    private List<Tuple> notificationsOf(String name) {
        return notifications
                .listNotifications(accounts.findByName(name).orElseThrow().id())
                .stream()
                .filter(one -> one.number().equals(reference))
                .map(one -> tuple(one.kind(), one.isUnread()))
                .toList();
    }

    private Application stored() {
        return fixture.applications.findApplication(reference).orElseThrow();
    }

    private String propose() {
        decisions.decide(reference, REFUSE, author, MONDAY);
        return decisions.findProposal(stored()).orElseThrow().id();
    }

    private void withdrawAsApplicant() {
        DecisionFixture.applyAsApplicant(fixture, stored().conversation(), reference, LineTransition.WITHDRAW, MONDAY);
        job.makeDueDecisions(MONDAY.plus(PAUSE));
    }

    @Test
    void aProposalNotifiesThoseWhoMayConfirmItAndNotItsAuthor() {
        String reviewer = "Bushra " + next;
        insertMember(reviewer, StaffRole.REVIEWER);
        propose();
        assertThat(notificationsOf(approver)).containsExactly(tuple(Kind.SECOND_LOOK, true));
        assertThat(notificationsOf(author)).isEmpty();
        assertThat(notificationsOf(reviewer)).isEmpty();
    }

    @Test
    void aConfirmedProposalNeedsNoSecondLookUntilItsConfirmationIsTakenBack() {
        String confirmed = decisions
                .scheduleConfirmation(reference, propose(), approver, PAUSE, MONDAY)
                .orElseThrow()
                .id();
        assertThat(notificationsOf(approver)).containsExactly(tuple(Kind.SECOND_LOOK, false));
        decisions.withdrawProposal(reference, confirmed, approver, MONDAY.plusSeconds(1));
        assertThat(notificationsOf(approver))
                .containsExactly(tuple(Kind.SECOND_LOOK, true), tuple(Kind.SECOND_LOOK, false));
    }

    @Test
    void theAuthorOfADecisionIsNotifiedWhenTheApplicationChangesBeforeItsTime() {
        decisions.scheduleDecision(reference, VERIFY, stored().events(), author, PAUSE, MONDAY);
        withdrawAsApplicant();
        assertThat(notificationsOf(author)).containsExactly(tuple(Kind.DROPPED, true));
    }

    @Test
    void aProposalIsDroppedWhenTheApplicationChangesAndItsAuthorIsNotified() {
        propose();
        withdrawAsApplicant();
        assertThat(notificationsOf(author)).containsExactly(tuple(Kind.DROPPED, true));
        assertThat(notificationsOf(approver)).containsExactly(tuple(Kind.SECOND_LOOK, false));
    }
}
