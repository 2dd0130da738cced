package pk.rahnuma.conversation.report;

import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import pk.rahnuma.dialog.model.TrailEntry;
import pk.rahnuma.persistence.JdbcExecutor;
import pk.rahnuma.persistence.UtcTimestamps;

/// Table `trail`: how persons went through scripts, without their identity.
@Singleton
public class TrailRepository {

    private final Jdbi jdbi;

    public TrailRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// @param language of each entry's conversation
    public void insertTrail(List<TrailEntry> trail, List<String> language, Instant now) {
        if (trail.isEmpty()) {
            return;
        }
        JdbcExecutor.withConnection(jdbi, connection -> {
            try (PreparedStatement insert = connection.prepareStatement("""
                    insert into trail (script, flow, from_step, exit_kind, to_step, reason, language, created_at)
                    values (?, ?, ?, ?, ?, ?, ?, ?)
                    """)) {
                for (int i = 0; i < trail.size(); i++) {
                    TrailEntry step = trail.get(i);
                    insert.setString(1, step.script());
                    insert.setString(2, step.flow());
                    insert.setString(3, step.from());
                    insert.setString(4, step.exit().name());
                    insert.setString(5, step.to());
                    insert.setString(6, step.reason());
                    insert.setString(7, language.get(i));
                    UtcTimestamps.bindInstant(insert, 8, now);
                    insert.addBatch();
                }
                return insert.executeBatch();
            }
        });
    }
}
