package pk.rahnuma.console;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Subscription of an open page: its pending events, each once, however often it happened.
final class PageSubscription {

    /// Content of an event whose name says everything.
    private static final String NO_CONTENT = "";

    private final long member;
    private final boolean second;
    private Map<String, String> pendingEvents = new LinkedHashMap<>();
    private final Map<String, Object> states = new HashMap<>();
    private boolean closed;

    /// Creates a subscription.
    ///
    /// @param member id of its user
    /// @param second true when the page shows what waits for a second look
    PageSubscription(long member, boolean second) {
        this.member = member;
        this.second = second;
    }

    /// Records changed cases: an event for the lists, as `tickets`, and one for each case, as `ticket-7`.
    ///
    /// @param kind `ticket` or `application`
    synchronized void casesChanged(String kind, Set<Long> ids) {
        pendingEvents.put(kind + "s", NO_CONTENT);
        ids.forEach(id -> pendingEvents.put(kind + "-" + id, NO_CONTENT));
    }

    long member() {
        return member;
    }

    boolean showsSecondLook() {
        return second;
    }

    /// Records an event when the state of which it tells has changed.
    synchronized void publishState(String name, Object state, String content) {
        if (!state.equals(states.put(name, state))) {
            pendingEvents.put(name, content);
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
