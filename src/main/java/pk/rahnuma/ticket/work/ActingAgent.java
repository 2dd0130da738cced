package pk.rahnuma.ticket.work;

import pk.rahnuma.ticket.TicketAgent;

/// A member of staff who acts on a ticket that may belong to another.
///
/// @param overOthers whether they may act on tickets of others and unassigned ones too, like a supervisor
public record ActingAgent(TicketAgent member, boolean overOthers) {

    /// A member who may act only on their own tickets.
    public static ActingAgent forOwnTickets(TicketAgent member) {
        return new ActingAgent(member, false);
    }

    public String memberName() {
        return member.name();
    }
}
