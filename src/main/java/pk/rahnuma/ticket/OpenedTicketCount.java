package pk.rahnuma.ticket;

/// Number of opened tickets, and the number of these that have kept all their targets so far.
public record OpenedTicketCount(long count, long kept) {}
