package pk.rahnuma.ticket;

import java.time.Instant;

/// Filter of the tickets behind a figure.
///
/// @param language null for all
/// @param rating null for all
/// @param kept true for tickets that kept all their targets, false for those that missed one; null for both
/// @param script the form at which they were opened; null for all
/// @param step the question at which they were opened; null for all
public record TicketCaseFilter(
        TicketEvent by,
        Instant from,
        Instant to,
        String language,
        Integer rating,
        Boolean kept,
        String script,
        String step) {

    /// The event by which a ticket belongs to a period.
    public enum TicketEvent {
        OPENED("opened_at", null),
        /// First claim by a member of staff.
        CLAIMED("first_claimed_at", "claim_seconds"),
        ANSWERED("first_answered_at", "first_seconds"),
        RESOLVED("resolved_at", "worked_seconds"),
        /// Time since which the person waits for the desk.
        WAITING("waiting_since", null);

        final String column;
        /// Column of the duration; null when there is none.
        final String seconds;

        TicketEvent(String column, String seconds) {
            this.column = column;
            this.seconds = seconds;
        }
    }
}
