package pk.rahnuma.console;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import pk.rahnuma.registration.decision.PendingProposalService;

/// Subscription of an open page: its pending events, each once, however often it happened.
final class PageSubscription {

    /// Content of an event whose name says everything.
    private static final String NO_CONTENT = "";

    private final boolean second;
    private Map<String, String> pendingEvents = new LinkedHashMap<>();
    private PendingProposalService.Backlog backlog;
    private boolean closed;

    /// Creates a subscription.
    ///
    /// @param second true when the page shows what waits for a second look
    PageSubscription(boolean second) {
        this.second = second;
    }

    /// Records changed cases: an event for the lists, as `tickets`, and one for each case, as `ticket-7`.
    ///
    /// @param kind `ticket` or `application`
    synchronized void casesChanged(String kind, Set<Long> ids) {
        pendingEvents.put(kind + "s", NO_CONTENT);
        ids.forEach(id -> pendingEvents.put(kind + "-" + id, NO_CONTENT));
    }

    boolean showsSecondLook() {
        return second;
    }

    /// Records the number of waiting decisions when it has changed.
    synchronized void backlogChanged(PendingProposalService.Backlog now) {
        if (second && !now.equals(backlog)) {
            backlog = now;
            pendingEvents.put("second-look", Long.toString(now.count()));
        }
    }

    /// Removes and returns the pending events: their names and contents.
    synchronized Map<String, String> takeEvents() {
        Map<String, String> events = pendingEvents;
        pendingEvents = new LinkedHashMap<>();
        return events;
    }

    synchronized void close() {
        closed = true;
    }

    synchronized boolean isClosed() {
        return closed;
    }
}
