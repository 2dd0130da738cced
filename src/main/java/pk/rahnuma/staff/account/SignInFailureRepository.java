package pk.rahnuma.staff.account;

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

    /// Counter at this position, those of the most failures first, and of them the newest.
    @Query("select f.* from staff_failure f order by f.failures desc, f.last_at desc limit 1 offset :position")
    Optional<FailureRow> findByRank(int position);

    /// Deletes counters of fewer failures, and those of as many that are not newer.
    @Query("delete from staff_failure where failures < :failures or (failures = :failures and last_at <= :lastAt)")
    void deleteFromRank(int failures, Instant lastAt);

    void deleteByKeyHash(byte[] keyHash);

    void deleteByLastAtLessThan(Instant lastAt);
}
