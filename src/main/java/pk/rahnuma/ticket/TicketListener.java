package pk.rahnuma.ticket;

import java.util.Set;

/// Listens for tickets that changed: opened, claimed, answered, written to, viewed, anything that a console shows. A
/// bean of this type is called on every node: right after a commit of its own node, and within about a second after a
/// commit of another. It gets only ids; the listener reads the changed tickets and the queue again.
@FunctionalInterface
public interface TicketListener {

    /// Must return quickly, and may be called twice for one change.
    ///
    /// @param tickets their ids
    void onTicketsChanged(Set<Long> tickets);
}
