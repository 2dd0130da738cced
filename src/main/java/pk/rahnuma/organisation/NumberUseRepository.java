package pk.rahnuma.organisation;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/// Repository of the numbers that applications of organisations named, until [RegistrationNumberService] has looked for
/// other organisations with them.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
interface NumberUseRepository extends GenericRepository<NumberUseRepository.NumberUseRow, Long> {

    /// A row of the table `organisation_number_use`.
    ///
    /// @param secpHash keyed hash, or null
    /// @param ntnHash keyed hash, or null
    @MappedEntity(value = "organisation_number_use", alias = "u")
    record NumberUseRow(
            @Id long id,
            long organisationId,
            @Nullable byte[] secpHash,
            @Nullable byte[] ntnHash,
            Instant createdAt) {}

    void insertAll(List<NumberUseRow> rows);

    /// The oldest ones.
    @Query("select * from organisation_number_use order by created_at, id limit :limit")
    List<NumberUseRow> findOldest(int limit);

    /// @return 0 when it was already deleted
    int deleteById(long id);
}
