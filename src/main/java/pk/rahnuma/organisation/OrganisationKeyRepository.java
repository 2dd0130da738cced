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
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import pk.rahnuma.vault.SealedColumn;
import pk.rahnuma.vault.SealedColumnProvider;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Repository of keys. The lock of the organisation covers its rows.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
abstract class OrganisationKeyRepository
        implements GenericRepository<OrganisationKeyRepository.KeyRow, Long>, SealedColumnProvider {

    private static final SealedColumn NAME_COLUMN =
            new SealedColumn("organisation_key", "name", 400, List.of("id"), "t.organisation_id");

    private final SubjectEncryptionService vault;

    OrganisationKeyRepository(SubjectEncryptionService vault) {
        this.vault = vault;
    }

    /// A row of the table `organisation_key`.
    ///
    /// @param id also that of its conversation
    /// @param name sealed
    /// @param scopes words, with spaces between them
    /// @param madeBy 0 once that person was erased
    @MappedEntity(value = "organisation_key", alias = "k")
    record KeyRow(
            @Id long id,
            long organisationId,
            long chatId,
            byte[] name,
            String scopes,
            String beginning,
            byte[] keyHash,
            @Nullable byte[] oldHash,
            @Nullable Instant oldUntil,
            long madeBy,
            Instant createdAt,
            Instant expiresAt,
            @Nullable LocalDate usedOn) {

        Set<KeyScope> scopeSet() {
            return Arrays.stream(scopes.split(" "))
                    .flatMap(word -> KeyScope.parseWord(word).stream())
                    .collect(Collectors.toSet());
        }
    }

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(NAME_COLUMN);
    }

    byte[] hashSecret(String secret) {
        return vault.keyedHash("organisation key", secret);
    }

    byte[] sealName(long organisation, long id, String name) {
        return vault.seal(NAME_COLUMN.placeAt(organisation, id), name);
    }

    String openName(KeyRow row) {
        return vault.openText(NAME_COLUMN.placeAt(row.organisationId(), row.id()), row.name());
    }

    abstract void insertAll(List<KeyRow> rows);

    /// The key with this secret that works now.
    @Query("""
            select k.* from organisation_key k
            where (k.key_hash = :hash or k.old_hash = :hash and k.old_until > :now) and k.expires_at > :now
            """)
    abstract Optional<KeyRow> findWorking(byte[] hash, Instant now);

    @Query("select k.* from organisation_key k where k.organisation_id = :organisation order by k.created_at desc, k.id"
            + " limit " + OrganisationKeyService.MAX_KEYS_PER_ORGANISATION)
    abstract List<KeyRow> findNewest(long organisation);

    @Query("select k.* from organisation_key k where k.made_by = :person order by k.created_at, k.id limit "
            + OrganisationKeyService.MAX_EXPORTED_KEYS)
    abstract List<KeyRow> findByMaker(long person);

    @Query("select id from organisation_key where id in (:ids)")
    abstract Set<Long> findIds(Collection<Long> ids);

    /// Replaces the secret; the one before works on for a time.
    @Query("""
            update organisation_key
            set old_hash = :oldHash, old_until = :oldUntil, key_hash = :hash, beginning = :beginning, expires_at = :expires
            where id = :id
            """)
    abstract void updateSecret(
            long id, byte[] oldHash, Instant oldUntil, byte[] hash, String beginning, Instant expires);

    @Query("update organisation_key set used_on = :today where id = :id and (used_on is null or used_on < :today)")
    abstract void markUsed(long id, LocalDate today);

    @Query("update organisation_key set made_by = 0 where made_by = :person")
    abstract void forgetMaker(long person);

    abstract void deleteById(long id);

    abstract void deleteByOrganisationId(long organisation);
}
