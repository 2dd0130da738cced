package pk.rahnuma.ticket;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Set;
import pk.rahnuma.staff.notification.StaffNotification;
import pk.rahnuma.staff.notification.StaffNotificationService;

/// Notifies members of staff of what happens in their tickets. Takes part in the transaction of the thread.
@Singleton
public final class AssigneeNotifier {

    private final StaffNotificationService notifications;

    public AssigneeNotifier(StaffNotificationService notifications) {
        this.notifications = notifications;
    }

    /// Notifies the assignee of a ticket, if it has one.
    public void notifyAssignee(Ticket ticket, StaffNotification.Kind kind, Instant now) {
        if (ticket.assignee() != null) {
            notifications.notifyMember(ticket.assignee().id(), kind, ticket, now);
        }
    }

    /// Tickets of which an assignee was warned since a time, by id.
    public Set<Long> findWarned(Instant since) {
        return notifications.findCases(StaffNotification.Kind.BREACH_AHEAD, since);
    }

    /// Notifies the members whom a note names.
    public void notifyMentioned(Ticket ticket, String note, TicketAgent author, Instant now) {
        notifications.notifyMentioned(note, author.id(), ticket, now);
    }
}
