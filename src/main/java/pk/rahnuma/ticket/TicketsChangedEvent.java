package pk.rahnuma.ticket;

import java.util.Set;

/// Tickets that changed: opened, claimed, answered, written to, viewed, anything that a console shows. It is published
/// on every node: right after a commit of its own node, and within about a second after a commit of another, perhaps
/// twice. A listener must return quickly, and reads the changed tickets and the queue again.
///
/// @param tickets their ids
public record TicketsChangedEvent(Set<Long> tickets) {}
