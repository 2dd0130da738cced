package pk.rahnuma.ticket;

import java.util.List;

/// Filter of a list; null or false means all.
///
/// @param states empty for all that are not closed
/// @param assignee id of the account
/// @param unassigned only tickets in the queue
/// @param overdue only tickets whose next target is missed now
public record TicketFilter(
        List<Ticket.State> states,
        Long assignee,
        boolean unassigned,
        String language,
        String topic,
        Integer priority,
        boolean overdue,
        String tag,
        SnoozeFilter sleep,
        LaneFilter lane) {

    /// Filter on tickets that are snoozed.
    public enum SnoozeFilter {
        AWAKE,
        ASLEEP,
        ANY
    }

    /// Filter on the lane of unassigned tickets whose persons have proved nothing about themselves.
    public enum LaneFilter {
        /// All tickets but those in that lane.
        NORMAL,
        UNPROVED,
        ANY
    }

    /// Tickets that are not closed, without those in the lane of persons without a proof.
    public static TicketFilter openTickets() {
        return new TicketFilter(
                List.of(), null, false, null, null, null, false, null, SnoozeFilter.AWAKE, LaneFilter.NORMAL);
    }

    public TicketFilter withAssignee(long member) {
        return new TicketFilter(states, member, false, language, topic, priority, overdue, tag, sleep, LaneFilter.ANY);
    }

    public TicketFilter withUnassigned() {
        return new TicketFilter(states, null, true, language, topic, priority, overdue, tag, sleep, lane);
    }

    public TicketFilter withStates(Ticket.State... wanted) {
        return new TicketFilter(
                List.of(wanted), assignee, unassigned, language, topic, priority, overdue, tag, sleep, LaneFilter.ANY);
    }

    public TicketFilter withTag(String wanted) {
        return new TicketFilter(states, assignee, unassigned, language, topic, priority, overdue, wanted, sleep, lane);
    }

    public TicketFilter withSnoozed() {
        return new TicketFilter(
                states,
                assignee,
                unassigned,
                language,
                topic,
                priority,
                overdue,
                tag,
                SnoozeFilter.ASLEEP,
                LaneFilter.ANY);
    }

    public TicketFilter withOverdue() {
        return new TicketFilter(
                states, assignee, unassigned, language, topic, priority, true, tag, SnoozeFilter.ANY, lane);
    }

    /// Unassigned tickets in the lane of persons without a proof.
    public TicketFilter withUnproved() {
        return new TicketFilter(
                states, null, true, language, topic, priority, overdue, tag, sleep, LaneFilter.UNPROVED);
    }
}
