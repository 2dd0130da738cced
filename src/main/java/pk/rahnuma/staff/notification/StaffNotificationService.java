package pk.rahnuma.staff.notification;

import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import pk.rahnuma.persistence.PaddedKeys;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.StaffAccountRepository;
import pk.rahnuma.staff.StaffMember;
import pk.rahnuma.staff.StaffNames;
import pk.rahnuma.staff.StaffPermission;
import pk.rahnuma.staff.notification.StaffNotification.Kind;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Notifies members of staff of what concerns them. A notification that is unread covers further causes of its kind in
/// the same case. Takes part in the transaction of the thread.
@Singleton
public final class StaffNotificationService {

    private static final Duration NOTIFICATION_TTL = Duration.ofDays(30);
    private static final Comparator<StaffMember> LONGEST_NAME_FIRST =
            Comparator.comparing(member -> -member.name().length());

    private final StaffNotificationRepository notifications;
    private final StaffPushRepository messages;
    private final StaffAccountRepository accounts;

    StaffNotificationService(
            StaffNotificationRepository notifications, StaffPushRepository messages, StaffAccountRepository accounts) {
        this.notifications = notifications;
        this.messages = messages;
        this.accounts = accounts;
    }

    /// Unread notifications of a member who has any.
    ///
    /// @param unread their number
    /// @param createdAt time of the newest, like its kind and the number of its case
    @Introspected
    public record UnreadNotifications(long staffId, long unread, Instant createdAt, Kind kind, String caseNumber) {}

    public void notifyMember(long member, Kind kind, NotifiedCase about, Instant now) {
        if (notifications.renewUnread(member, kind, about.id(), now) == 0) {
            notifications.insertNotification(new StaffNotification(
                    SubjectEncryptionService.newId(),
                    member,
                    kind,
                    about.id(),
                    about.number(),
                    about.conversation(),
                    now,
                    null));
        }
        messages.queueMessages(member, kind, about.id(), now);
    }

    /// Notifies the members for whom a condition holds.
    public void notifyMembers(Predicate<StaffMember> condition, Kind kind, NotifiedCase about, Instant now) {
        accounts.listMembers().stream()
                .filter(member -> member.hasPermission(StaffPermission.READ_TICKETS) && condition.test(member))
                .forEach(member -> notifyMember(member.id(), kind, about, now));
    }

    /// Notifies the members whom a note names, `@` and their name, without its author.
    public void notifyMentioned(String note, long author, NotifiedCase about, Instant now) {
        if (note.indexOf('@') >= 0) {
            Set<StaffMember> mentioned = findMentioned(note, accounts.listMembers());
            notifyMembers(member -> member.id() != author && mentioned.contains(member), Kind.MENTION, about, now);
        }
    }

    /// Members whose names follow an `@` that is not part of an address. Of two names that fit, the longer one counts.
    static Set<StaffMember> findMentioned(String note, List<StaffMember> members) {
        Set<StaffMember> mentioned = new HashSet<>();
        String text = StaffNames.comparisonKey(note);
        for (StaffMember member : members.stream().sorted(LONGEST_NAME_FIRST).toList()) {
            String name = "@" + StaffNames.comparisonKey(member.name());
            for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
                if (endsWord(text, at - 1) && endsWord(text, at + name.length())) {
                    mentioned.add(member);
                    text = text.substring(0, at) + " " + text.substring(at + name.length());
                }
            }
        }
        return mentioned;
    }

    /// True when a place is outside of a text, or has no letter and no digit.
    private static boolean endsWord(String text, int place) {
        return place < 0 || place >= text.length() || !Character.isLetterOrDigit(text.charAt(place));
    }

    /// Ids of the cases about which anybody was notified for this reason since a time.
    public Set<Long> findCases(Kind kind, Instant since) {
        return notifications.findCases(kind, since);
    }

    /// Notifications of a member, the newest first.
    public List<StaffNotification> listNotifications(long member) {
        return notifications.findNewest(member);
    }

    public long countUnread(long member) {
        return notifications.countUnread(member);
    }

    /// Unread notifications of these members, by member; a member without any has no entry.
    public Map<Long, UnreadNotifications> findUnread(Collection<Long> members) {
        return notifications.findUnread(PaddedKeys.padKeys(members)).stream()
                .collect(Collectors.toMap(UnreadNotifications::staffId, unread -> unread));
    }

    /// Marks the notifications of a member about a case as read.
    public void markRead(long member, Reference number, Instant now) {
        notifications.markRead(member, number.symbols(), now);
    }

    public void markAllRead(long member, Instant now) {
        notifications.markAllRead(member, now);
    }

    /// Marks the notifications of all members of one kind about a case as read, which needs nothing more.
    public void markDone(long caseId, Kind kind, Instant now) {
        notifications.markDone(caseId, kind, now);
    }

    /// Deletes notifications that are old, of disabled members, or more than a member may have, and messages that were
    /// given up.
    public void deleteExpired(Instant now) {
        messages.deleteQueuedBefore(now.minus(StaffPushJob.MAX_MESSAGE_AGE));
        notifications.deleteExpired(now.minus(NOTIFICATION_TTL));
    }
}
