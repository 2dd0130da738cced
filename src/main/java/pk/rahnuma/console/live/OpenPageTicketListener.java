package pk.rahnuma.console.live;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import pk.rahnuma.registration.decision.PendingProposalService;
import pk.rahnuma.ticket.TicketListener;

/// Passes on which tickets changed to the pages that are open on this node.
@Singleton
final class OpenPageTicketListener implements TicketListener {

    private final Set<PageSubscription> pages = ConcurrentHashMap.newKeySet();

    void addPage(PageSubscription page) {
        pages.add(page);
    }

    void removePage(PageSubscription page) {
        pages.remove(page);
    }

    @Override
    public void onTicketsChanged(Set<Long> tickets) {
        pages.forEach(page -> page.ticketsChanged(tickets));
    }

    /// Tells the pages that show it how many decisions wait for a second look; asks nothing while there is none.
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
