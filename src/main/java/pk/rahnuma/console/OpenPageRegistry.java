package pk.rahnuma.console;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import pk.rahnuma.registration.ApplicationsChangedEvent;
import pk.rahnuma.registration.decision.PendingProposalService;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.notification.StaffNotificationService.UnreadNotifications;
import pk.rahnuma.ticket.TicketsChangedEvent;

/// Notifies the open pages on this node of changed tickets and applications.
@Singleton
final class OpenPageRegistry {

    private final Set<PageSubscription> pages = ConcurrentHashMap.newKeySet();

    void addPage(PageSubscription page) {
        pages.add(page);
    }

    void removePage(PageSubscription page) {
        pages.remove(page);
    }

    @EventListener
    void onTicketsChanged(TicketsChangedEvent event) {
        pages.forEach(page -> page.casesChanged("ticket", event.tickets()));
    }

    @EventListener
    void onApplicationsChanged(ApplicationsChangedEvent event) {
        pages.forEach(page -> page.casesChanged("application", event.applications()));
    }

    /// Sends the number of decisions that wait for a second look to the pages that show it; runs no query while there
    /// are none.
    void publishBacklog(Supplier<PendingProposalService.Backlog> asked) {
        List<PageSubscription> shown =
                pages.stream().filter(PageSubscription::showsSecondLook).toList();
        if (!shown.isEmpty()) {
            PendingProposalService.Backlog backlog = asked.get();
            shown.forEach(page -> page.publishState("second-look", backlog, Long.toString(backlog.count())));
        }
    }

    /// Sends their unread notifications to the users of open pages; runs no query while there are none.
    ///
    /// @param reader finds those of members who have any
    void publishNotifications(Function<Set<Long>, Map<Long, UnreadNotifications>> reader) {
        Set<Long> members = pages.stream().map(PageSubscription::member).collect(Collectors.toSet());
        if (!members.isEmpty()) {
            Map<Long, UnreadNotifications> unread = reader.apply(members);
            pages.forEach(page -> {
                String content = formatUnread(unread.get(page.member()));
                page.publishState("notifications", content, content);
            });
        }
    }

    /// Their number and, unless it is 0, the time in milliseconds, the kind and the path of the newest.
    private static String formatUnread(@Nullable UnreadNotifications unread) {
        return unread == null
                ? "0"
                : "%d %d %s %s"
                        .formatted(
                                unread.unread(),
                                unread.createdAt().toEpochMilli(),
                                unread.kind(),
                                ViewContext.casePath(new Reference(unread.caseNumber())));
    }

    @PreDestroy
    void close() {
        pages.forEach(PageSubscription::close);
    }
}
