package pk.rahnuma.desk.live;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A page that listens: what it has not been told yet, each thing once, however often it happened.
final class OpenPage {

    private Set<String> untold = new LinkedHashSet<>();
    private boolean closed;

    synchronized void changed(Set<Long> tickets) {
        untold.add("tickets");
        tickets.forEach(ticket -> untold.add("ticket-" + ticket));
    }

    /// Names of what happened since the last time.
    synchronized List<String> take() {
        List<String> names = new ArrayList<>(untold);
        untold = new LinkedHashSet<>();
        return names;
    }

    synchronized void close() {
        closed = true;
    }

    synchronized boolean isClosed() {
        return closed;
    }
}
