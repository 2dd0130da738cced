package pk.rahnuma.person.signin;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import pk.rahnuma.vault.SealedColumn;
import pk.rahnuma.vault.SealedColumnProvider;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Repository of sign-ins that were begun. They are kept for a day, by which the codes of an address are counted.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public abstract class SignInRepository
        implements GenericRepository<SignInRepository.SignInRow, Long>, SealedColumnProvider {

    /// Person of a sign-in while none is known: the address is sealed under the key of the installation.
    static final long NO_PERSON = SubjectEncryptionService.SYSTEM_SUBJECT;

    private static final SealedColumn ADDRESS_COLUMN =
            new SealedColumn("person_sign_in", "address", 400, List.of("id"), "t.person_id");

    private final SubjectEncryptionService vault;

    SignInRepository(SubjectEncryptionService vault) {
        this.vault = vault;
    }

    /// A row of the table `person_sign_in`.
    ///
    /// @param personId [#NO_PERSON] while none is known
    /// @param addressHash by which codes are counted; null when the person proves no address
    /// @param address sealed; empty when there is none to be stored for the person
    /// @param codeHash null while there is no code, or when it was not sent
    @MappedEntity(value = "person_sign_in", alias = "s")
    record SignInRow(
            @Id long id,
            long personId,
            SignInMethod method,
            @Nullable byte[] addressHash,
            byte[] address,
            @Nullable byte[] codeHash,
            int tries,
            Instant createdAt,
            @Nullable Instant usedAt) {

        /// Copy with a person and a code.
        SignInRow assignTo(long person, byte[] code) {
            return new SignInRow(id, person, method, addressHash, address, code, tries, createdAt, usedAt);
        }
    }

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(ADDRESS_COLUMN);
    }

    abstract Optional<SignInRow> findById(long id);

    abstract List<SignInRow> findByIdIn(Collection<Long> ids);

    abstract void insertAll(List<SignInRow> rows);

    @Query("""
            select count(*) from person_sign_in
            where address_hash = :hash and created_at > :since and code_hash is not null
            """)
    abstract long countCodesSince(byte[] hash, Instant since);

    /// Takes its code from a sign-in, so that none is right for it.
    @Query("update person_sign_in set code_hash = null where id = :id")
    abstract void removeCode(long id);

    /// Counts a try, if another one is allowed.
    @Query("""
            update person_sign_in set tries = tries + 1
            where id = :id and used_at is null and tries < :maxTries and created_at > :since
            """)
    abstract int countTry(long id, int maxTries, Instant since);

    /// Gives sign-ins that have no person yet, or the same one, their person and a code.
    @Query("""
            update person_sign_in set person_id = :personId, code_hash = :codeHash
            where id = :id and used_at is null and person_id in (0, :personId)
            """)
    abstract void assignPersons(List<SignInRow> rows);

    @Query("""
            update person_sign_in set person_id = :person, address_hash = :addressHash, code_hash = :codeHash
            where id = :id
            """)
    abstract void assignPerson(long id, long person, byte[] addressHash, byte[] codeHash);

    /// Uses a sign-in up, once. Its last try was right, so it does not count.
    @Query("update person_sign_in set used_at = :now, tries = tries - 1 where id = :id and used_at is null")
    abstract int markUsed(long id, Instant now);

    @Query("select id from person_sign_in where created_at < :before limit :limit")
    abstract List<Long> findExpired(Instant before, int limit);

    abstract void deleteByIdIn(Collection<Long> ids);

    /// Deletes sign-ins of a person, and those by their addresses.
    @Query("""
            delete from person_sign_in where person_id = :person
            or address_hash in (select address_hash from person_identity where person_id = :person)
            """)
    abstract void deleteByPerson(long person);

    /// Stores a sign-in for which no code was made yet, since its person comes to fetch it.
    void insertWithoutCode(long id, SignInMethod method, Instant now) {
        insertAll(List.of(new SignInRow(id, NO_PERSON, method, null, new byte[0], null, 0, now, null)));
    }

    /// Stores a sign-in of a known person, once: its id is made of what proved it.
    ///
    /// @return 0 when it is stored already
    @Query("""
            insert ignore into person_sign_in (id, person_id, method, address, tries, created_at)
            values (:id, :person, :method, '', 1, :now)
            """)
    abstract int insertOnce(long id, long person, SignInMethod method, Instant now);

    void insertSignIn(
            StartedSignIn started, SignInMethod method, byte[] addressHash, String address, byte[] code, Instant now) {
        byte[] sealed = vault.seal(ADDRESS_COLUMN.placeAt(NO_PERSON, started.id()), address);
        insertAll(List.of(new SignInRow(started.id(), NO_PERSON, method, addressHash, sealed, code, 0, now, null)));
    }

    /// Deletes sign-ins that no longer count, at most `limit`.
    int deleteExpired(Instant now, int limit) {
        List<Long> expired = findExpired(now.minus(PersonSignInService.COUNTING_PERIOD), limit);
        if (!expired.isEmpty()) {
            deleteByIdIn(expired);
        }
        return expired.size();
    }

    /// Address to be stored for the person; empty when there is none.
    String openAddress(SignInRow row) {
        return row.address().length == 0
                ? ""
                : vault.openText(ADDRESS_COLUMN.placeAt(row.personId(), row.id()), row.address());
    }
}
