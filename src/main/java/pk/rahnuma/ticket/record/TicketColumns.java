package pk.rahnuma.ticket.record;

import java.time.Instant;
import org.jdbi.v3.core.result.RowView;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketAgent;

/// Columns of a ticket, and their mapping.
final class TicketColumns {

    static final String ALL_COLUMNS = """
            id, number, conversation_id, session, application_id, topic, status, source, language, opened_at, answered_at,
            priority, level, assignee_id, assignee, fresh, waiting_since, first_answered_at, first_due_at,
            worked_seconds, runs_since, due_at, alarm_at, breaches, snoozed_until, resolved_at, closes_at, rating,
            merged_into, round
            """;

    /// SQL condition that equals [Ticket#isActive].
    static final String ACTIVE_CONDITION = "merged_into is null and status not in ('RESOLVED', 'CLOSED')";

    private TicketColumns() {}

    static Ticket mapRow(RowView row) {
        Long assignee = row.getColumn("assignee_id", Long.class);
        return new Ticket(
                row.getColumn("id", Long.class),
                new Reference(row.getColumn("number", String.class)),
                row.getColumn("conversation_id", Long.class),
                row.getColumn("session", String.class),
                row.getColumn("application_id", Long.class),
                row.getColumn("topic", String.class),
                Ticket.State.valueOf(row.getColumn("status", String.class)),
                Ticket.Source.valueOf(row.getColumn("source", String.class)),
                row.getColumn("language", String.class),
                row.getColumn("opened_at", Instant.class),
                row.getColumn("answered_at", Instant.class),
                row.getColumn("priority", Integer.class),
                row.getColumn("level", Integer.class),
                assignee == null ? null : new TicketAgent(assignee, row.getColumn("assignee", String.class)),
                row.getColumn("fresh", Boolean.class),
                row.getColumn("waiting_since", Instant.class),
                new Ticket.SlaClocks(
                        row.getColumn("first_answered_at", Instant.class),
                        row.getColumn("first_due_at", Instant.class),
                        row.getColumn("worked_seconds", Long.class),
                        row.getColumn("runs_since", Instant.class),
                        row.getColumn("due_at", Instant.class),
                        row.getColumn("alarm_at", Instant.class),
                        row.getColumn("breaches", Integer.class)),
                row.getColumn("snoozed_until", Instant.class),
                row.getColumn("resolved_at", Instant.class),
                row.getColumn("closes_at", Instant.class),
                row.getColumn("rating", Integer.class),
                row.getColumn("merged_into", Long.class),
                row.getColumn("round", Integer.class));
    }
}
