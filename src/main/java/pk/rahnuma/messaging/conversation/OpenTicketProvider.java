package pk.rahnuma.messaging.conversation;

import java.util.Collection;
import java.util.Map;

/// Finds the ticket that a person's message joins when the bot can do nothing with it.
public interface OpenTicketProvider {

    /// An open ticket that its person knows of.
    ///
    /// @param number grouped for reading
    record OpenTicket(long id, String number) {}

    /// Open tickets by conversation; one query. Of several of one person, the one that waits for them, or else the
    /// newest.
    Map<Long, OpenTicket> findOpenTickets(Collection<Long> conversations);
}
