package pk.rahnuma.console;

import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import pk.rahnuma.registration.ApplicationsChangedEvent;
import pk.rahnuma.registration.decision.PendingProposalService;
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
            shown.forEach(page -> page.backlogChanged(backlog));
        }
    }

    @PreDestroy
    void close() {
        pages.forEach(PageSubscription::close);
    }
}
