package pk.rahnuma.registration.record;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/// Repository of answers about lines that are not in force.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
interface LineVersionRepository extends GenericRepository<LineVersionRepository.VersionRow, Long> {

    /// A row of the table `line_version`.
    ///
    /// @param seq of the event that replaced or refused them
    /// @param answers sealed
    @MappedEntity(value = "line_version", alias = "v")
    record VersionRow(long lineId, int seq, AnswerState state, byte[] answers, Instant createdAt) {}

    /// A version, with the number of its line.
    @Introspected
    record NumberedVersion(long lineId, int number, int seq, AnswerState state, byte[] answers, Instant createdAt) {}

    /// Time at which a line of an application was last replaced.
    @Introspected
    record ReplacementTime(long application, Instant replacedAt) {}

    void insertAll(List<VersionRow> rows);

    /// The newest versions of the lines of an application, the newest first.
    @Query("""
            select v.line_id, l.number, v.seq, v.state, v.answers, v.created_at
            from line l join line_version v on v.line_id = l.id
            where l.application_id = :application order by v.seq desc, l.number limit :limit
            """)
    List<NumberedVersion> findNewest(long application, int limit);

    /// A page of the versions of the lines of an application, the oldest first.
    ///
    /// @param after number of the event after which it begins, with that of the line
    @Query("""
            select v.line_id, l.number, v.seq, v.state, v.answers, v.created_at
            from line l join line_version v on v.line_id = l.id
            where l.application_id = :application and (v.seq > :after or v.seq = :after and l.number > :number)
            order by v.seq, l.number limit :limit
            """)
    List<NumberedVersion> findPage(long application, int after, int number, int limit);

    /// Times at which a line of these applications was last replaced; without those whose first answers are in force.
    ///
    /// @param applications at least one
    @Query("""
            select l.application_id as application, max(v.created_at) as replaced_at
            from line l join line_version v on v.line_id = l.id
            where l.application_id in (:applications) and v.state = 'OLD' group by l.application_id
            """)
    List<ReplacementTime> findReplacements(Collection<Long> applications);
}
