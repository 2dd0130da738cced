package pk.rahnuma.desk.live;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import pk.rahnuma.support.TicketListener;

/// Passes on which tickets changed to the pages that are open on this node.
@Singleton
final class Changes implements TicketListener {

    private final Set<Page> pages = ConcurrentHashMap.newKeySet();

    /// A page that listens.
    interface Page {
        void changed(Set<Long> tickets);

        void close();
    }

    void add(Page page) {
        pages.add(page);
    }

    void remove(Page page) {
        pages.remove(page);
    }

    @Override
    public void changed(Set<Long> tickets) {
        pages.forEach(page -> page.changed(tickets));
    }

    @PreDestroy
    void close() {
        pages.forEach(Page::close);
    }
}
