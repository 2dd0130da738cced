package pk.rahnuma.desk.live;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

    @PreDestroy
    void close() {
        pages.forEach(OpenPage::close);
    }
}
