package pk.rahnuma.organisation;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.PreparedBatch;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.SubjectKeyRing;
import pk.rahnuma.vault.column.SealedColumn;
import pk.rahnuma.vault.column.SealedColumnProvider;

/// The table of organisations. Takes part in the transaction of the thread.
@Singleton
public final class OrganisationRepository implements SealedColumnProvider {

    static final SealedColumn NAME_COLUMN =
            new SealedColumn("organisation", "name", "organisation name", List.of("id"), "t.id");

    private final Jdbi jdbi;
    private final SubjectEncryptionService vault;

    OrganisationRepository(Jdbi jdbi, SubjectEncryptionService vault) {
        this.jdbi = jdbi;
        this.vault = vault;
    }

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(NAME_COLUMN);
    }

    /// Registration numbers of an organisation; empty when unknown.
    record RegistrationNumbers(String secp, String ntn) {

        boolean isEmpty() {
            return secp.isBlank() && ntn.isBlank();
        }
    }

    record NewOrganisation(long id, String name, RegistrationNumbers numbers, Instant made) {}

    /// Stores organisations, with keys of their own.
    void insertOrganisations(Collection<NewOrganisation> fresh) {
        List<Long> ids = fresh.stream().map(NewOrganisation::id).toList();
        vault.createKeys(ids);
        SubjectKeyRing keys = vault.openKeys(ids);
        jdbi.useHandle(handle -> {
            PreparedBatch batch = handle.prepareBatch("""
                    insert into organisation (id, name, secp_hash, ntn_hash, created_at)
                    values (:id, :name, :secp, :ntn, :made)
                    """);
            fresh.forEach(one -> batch.bind("id", one.id())
                    .bind("name", keys.seal(NAME_COLUMN.placeAt(one.id(), one.id()), one.name()))
                    .bind("secp", secp(one.numbers()))
                    .bind("ntn", ntn(one.numbers()))
                    .bind("made", one.made())
                    .add());
            batch.execute();
        });
    }

    private byte[] secp(RegistrationNumbers numbers) {
        return numbers.secp().isBlank() ? null : vault.keyedHash("organisation_secp", numbers.secp());
    }

    private byte[] ntn(RegistrationNumbers numbers) {
        return numbers.ntn().isBlank() ? null : vault.keyedHash("organisation_ntn", numbers.ntn());
    }

    /// Names of organisations by id, without those that do not exist.
    public Map<Long, String> findNames(Collection<Long> ids) {
        Map<Long, String> found = new HashMap<>();
        if (ids.isEmpty()) {
            return found;
        }
        SubjectKeyRing keys = vault.openKeys(Set.copyOf(ids));
        jdbi.useHandle(handle -> handle.createQuery("select id, name from organisation where id in (<ids>)")
                .bindList("ids", List.copyOf(new TreeSet<>(ids)))
                .map((RowView row) -> Map.entry(row.getColumn("id", Long.class), row.getColumn("name", byte[].class)))
                .forEach(row -> found.put(
                        row.getKey(), keys.openText(NAME_COLUMN.placeAt(row.getKey(), row.getKey()), row.getValue()))));
        return found;
    }

    /// The organisations among these that have one of these numbers.
    Map<Long, List<RegistrationNumbers>> findByNumbers(Collection<Long> ids, Collection<RegistrationNumbers> numbers) {
        Map<Long, List<RegistrationNumbers>> numbersByOrganisation = new HashMap<>();
        if (ids.isEmpty() || numbers.isEmpty()) {
            return numbersByOrganisation;
        }
        jdbi.useHandle(handle -> handle.createQuery(
                        "select id, secp_hash, ntn_hash from organisation where id in (<ids>)")
                .bindList("ids", List.copyOf(new TreeSet<>(ids)))
                .map((RowView row) -> new Hashes(
                        row.getColumn("id", Long.class),
                        row.getColumn("secp_hash", byte[].class),
                        row.getColumn("ntn_hash", byte[].class)))
                .forEach(row -> numbersByOrganisation.put(
                        row.id(),
                        numbers.stream().filter(each -> fits(row, each)).toList())));
        return numbersByOrganisation;
    }

    private record Hashes(long id, byte[] secp, byte[] ntn) {}

    private boolean fits(Hashes row, RegistrationNumbers numbers) {
        byte[] secp = secp(numbers);
        byte[] ntn = ntn(numbers);
        return secp != null && Arrays.equals(secp, row.secp()) || ntn != null && Arrays.equals(ntn, row.ntn());
    }

    /// Locks these organisations until the transaction ends. Persons are locked before, applications after.
    ///
    /// @return those that exist
    Set<Long> lockOrganisations(Collection<Long> ids) {
        return ids.isEmpty()
                ? Set.of()
                : jdbi.withHandle(handle -> handle.createQuery(
                                "select id from organisation where id in (<ids>) order by id for update")
                        .bindList("ids", List.copyOf(new TreeSet<>(ids)))
                        .mapTo(Long.class)
                        .set());
    }

    void deleteOrganisation(long id) {
        jdbi.useHandle(handle -> handle.execute("delete from organisation where id = ?", id));
    }
}
