package pk.rahnuma.staff.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.StaffAccountRepository;
import pk.rahnuma.staff.StaffMember;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.staff.notification.StaffNotification.Kind;
import pk.rahnuma.vault.SubjectEncryptionService;

@OnEachDatabase(always = true)
class StaffNotificationServiceTest {

    private static final Instant NOW = Instant.parse("2026-12-07T05:00:00Z");

    private final StaffNotificationService notifications;
    private final StaffAccountRepository accounts;

    StaffNotificationServiceTest(TestDatabase database) {
        this.notifications = database.getBean(StaffNotificationService.class);
        this.accounts = database.getBean(StaffAccountRepository.class);
    }

    private static StaffMember member(String name, StaffRole role, Instant disabledAt) {
        return new StaffMember(
                SubjectEncryptionService.newId(),
                name,
                Set.of(role),
                Set.of("en"),
                Set.of(),
                true,
                true,
                NOW,
                disabledAt);
    }

    private long insert(String name, StaffRole role) {
        accounts.insertAccount(member(name, role, null));
        return accounts.findByName(name).orElseThrow().id();
    }

    private record TestCase(long id, Reference number, long conversation) implements NotifiedCase {}

    private static NotifiedCase ticket() {
        return new TestCase(SubjectEncryptionService.newId(), Reference.forTicket(RandomGenerator.getDefault()), 7);
    }

    @Test
    void ofTwoNamesThatFitTheLongerOneIsMentioned() {
        StaffMember ali = member("Ali", StaffRole.AGENT, null);
        StaffMember aliKhan = member("Ali Khan", StaffRole.AGENT, NOW);
        List<StaffMember> members = List.of(ali, aliKhan);

        assertThat(StaffNotificationService.findMentioned("For @Ali khan.", members))
                .containsExactly(aliKhan);
        assertThat(StaffNotificationService.findMentioned("(@ali), please", members))
                .containsExactly(ali);
        assertThat(StaffNotificationService.findMentioned("For @Alina, or Ali", members))
                .isEmpty();
    }

    @Test
    void anAddressMentionsNoMember() {
        List<StaffMember> members = List.of(member("Ali", StaffRole.AGENT, null));
        assertThat(StaffNotificationService.findMentioned("They write from sana@ali.pk", members))
                .isEmpty();
    }

    @Test
    void aDisabledMemberIsNotNotifiedOfAMention() {
        long nadia = insert("Nadia Gone", StaffRole.AGENT);
        accounts.updateDisabledAt(nadia, NOW);
        notifications.notifyMentioned("See here, @Nadia Gone", 1, ticket(), NOW);
        assertThat(notifications.listNotifications(nadia)).isEmpty();
    }

    @Test
    void theNewestUnreadNotificationOfEachMemberIsFoundWithTheirNumber() {
        long sana = insert("Sana Unread", StaffRole.AGENT);
        long omar = insert("Omar Unread", StaffRole.AGENT);
        NotifiedCase newest = ticket();
        notifications.notifyMember(sana, Kind.ASSIGNED, ticket(), NOW);
        notifications.notifyMember(sana, Kind.REPLY, newest, NOW.plusSeconds(1));
        notifications.notifyMember(omar, Kind.REPLY, newest, NOW);
        notifications.markRead(omar, newest.number(), NOW);

        assertThat(notifications.findUnread(List.of(sana, omar)).values())
                .containsExactly(new StaffNotificationService.UnreadNotifications(
                        sana, 2, NOW.plusSeconds(1), Kind.REPLY, newest.number().symbols()));
    }

    @Test
    void aMemberKeepsTheNewestHundredEvenWhenAllCameAtOnce() {
        long sana = insert("Sana Busy", StaffRole.AGENT);
        long omar = insert("Omar Slow", StaffRole.AGENT);
        for (int i = 0; i < StaffNotificationRepository.MAX_PER_MEMBER + 5; i++) {
            notifications.notifyMember(sana, Kind.ASSIGNED, ticket(), NOW);
        }
        notifications.notifyMember(omar, Kind.ASSIGNED, ticket(), NOW);

        notifications.deleteExpired(NOW);
        assertThat(notifications.countUnread(sana)).isEqualTo(StaffNotificationRepository.MAX_PER_MEMBER);
        assertThat(notifications.countUnread(omar)).isEqualTo(1);
    }

    @Test
    void notificationsAreDeletedAfterThirtyDays() {
        long hina = insert("Hina Away", StaffRole.AGENT);
        notifications.notifyMember(hina, Kind.ASSIGNED, ticket(), NOW);

        notifications.deleteExpired(NOW.plus(Duration.ofDays(30)));
        assertThat(notifications.countUnread(hina)).isEqualTo(1);
        notifications.deleteExpired(NOW.plus(Duration.ofDays(30)).plusMillis(1));
        assertThat(notifications.countUnread(hina)).isZero();
    }
}
