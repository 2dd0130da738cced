package pk.rahnuma.ticket;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import pk.rahnuma.persistence.UtcTimestamps;

/// Parts of the SQL that selects tickets, and a query that is put together from conditions. Merged tickets are left
/// out.
final class TicketSelection {

    static final String ALL_COLUMNS = """
            id, number, conversation_id, session, application_id, topic, status, source, language, opened_at, answered_at,
            priority, level, assignee_id, assignee, fresh, waiting_since, first_answered_at, first_due_at,
            worked_seconds, runs_since, due_at, alarm_at, breaches, snoozed_until, resolved_at, closes_at, rating,
            merged_into, round, restraint
            """;

    /// SQL condition that equals [Ticket#isActive].
    static final String ACTIVE_CONDITION = "merged_into is null and status not in ('RESOLVED', 'CLOSED')";

    /// SQL condition of a ticket that counts in figures: neither merged nor spam.
    static final String COUNTED_CONDITION = "merged_into is null and (restraint is null or restraint <> 'SPAM')";

    /// SQL condition of a ticket that is not muted.
    static final String AUDIBLE_CONDITION = "(restraint is null or restraint <> 'MUTE')";

    /// SQL condition that is the opposite of [Ticket#isUnknownToCustomer].
    static final String KNOWN_CONDITION = "(source <> 'STAFF' and topic <> '" + Ticket.STUCK_TOPIC
            + "' or assignee_id is not null or answered_at is not null)";

    /// SQL condition of a ticket whose person had proved nothing, and has not since.
    static final String UNPROVED_CONDITION =
            "exists (select 1 from ticket_unproved u where u.ticket_id = ticket.id and u.removed_at is null)";

    private final List<String> conditions = new ArrayList<>(List.of("merged_into is null"));
    private final List<Object> arguments = new ArrayList<>();

    /// Adds a condition with a placeholder for each value.
    void require(String condition, Object... values) {
        conditions.add(condition);
        Collections.addAll(arguments, values);
    }

    /// Adds a condition unless its value is null.
    void requireUnlessNull(String condition, Object value) {
        if (value != null) {
            require(condition, value);
        }
    }

    List<Ticket> findTickets(JdbcOperations operations, String order, int skip, int limit) {
        String sql = "select " + ALL_COLUMNS + " from ticket where " + String.join(" and ", conditions) + " order by "
                + order + " limit ? offset ?";
        return operations.execute(connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                int position = bindArguments(select);
                select.setInt(position++, limit);
                select.setInt(position, skip);
                return operations
                        .entityStream(select.executeQuery(), Ticket.class)
                        .toList();
            }
        });
    }

    long countTickets(JdbcOperations operations) {
        String sql = "select count(*) from ticket where " + String.join(" and ", conditions);
        return operations.execute(connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                bindArguments(select);
                try (ResultSet count = select.executeQuery()) {
                    count.next();
                    return count.getLong(1);
                }
            }
        });
    }

    /// @return position of the next placeholder
    private int bindArguments(PreparedStatement select) throws SQLException {
        int position = 1;
        for (Object value : arguments) {
            if (value instanceof Instant time) {
                UtcTimestamps.bindInstant(select, position++, time);
            } else {
                select.setObject(position++, value);
            }
        }
        return position;
    }
}
