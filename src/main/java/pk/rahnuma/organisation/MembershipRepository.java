package pk.rahnuma.organisation;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.PreparedBatch;
import pk.rahnuma.vault.SealedPlace;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.SubjectKeyRing;
import pk.rahnuma.vault.column.SealedColumn;
import pk.rahnuma.vault.column.SealedColumnProvider;

/// The table of memberships. Takes part in the transaction of the thread.
@Singleton
public final class MembershipRepository implements SealedColumnProvider {

    private static final String COLUMNS = "organisation_id, person_id, role, state, since";
    static final SealedColumn NAME_COLUMN = new SealedColumn(
            "membership", "name", "member name", List.of("organisation_id", "person_id"), "t.organisation_id");

    private final Jdbi jdbi;
    private final SubjectEncryptionService vault;

    MembershipRepository(Jdbi jdbi, SubjectEncryptionService vault) {
        this.jdbi = jdbi;
        this.vault = vault;
    }

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(NAME_COLUMN);
    }

    /// A new membership.
    ///
    /// @param name that the member gave themselves
    record NewMembership(Membership membership, String name) {}

    void insertMemberships(Collection<NewMembership> fresh) {
        SubjectKeyRing keys = vault.openKeys(fresh.stream()
                .map(one -> one.membership().organisation())
                .distinct()
                .toList());
        jdbi.useHandle(handle -> {
            PreparedBatch batch = handle.prepareBatch("""
                    insert into membership (organisation_id, person_id, role, state, name, since)
                    values (:organisation, :person, :role, :state, :name, :since)
                    """);
            for (NewMembership newMembership : fresh) {
                Membership m = newMembership.membership();
                batch.bind("organisation", m.organisation())
                        .bind("person", m.person())
                        .bind("role", m.role().name())
                        .bind("state", m.state().name())
                        .bind("name", keys.seal(place(m), newMembership.name()))
                        .bind("since", m.since())
                        .add();
            }
            batch.execute();
        });
    }

    /// Memberships and requests of these persons, the oldest first.
    public List<Membership> findByPersons(Collection<Long> persons) {
        return of("person_id", persons);
    }

    /// Members of these organisations, including those who wait, the oldest first.
    public List<Membership> findByOrganisations(Collection<Long> organisations) {
        return of("organisation_id", organisations);
    }

    private List<Membership> of(String column, Collection<Long> ids) {
        return ids.isEmpty()
                ? List.of()
                : jdbi.withHandle(handle -> handle.createQuery("select " + COLUMNS + " from membership where " + column
                                + " in (<ids>) order by since, organisation_id, person_id")
                        .bindList("ids", List.copyOf(ids))
                        .map(MembershipRepository::read)
                        .list());
    }

    /// Names that members of these organisations gave themselves, including those who wait.
    public Map<Membership, String> findNames(Collection<Long> organisations) {
        Map<Membership, String> found = new HashMap<>();
        if (organisations.isEmpty()) {
            return found;
        }
        SubjectKeyRing keys = vault.openKeys(organisations);
        jdbi.useHandle(handle -> handle.createQuery(
                        "select " + COLUMNS + ", name from membership where organisation_id in (<ids>)")
                .bindList("ids", List.copyOf(organisations))
                .map((RowView row) -> Map.entry(read(row), row.getColumn("name", byte[].class)))
                .forEach(row -> found.put(row.getKey(), keys.openText(place(row.getKey()), row.getValue()))));
        return found;
    }

    void updateMemberships(Collection<Membership> changed) {
        if (changed.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> {
            PreparedBatch batch = handle.prepareBatch("""
                    update membership set role = :role, state = :state, since = :since
                    where organisation_id = :organisation and person_id = :person
                    """);
            changed.forEach(m -> batch.bind("role", m.role().name())
                    .bind("state", m.state().name())
                    .bind("since", m.since())
                    .bind("organisation", m.organisation())
                    .bind("person", m.person())
                    .add());
            batch.execute();
        });
    }

    void deleteMemberships(Collection<Membership> gone) {
        if (gone.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> {
            PreparedBatch batch = handle.prepareBatch(
                    "delete from membership where organisation_id = :organisation and person_id = :person");
            gone.forEach(m -> batch.bind("organisation", m.organisation())
                    .bind("person", m.person())
                    .add());
            batch.execute();
        });
    }

    private static SealedPlace place(Membership m) {
        return NAME_COLUMN.placeAt(m.organisation(), m.organisation(), m.person());
    }

    private static Membership read(RowView row) {
        return new Membership(
                row.getColumn("organisation_id", Long.class),
                row.getColumn("person_id", Long.class),
                OrganisationRole.valueOf(row.getColumn("role", String.class)),
                Membership.State.valueOf(row.getColumn("state", String.class)),
                row.getColumn("since", Instant.class));
    }
}
