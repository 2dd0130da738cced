package pk.rahnuma.registration.record;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Repository of former, pending and refused answers, sealed.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public interface AnswerVersionRepository extends GenericRepository<AnswerVersionRepository.Version, Long> {

    /// State of answers that are not in force.
    enum State {
        /// In force until they were replaced.
        OLD,
        /// Wait for a decision.
        PENDING,
        /// Not accepted.
        REFUSED
    }

    /// A version of the answers.
    ///
    /// @param application whose answers they are
    /// @param seq of the event that replaced or brought them
    @MappedEntity(value = "application_version", alias = "v")
    record Version(
            @MappedProperty("application_id") long application,
            int seq,
            State state,
            byte[] answers,
            @MappedProperty("created_at") Instant at) {}

    void insertVersion(Version version);

    Optional<Version> findByApplicationAndState(long application, State state);

    /// Versions, the oldest first.
    ///
    /// @param after number after which they begin
    @Query("""
            select * from application_version
            where application_id = :application and seq > :after order by seq limit :limit
            """)
    List<Version> findPage(long application, int after, int limit);

    /// The oldest answers in a state. The first submitted ones are `OLD` once they were replaced, and not here while
    /// they are in force.
    Optional<Version> findFirstByApplicationAndStateOrderBySeq(long application, State state);

    /// The newest replaced or refused answers, the newest first.
    @Query("""
            select * from application_version
            where application_id = :application and state <> 'PENDING' order by seq desc limit :limit
            """)
    List<Version> findSettled(long application, int limit);

    void deleteByApplicationAndState(long application, State state);

    @Query("""
            update application_version set state = 'REFUSED'
            where application_id = :application and state = 'PENDING'
            """)
    void refusePending(long application);

    @Introspected
    record ReplacementTime(long application, Instant replacedAt) {}

    @Query("""
            select application_id, max(created_at) as replaced_at from application_version
            where application_id in (:applications) and state = 'OLD' group by application_id
            """)
    List<ReplacementTime> findReplacements(Collection<Long> applications);

    /// Times at which answers were last replaced, by application; without those whose first answers are in force.
    ///
    /// @param applications at least one
    default Map<Long, Instant> findReplacedAt(Collection<Long> applications) {
        return findReplacements(applications).stream()
                .collect(Collectors.toMap(ReplacementTime::application, ReplacementTime::replacedAt));
    }
}
