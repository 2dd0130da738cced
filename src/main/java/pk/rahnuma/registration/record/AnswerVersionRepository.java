package pk.rahnuma.registration.record;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;

/// The table of former, pending and refused answers, sealed. Takes part in the transaction of the thread.
@Singleton
public final class AnswerVersionRepository {

    private final Jdbi jdbi;

    AnswerVersionRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// State of answers that are not in force.
    public enum State {
        /// In force until they were replaced.
        OLD,
        /// Wait for a decision.
        PENDING,
        /// Not accepted.
        REFUSED
    }

    /// A version of the answers.
    ///
    /// @param seq of the event that replaced or brought them
    public record Version(int seq, State state, byte[] answers, Instant at) {}

    void insertVersion(long application, Version version) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into application_version (application_id, seq, state, answers, created_at)
                        values (:application, :seq, :state, :answers, :at)
                        """)
                .bind("application", application)
                .bind("seq", version.seq())
                .bind("state", version.state().name())
                .bind("answers", version.answers())
                .bind("at", version.at())
                .execute());
    }

    Optional<Version> findPending(long application) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select seq, state, answers, created_at from application_version
                        where application_id = :application and state = 'PENDING'
                        """)
                .bind("application", application)
                .map(AnswerVersionRepository::read)
                .findOne());
    }

    /// Versions, the oldest first.
    ///
    /// @param seq after which they begin
    public List<Version> findPage(long application, int seq, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select seq, state, answers, created_at from application_version
                        where application_id = :application and seq > :seq order by seq limit :limit
                        """)
                .bind("application", application)
                .bind("seq", seq)
                .bind("limit", limit)
                .map(AnswerVersionRepository::read)
                .list());
    }

    /// The first submitted answers, once they were replaced; empty while they are in force.
    public Optional<Version> findFirst(long application) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select seq, state, answers, created_at from application_version
                        where application_id = :application and state = 'OLD' order by seq limit 1
                        """)
                .bind("application", application)
                .map(AnswerVersionRepository::read)
                .findOne());
    }

    /// The newest replaced or refused answers, the oldest of them first.
    List<Version> findEarlier(long application, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select seq, state, answers, created_at from application_version
                        where application_id = :application and state <> 'PENDING' order by seq desc limit :limit
                        """)
                        .bind("application", application)
                        .bind("limit", limit)
                        .map(AnswerVersionRepository::read)
                        .list())
                .reversed();
    }

    /// Ends the pending state.
    ///
    /// @param state new state of the pending answers; null when they are now in force and need no copy
    void settlePending(long application, State state) {
        jdbi.useHandle(handle -> {
            String where = " where application_id = :application and state = 'PENDING'";
            var update = state == null
                    ? handle.createUpdate("delete from application_version" + where)
                    : handle.createUpdate("update application_version set state = :state" + where)
                            .bind("state", state.name());
            update.bind("application", application).execute();
        });
    }

    /// Times at which answers were last replaced, by application; without those whose first answers are in force.
    public Map<Long, Instant> findReplacedAt(Collection<Long> applications) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select application_id, max(created_at) replaced_at from application_version
                        where application_id in (<applications>) and state = 'OLD' group by application_id
                        """)
                .bindList("applications", List.copyOf(applications))
                .map((RowView row) -> Map.entry(
                        row.getColumn("application_id", Long.class), row.getColumn("replaced_at", Instant.class)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static Version read(RowView row) {
        return new Version(
                row.getColumn("seq", Integer.class),
                State.valueOf(row.getColumn("state", String.class)),
                row.getColumn("answers", byte[].class),
                row.getColumn("created_at", Instant.class));
    }
}
