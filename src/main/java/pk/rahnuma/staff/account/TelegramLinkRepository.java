package pk.rahnuma.staff.account;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/// Repository of linked Telegram accounts.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
interface TelegramLinkRepository extends GenericRepository<TelegramLinkRepository.LinkRow, Long> {

    /// A row of the table `staff_chat`.
    @MappedEntity(value = "staff_chat", alias = "c")
    record LinkRow(@Id long staffId, byte[] userHash, Instant linkedAt) {}

    Optional<Long> findStaffIdByUserHash(byte[] userHash);

    boolean existsByStaffId(long staffId);

    void insertLink(LinkRow link);

    /// @return 0 when none was linked
    int deleteByStaffId(long staffId);

    void deleteByStaffIdOrUserHash(long staffId, byte[] userHash);
}
