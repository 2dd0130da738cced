package pk.rahnuma.ticket.work;

import pk.rahnuma.ticket.TicketAgent;

/// A member of staff who has a ticket or application open.
public record CaseViewer(TicketAgent member, boolean typing) {}
