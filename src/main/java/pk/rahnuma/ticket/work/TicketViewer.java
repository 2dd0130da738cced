package pk.rahnuma.ticket.work;

import pk.rahnuma.ticket.TicketAgent;

/// A member of staff who has a ticket open.
public record TicketViewer(TicketAgent member, boolean typing) {}
