package pk.rahnuma.messaging.conversation;

import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import pk.rahnuma.persistence.JdbcExecutor;
import pk.rahnuma.persistence.UtcTimestamps;

/// Last positions of conversations.
@Singleton
public final class ConversationPositionRepository {

    private static final int BATCH_SIZE = 500;

    private final Jdbi jdbi;

    public ConversationPositionRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// @param seq of the last message
    /// @param heldUntil time before which it may not be shown; null, or past, means at once
    record Position(int seq, Instant heldUntil) {}

    /// Positions of existing conversations; one query for every 500.
    Map<Long, Position> findPositions(Collection<Long> conversations) {
        Map<Long, Position> places = HashMap.newHashMap(conversations.size());
        List<Long> all = List.copyOf(conversations);
        for (int from = 0; from < all.size(); from += BATCH_SIZE) {
            read(all.subList(from, Math.min(all.size(), from + BATCH_SIZE)), places);
        }
        return places;
    }

    private void read(List<Long> some, Map<Long, Position> places) {
        JdbcExecutor.withConnection(jdbi, connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("""
                    select id, last_seq, held_until from conversation where id in (%s)
                    """.formatted(JdbcExecutor.placeholders(some.size())))) {
                JdbcExecutor.bindKeys(select, 1, some);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        places.put(rows.getLong(1), new Position(rows.getInt(2), UtcTimestamps.readInstant(rows, 3)));
                    }
                }
            }
            return null;
        });
    }
}
