package pk.rahnuma.ticket;

import java.util.Set;

/// Told of tickets that are not as they were: opened, claimed, answered, written to, looked at, anything that a console
/// shows. A bean of this type hears of all, on every node: what this node did right after its commit, what others did
/// within a second. It carries nothing; what changed is read anew, the queue too.
@FunctionalInterface
public interface TicketListener {

    /// Must return soon, and may be told twice.
    ///
    /// @param tickets their ids
    void onTicketsChanged(Set<Long> tickets);
}
