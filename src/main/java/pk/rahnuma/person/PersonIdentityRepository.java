package pk.rahnuma.person;

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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import pk.rahnuma.persistence.PaddedKeys;
import pk.rahnuma.vault.SealedColumn;
import pk.rahnuma.vault.SealedColumnProvider;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.SubjectKeyRing;

/// Repository of the addresses that persons have proved. An address belongs to one person.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public abstract class PersonIdentityRepository
        implements GenericRepository<PersonIdentityRepository.IdentityRow, Long>, SealedColumnProvider {

    /// Maximum addresses of a person.
    public static final int MAX_IDENTITIES_PER_PERSON = 10;

    private static final SealedColumn ADDRESS_COLUMN =
            new SealedColumn("person_identity", "address", 400, List.of("id"), "t.person_id");

    private final SubjectEncryptionService vault;

    PersonIdentityRepository(SubjectEncryptionService vault) {
        this.vault = vault;
    }

    /// A row of the table `person_identity`.
    ///
    /// @param address sealed
    @MappedEntity(value = "person_identity", alias = "i")
    record IdentityRow(
            @Id long id, long personId, IdentityKind kind, byte[] addressHash, byte[] address, Instant verifiedAt) {}

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(ADDRESS_COLUMN);
    }

    @Query("select person_id from person_identity where address_hash = :hash")
    abstract Optional<Long> findPersonId(byte[] hash);

    @Query("select i.* from person_identity i where i.person_id = :person order by i.verified_at, i.id limit "
            + MAX_IDENTITIES_PER_PERSON)
    abstract List<IdentityRow> findOldest(long person);

    @Query("select distinct person_id from person_identity where person_id in (:persons)")
    abstract Set<Long> findPersonIds(Collection<Long> persons);

    abstract List<IdentityRow> findByPersonIdIn(Collection<Long> persons);

    public abstract long countByPersonId(long personId);

    @Query("""
            insert ignore into person_identity (id, person_id, kind, address_hash, address, verified_at)
            values (:id, :personId, :kind, :addressHash, :address, :verifiedAt)
            """)
    abstract void insertMissing(IdentityRow row);

    @Query("update person_identity set verified_at = :now where person_id = :person and address_hash = :hash")
    abstract void updateVerified(long person, byte[] hash, Instant now);

    @Query("update person_identity set person_id = :other where person_id = :person")
    public abstract void moveIdentities(long person, long other);

    /// @return 0 when the person has no such address
    public abstract int deleteByIdAndPersonId(long id, long personId);

    public abstract void deleteByPersonId(long personId);

    /// Person whom an address belongs to.
    ///
    /// @param hash from [#hashAddress]
    public Optional<Long> findPerson(byte[] hash) {
        return findPersonId(hash);
    }

    /// Hash by which an address is found.
    public byte[] hashAddress(IdentityAddress address) {
        return vault.keyedHash("identity", address.comparisonKey());
    }

    /// Stores that a person has proved an address now, unless it belongs to another.
    ///
    /// @return person whom it belongs to now; 0 while another transaction stores it
    public long saveProved(long person, IdentityAddress address, Instant now) {
        byte[] hash = hashAddress(address);
        Optional<Long> known = findPersonId(hash);
        if (known.isEmpty()) {
            long id = SubjectEncryptionService.newId();
            byte[] sealed = vault.seal(ADDRESS_COLUMN.placeAt(person, id), address.address());
            insertMissing(new IdentityRow(id, person, address.kind(), hash, sealed, now));
            // H2 leaves the row out, too, while that of another transaction is not committed.
            return findPersonId(hash).orElse(0L);
        }
        if (known.get() == person) {
            updateVerified(person, hash, now);
        }
        return known.get();
    }

    /// Persons among these who have proved an address.
    public Set<Long> findPersonsWithIdentity(Collection<Long> persons) {
        return findPersonIds(PaddedKeys.padKeys(persons));
    }

    /// Addresses of a person, the oldest first.
    public List<PersonIdentity> findByPerson(long person) {
        List<IdentityRow> rows = findOldest(person);
        SubjectKeyRing keys = vault.openKeys(List.of(person));
        return rows.stream().map(row -> toIdentity(row, keys)).toList();
    }

    /// Addresses of persons, for those who have some; one query.
    public Map<Long, List<PersonIdentity>> findByPersons(Collection<Long> persons) {
        List<IdentityRow> rows = persons.isEmpty() ? List.of() : findByPersonIdIn(PaddedKeys.padKeys(persons));
        if (rows.isEmpty()) {
            return Map.of();
        }
        SubjectKeyRing keys = vault.openKeys(
                rows.stream().map(IdentityRow::personId).distinct().toList());
        return rows.stream()
                .filter(row -> keys.hasKey(row.personId()))
                .collect(Collectors.groupingBy(
                        IdentityRow::personId, Collectors.mapping(row -> toIdentity(row, keys), Collectors.toList())));
    }

    private static PersonIdentity toIdentity(IdentityRow row, SubjectKeyRing keys) {
        String address = keys.openText(ADDRESS_COLUMN.placeAt(row.personId(), row.id()), row.address());
        return new PersonIdentity(row.id(), new IdentityAddress(row.kind(), address), row.verifiedAt());
    }
}
