package pk.rahnuma.console.live;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import pk.rahnuma.registration.decision.PendingProposalService;

/// A page that listens: what it has not been told yet, each thing once, however often it happened.
final class PageSubscription {

    /// What an event says where its name is all.
    private static final String EVENT_DATA = "1";

    private final boolean second;
    private Map<String, String> untold = new LinkedHashMap<>();
    private PendingProposalService.Backlog backlog;
    private boolean closed;

    /// @param second whether it shows what waits for a second look
    PageSubscription(boolean second) {
        this.second = second;
    }

    synchronized void ticketsChanged(Set<Long> tickets) {
        untold.put("tickets", EVENT_DATA);
        tickets.forEach(ticket -> untold.put("ticket-" + ticket, EVENT_DATA));
    }

    boolean showsSecondLook() {
        return second;
    }

    /// Tells the page how many decisions wait, when it does not know yet.
    synchronized void backlogChanged(PendingProposalService.Backlog now) {
        if (second && !now.equals(backlog)) {
            backlog = now;
            untold.put("second-look", Long.toString(now.count()));
        }
    }

    /// What happened since the last time: names, and what is said of each.
    synchronized Map<String, String> takeEvents() {
        Map<String, String> events = untold;
        untold = new LinkedHashMap<>();
        return events;
    }

    synchronized void close() {
        closed = true;
    }

    synchronized boolean isClosed() {
        return closed;
    }
}
