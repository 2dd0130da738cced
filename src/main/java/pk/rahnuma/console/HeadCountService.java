package pk.rahnuma.console;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import pk.rahnuma.registration.decision.PendingProposalService;
import pk.rahnuma.staff.StaffPermission;
import pk.rahnuma.staff.notification.StaffNotificationService;

/// Counts what the head of a page shows: decisions that wait for a second member of staff, and notifications. Polls for
/// those stored on any node, and notifies the open pages on this node.
@Singleton
final class HeadCountService {

    private final OpenPageRegistry openPages;
    private final PendingProposalService pendingProposals;
    private final StaffNotificationService notifications;

    HeadCountService(
            OpenPageRegistry openPages,
            PendingProposalService pendingProposals,
            StaffNotificationService notifications) {
        this.openPages = openPages;
        this.pendingProposals = pendingProposals;
        this.notifications = notifications;
    }

    @Scheduled(initialDelay = "1s", fixedDelay = "1s")
    void publishCounts() {
        if (pendingProposals.isEnabled()) {
            openPages.publishBacklog(pendingProposals::countBacklog);
        }
        openPages.publishNotifications(notifications::findUnread);
    }

    /// Number of decisions that wait for a second member of staff; null when the viewer may not confirm any.
    Long countSecondLooks(ConsoleUser viewer) {
        boolean shown =
                viewer != null && viewer.hasPermission(StaffPermission.APPROVE_SECOND) && pendingProposals.isEnabled();
        return shown ? pendingProposals.countBacklog().count() : null;
    }

    /// Number of unread notifications of the viewer.
    long countUnread(ConsoleUser viewer) {
        return viewer == null ? 0 : notifications.countUnread(viewer.id());
    }
}
