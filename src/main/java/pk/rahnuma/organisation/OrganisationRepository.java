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
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import pk.rahnuma.vault.SealedColumn;
import pk.rahnuma.vault.SealedColumnProvider;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.SubjectKeyRing;

/// Repository of organisations.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public abstract class OrganisationRepository
        implements GenericRepository<OrganisationRepository.OrganisationRow, Long>, SealedColumnProvider {

    static final SealedColumn NAME_COLUMN = new SealedColumn("organisation", "name", 900, List.of("id"), "t.id");

    private final SubjectEncryptionService vault;

    OrganisationRepository(SubjectEncryptionService vault) {
        this.vault = vault;
    }

    /// A row of the table `organisation`.
    ///
    /// @param name sealed
    /// @param checkedAt time at which staff approved an application with these numbers; null before
    @MappedEntity(value = "organisation", alias = "o")
    record OrganisationRow(
            @Id long id,
            byte[] name,
            @Nullable byte[] secpHash,
            @Nullable byte[] ntnHash,
            @Nullable Instant checkedAt,
            Instant createdAt) {}

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(NAME_COLUMN);
    }

    /// Ids of checked organisations with one of these numbers, except one.
    ///
    /// @param secp keyed hash, or null
    /// @param ntn keyed hash, or null
    @Query("""
            select id from organisation
            where checked_at is not null and id <> :except and (secp_hash = :secp or ntn_hash = :ntn)
            order by checked_at, id limit :limit
            """)
    public abstract List<Long> findChecked(long except, @Nullable byte[] secp, @Nullable byte[] ntn, int limit);

    /// Replaces the numbers of an organisation by those that staff have checked; a number that is null stays.
    @Query("""
            update organisation set secp_hash = coalesce(:secp, secp_hash), ntn_hash = coalesce(:ntn, ntn_hash),
                checked_at = :now
            where id = :organisation
            """)
    public abstract void saveChecked(long organisation, @Nullable byte[] secp, @Nullable byte[] ntn, Instant now);

    /// Organisations among these that have a number which staff have not checked yet.
    @Query("""
            select id from organisation
            where id in (:ids) and checked_at is null and (secp_hash is not null or ntn_hash is not null)
            """)
    public abstract Set<Long> findUnchecked(Collection<Long> ids);

    /// @param checked time at which its numbers are known to be its own; null when they are unchecked
    record NewOrganisation(
            long id,
            String name,
            RegistrationNumbers numbers,
            @Nullable Instant checked,
            Instant made) {}

    abstract void insertAll(List<OrganisationRow> rows);

    abstract List<OrganisationRow> findByIdIn(Collection<Long> ids);

    @Query("select id from organisation where id in (:ids) order by id for update")
    abstract Set<Long> lockByIds(Collection<Long> ids);

    abstract void deleteById(long id);

    /// Stores organisations, with keys of their own.
    ///
    /// @param fresh at least one
    void insertOrganisations(Collection<NewOrganisation> fresh) {
        List<Long> ids = fresh.stream().map(NewOrganisation::id).toList();
        vault.createKeys(ids);
        SubjectKeyRing keys = vault.openKeys(ids);
        insertAll(fresh.stream()
                .map(one -> new OrganisationRow(
                        one.id(),
                        keys.seal(NAME_COLUMN.placeAt(one.id(), one.id()), one.name()),
                        hashSecp(one.numbers()),
                        hashNtn(one.numbers()),
                        one.checked(),
                        one.made()))
                .toList());
    }

    /// Keyed hash of the SECP number; null without one.
    public byte[] hashSecp(RegistrationNumbers numbers) {
        return numbers.secp().isBlank() ? null : vault.keyedHash("organisation_secp", numbers.secp());
    }

    /// Keyed hash of the tax number, without its check digit, which some leave out; null without one.
    public byte[] hashNtn(RegistrationNumbers numbers) {
        return numbers.ntn().isBlank()
                ? null
                : vault.keyedHash("organisation_ntn", RegistrationNumbers.toBaseNtn(numbers.ntn()));
    }

    /// Names of organisations by id, without those that do not exist.
    public Map<Long, String> findNames(Collection<Long> ids) {
        if (ids.isEmpty()) {
            return new HashMap<>();
        }
        SubjectKeyRing keys = vault.openKeys(Set.copyOf(ids));
        return findByIdIn(new TreeSet<>(ids)).stream()
                .collect(Collectors.toMap(
                        OrganisationRow::id,
                        row -> keys.openText(NAME_COLUMN.placeAt(row.id(), row.id()), row.name())));
    }

    /// The organisations among these that have one of these numbers.
    Map<Long, List<RegistrationNumbers>> findByNumbers(Collection<Long> ids, Collection<RegistrationNumbers> numbers) {
        return ids.isEmpty() || numbers.isEmpty()
                ? Map.of()
                : findByIdIn(new TreeSet<>(ids)).stream()
                        .collect(Collectors.toMap(
                                OrganisationRow::id,
                                row -> numbers.stream()
                                        .filter(each -> fits(row, each))
                                        .toList()));
    }

    private boolean fits(OrganisationRow row, RegistrationNumbers numbers) {
        byte[] secp = hashSecp(numbers);
        byte[] ntn = hashNtn(numbers);
        return secp != null && Arrays.equals(secp, row.secpHash()) || ntn != null && Arrays.equals(ntn, row.ntnHash());
    }

    /// Locks these organisations until the transaction ends. Persons are locked before, applications after.
    ///
    /// @return those that exist
    Set<Long> lockOrganisations(Collection<Long> ids) {
        return ids.isEmpty() ? Set.of() : lockByIds(new TreeSet<>(ids));
    }
}
