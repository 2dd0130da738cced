package pk.rahnuma.registration.record;

import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Repository of replaced answers of applications, without those about lines ([LineVersionRepository]).
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
interface AnswerVersionRepository extends GenericRepository<AnswerVersionRepository.Version, Long> {

    /// Replaced answers.
    ///
    /// @param application whose answers they are
    /// @param seq of the event that replaced them
    /// @param answers sealed
    @MappedEntity(value = "application_version", alias = "v")
    record Version(
            @MappedProperty("application_id") long application,
            int seq,
            byte[] answers,
            @MappedProperty("created_at") Instant at) {}

    void insertVersion(Version version);

    /// Versions, the oldest first.
    ///
    /// @param after number after which they begin
    @Query("""
            select * from application_version
            where application_id = :application and seq > :after order by seq limit :limit
            """)
    List<Version> findPage(long application, int after, int limit);

    /// The first submitted answers, once they were replaced.
    Optional<Version> findFirstByApplicationOrderBySeq(long application);

    /// The newest replaced answers, the newest first.
    @Query("select * from application_version where application_id = :application order by seq desc limit :limit")
    List<Version> findNewest(long application, int limit);
}
