package pk.rahnuma.ticket.work;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.registration.DomainFixture.MONDAY;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.StaffAccountRepository;
import pk.rahnuma.staff.StaffMember;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.staff.notification.StaffNotification;
import pk.rahnuma.staff.notification.StaffNotificationService;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Notifications of members of staff about their tickets.
@OnEachDatabase
class TicketNotificationTest {

    private final TestDatabase database;
    private final TicketWorkFixture works;
    private final StaffNotificationService notifications;
    private final TicketAgent sana;
    private final TicketAgent omar;
    private final Reference number;

    TicketNotificationTest(TestDatabase database) {
        this.database = database;
        DomainFixture fixture = new DomainFixture(database);
        this.works = new TicketWorkFixture(fixture);
        this.notifications = database.getBean(StaffNotificationService.class);
        this.sana = member("Sana Notified");
        this.omar = member("Omar Khan");
        this.number = works.intakeFixture.openTicket(fixture.createPerson("en"), "line_blocked", MONDAY);
    }

    private TicketAgent member(String name) {
        StaffAccountRepository accounts = database.getBean(StaffAccountRepository.class);
        accounts.insertAccount(new StaffMember(
                SubjectEncryptionService.newId(),
                name,
                Set.of(StaffRole.AGENT),
                Set.of("en"),
                Set.of(),
                false,
                false,
                MONDAY,
                null));
        return new TicketAgent(accounts.findByName(name).orElseThrow().id(), name);
    }

    private List<StaffNotification.Kind> kindsOf(TicketAgent member) {
        return notifications.listNotifications(member.id()).stream()
                .filter(one -> one.number().equals(number))
                .map(StaffNotification::kind)
                .toList();
    }

    private static Instant minute(int minutes) {
        return MONDAY.plus(Duration.ofMinutes(minutes));
    }

    @Test
    void aTicketThatIsGivenNotifiesItsNewMemberAndOneThatIsTakenDoesNot() {
        works.claims.claimTicket(number, sana, MONDAY);
        works.claims.transferTicket(number, new ActingAgent(sana, false), omar, minute(1));

        assertThat(kindsOf(sana)).isEmpty();
        assertThat(kindsOf(omar)).containsExactly(StaffNotification.Kind.ASSIGNED);
    }

    @Test
    void severalRepliesAreOneNotificationUntilItIsRead() {
        works.claims.claimTicket(number, sana, MONDAY);
        long id = works.intakeFixture.findTicket(number).id();
        works.intakeFixture.notifyMessage(id, minute(1));
        works.intakeFixture.notifyMessage(id, minute(2));
        assertThat(kindsOf(sana)).containsExactly(StaffNotification.Kind.REPLY);

        notifications.markRead(sana.id(), number, minute(3));
        works.intakeFixture.notifyMessage(id, minute(4));
        assertThat(kindsOf(sana)).containsExactly(StaffNotification.Kind.REPLY, StaffNotification.Kind.REPLY);
    }

    @Test
    void aNoteNotifiesTheMemberWhomItNames() {
        works.sorting.addNote(number, sana, "@omar khan, please look. Thanks, @" + sana.name(), minute(1));

        assertThat(kindsOf(omar)).containsExactly(StaffNotification.Kind.MENTION);
        assertThat(kindsOf(sana)).isEmpty();
    }

    @Test
    void theAssigneeIsWarnedOnceBeforeATargetIsMissed() {
        works.claims.claimTicket(number, sana, MONDAY);
        works.agentPresence.recordPresence(sana, Set.of(), Set.of(), false, minute(44));
        works.timerService.runTimers(minute(44));
        assertThat(kindsOf(sana)).isEmpty();
        works.timerService.runTimers(minute(46));
        notifications.markRead(sana.id(), number, minute(47));
        works.timerService.runTimers(minute(48));

        assertThat(kindsOf(sana)).containsExactly(StaffNotification.Kind.BREACH_AHEAD);
    }

    @Test
    void aDeletedTicketLeavesNoNotification() {
        works.claims.claimTicket(number, sana, MONDAY);
        long id = works.intakeFixture.findTicket(number).id();
        works.intakeFixture.notifyMessage(id, minute(1));

        database.sql().inTransaction(() -> works.intakeFixture.erasures.deleteTicket(id));

        assertThat(kindsOf(sana)).isEmpty();
    }
}
