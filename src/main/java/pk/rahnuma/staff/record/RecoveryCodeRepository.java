package pk.rahnuma.staff.record;

import io.micronaut.data.annotation.Embeddable;
import io.micronaut.data.annotation.EmbeddedId;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.util.List;

/// Repository of hashes of unused recovery codes.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
interface RecoveryCodeRepository
        extends GenericRepository<RecoveryCodeRepository.CodeRow, RecoveryCodeRepository.CodeKey> {

    /// A row of the table `staff_recovery`.
    @MappedEntity(value = "staff_recovery", alias = "r")
    record CodeRow(@EmbeddedId CodeKey key) {}

    /// Primary key.
    @Embeddable
    record CodeKey(
            @MappedProperty("staff_id") long staffId,
            @MappedProperty("code_hash") byte[] codeHash) {}

    void insertAll(List<CodeRow> codes);

    void deleteByKeyStaffId(long staffId);

    /// @return 0 when there is no such unused code
    int deleteByKeyStaffIdAndKeyCodeHash(long staffId, byte[] codeHash);

    int countByKeyStaffId(long staffId);
}
