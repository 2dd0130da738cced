package pk.rahnuma.ticket.work;

import pk.rahnuma.ticket.TicketAgent;

/// Who does something to a ticket that belongs to one member of staff.
///
/// @param overOthers whether they may do it to tickets of others and of nobody too, as who distributes the work may
public record ActingAgent(TicketAgent member, boolean overOthers) {

    /// Of somebody who may do it to their own tickets alone.
    public static ActingAgent forOwnTickets(TicketAgent member) {
        return new ActingAgent(member, false);
    }

    public String memberName() {
        return member.name();
    }
}
