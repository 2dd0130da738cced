package pk.rahnuma.staff.signin;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/// Repository of counters of failed tries.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
interface SignInFailureRepository extends GenericRepository<SignInFailureRepository.FailureRow, byte[]> {

    /// A row of the table `staff_failure`.
    ///
    /// @param untilAt time until which the next try has to wait
    @MappedEntity(value = "staff_failure", alias = "f")
    record FailureRow(
            @Id byte[] keyHash,
            int failures,
            Instant lastAt,
            @Nullable Instant untilAt) {}

    Optional<FailureRow> findByKeyHashForUpdate(byte[] keyHash);

    @Query("insert ignore into staff_failure (key_hash, failures, last_at) values (:key, 0, :now)")
    void insertMissing(byte[] key, Instant now);

    void updateFailure(FailureRow failure);

    @Query("update staff_failure set failures = failures - 1, until_at = null where key_hash = :key and failures > 0")
    void revertFailure(byte[] key);

    /// Time of the last failure of the counter at this position, the newest first.
    @Query("select last_at from staff_failure order by last_at desc limit 1 offset :position")
    Optional<Instant> findLastAt(int position);

    void deleteByKeyHash(byte[] keyHash);

    void deleteByLastAtLessThan(Instant lastAt);

    void deleteByLastAtLessThanEquals(Instant lastAt);
}
