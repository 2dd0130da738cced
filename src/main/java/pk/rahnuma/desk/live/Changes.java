package pk.rahnuma.desk.live;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import pk.rahnuma.registration.decisions.SecondLookService;
import pk.rahnuma.support.TicketListener;

/// Passes on which tickets changed to the pages that are open on this node.
@Singleton
final class Changes implements TicketListener {

    private final Set<OpenPage> pages = ConcurrentHashMap.newKeySet();

    void add(OpenPage page) {
        pages.add(page);
    }

    void remove(OpenPage page) {
        pages.remove(page);
    }

    @Override
    public void changed(Set<Long> tickets) {
        pages.forEach(page -> page.changed(tickets));
    }

    /// Tells the pages that show it how many decisions wait for a second look; asks nothing while there is none.
    void tellWaiting(Supplier<SecondLookService.Backlog> asked) {
        List<OpenPage> shown = pages.stream().filter(OpenPage::showsSecondLook).toList();
        if (!shown.isEmpty()) {
            SecondLookService.Backlog backlog = asked.get();
            shown.forEach(page -> page.waiting(backlog));
        }
    }

    @PreDestroy
    void close() {
        pages.forEach(OpenPage::close);
    }
}
