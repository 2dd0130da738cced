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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import pk.rahnuma.vault.SealedColumn;
import pk.rahnuma.vault.SealedColumnProvider;
import pk.rahnuma.vault.SealedPlace;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.SubjectKeyRing;

/// Repository of memberships.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public abstract class MembershipRepository
        implements GenericRepository<MembershipRepository.MembershipRow, Long>, SealedColumnProvider {

    private static final String SELECT = "select organisation_id, person_id, role, state, since from membership where ";
    static final SealedColumn NAME_COLUMN =
            new SealedColumn("membership", "name", 600, List.of("organisation_id", "person_id"), "t.organisation_id");

    private final SubjectEncryptionService vault;

    MembershipRepository(SubjectEncryptionService vault) {
        this.vault = vault;
    }

    /// A row of the table `membership`. Both numbers are its key; rows with two ids would not be written in batches.
    ///
    /// @param name sealed; null when it does not matter
    @MappedEntity(value = "membership", alias = "m")
    record MembershipRow(
            @Id long organisationId,
            long personId,
            OrganisationRole role,
            Membership.State state,
            @Nullable byte[] name,
            Instant since) {

        private static MembershipRow fromMembership(Membership m, byte[] name) {
            return new MembershipRow(m.organisation(), m.person(), m.role(), m.state(), name, m.since());
        }

        private Membership toMembership() {
            return new Membership(organisationId, personId, role, state, since);
        }
    }

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(NAME_COLUMN);
    }

    abstract void insertAll(List<MembershipRow> rows);

    @Query("""
            update membership set role = :role, state = :state, since = :since
            where organisation_id = :organisationId and person_id = :personId
            """)
    abstract void updateRows(List<MembershipRow> rows);

    @Query("delete from membership where organisation_id = :organisationId and person_id = :personId")
    abstract void deleteRows(List<MembershipRow> rows);

    @Query(SELECT + "person_id in (:ids) order by since, organisation_id, person_id")
    abstract List<Membership> findByPersonIds(Collection<Long> ids);

    /// Memberships of persons, and of keys, which act as representatives.
    @Query(SELECT + """
            person_id in (:ids)
            union all
            select organisation_id, id, 'REPRESENTATIVE', 'ACTIVE', created_at from organisation_key where id in (:ids)
            """)
    abstract List<Membership> findActingByIds(Collection<Long> ids);

    /// Those of these conversations that are keys.
    @Query("select id from organisation_key where id in (:ids)")
    abstract Set<Long> findKeys(Collection<Long> ids);

    @Query(SELECT + "organisation_id in (:ids) order by since, organisation_id, person_id")
    abstract List<Membership> findByOrganisationIds(Collection<Long> ids);

    abstract List<MembershipRow> findByOrganisationIdIn(Collection<Long> organisations);

    /// A new membership.
    ///
    /// @param name that the member gave themselves
    record NewMembership(Membership membership, String name) {}

    /// @param fresh at least one
    void insertMemberships(Collection<NewMembership> fresh) {
        SubjectKeyRing keys = vault.openKeys(fresh.stream()
                .map(one -> one.membership().organisation())
                .distinct()
                .toList());
        insertAll(fresh.stream()
                .map(one ->
                        MembershipRow.fromMembership(one.membership(), keys.seal(place(one.membership()), one.name())))
                .toList());
    }

    /// Memberships and requests of these persons, the oldest first.
    public List<Membership> findByPersons(Collection<Long> persons) {
        return persons.isEmpty() ? List.of() : findByPersonIds(persons);
    }

    /// Memberships of these persons, and of keys, in no order.
    List<Membership> findActing(Collection<Long> conversations) {
        return conversations.isEmpty() ? List.of() : findActingByIds(conversations);
    }

    /// Members of these organisations, including those who wait, the oldest first.
    public List<Membership> findByOrganisations(Collection<Long> organisations) {
        return organisations.isEmpty() ? List.of() : findByOrganisationIds(organisations);
    }

    /// Names that members of these organisations gave themselves, including those who wait.
    public Map<Membership, String> findNames(Collection<Long> organisations) {
        if (organisations.isEmpty()) {
            return Map.of();
        }
        SubjectKeyRing keys = vault.openKeys(organisations);
        return findByOrganisationIdIn(organisations).stream()
                .collect(Collectors.toMap(
                        MembershipRow::toMembership, row -> keys.openText(place(row.toMembership()), row.name())));
    }

    void updateMemberships(Collection<Membership> changed) {
        if (!changed.isEmpty()) {
            updateRows(toRows(changed));
        }
    }

    void deleteMemberships(Collection<Membership> gone) {
        if (!gone.isEmpty()) {
            deleteRows(toRows(gone));
        }
    }

    private static List<MembershipRow> toRows(Collection<Membership> memberships) {
        return memberships.stream()
                .map(m -> MembershipRow.fromMembership(m, null))
                .toList();
    }

    private static SealedPlace place(Membership m) {
        return NAME_COLUMN.placeAt(m.organisation(), m.organisation(), m.person());
    }
}
