package pk.rahnuma.staff.record;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.PreparedBatch;
import pk.rahnuma.staff.StaffAccount;
import pk.rahnuma.staff.StaffMember;
import pk.rahnuma.staff.StaffNames;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.vault.column.SealedColumn;
import pk.rahnuma.vault.column.SealedColumnProvider;

/// The tables of accounts and of their recovery codes. Takes part in the transaction of the thread.
@Singleton
public final class StaffAccountRepository implements SealedColumnProvider {

    /// Columns of `staff`, with the alias `a`, as [#mapAccount] reads them.
    static final String COLUMNS = """
            a.id, a.name, a.role, a.roles, a.languages, a.topics, a.password, a.totp_secret, a.totp_step,
            a.created_at, a.disabled_at
            """;

    public static final SealedColumn TOTP_COLUMN =
            new SealedColumn("staff", "totp_secret", "totp", List.of("id"), "t.id");

    private static final String SELECT = "select " + COLUMNS + " from staff a ";

    /// Maximum accounts that are listed, by name.
    static final int MAX_ACCOUNTS = 2_000;

    private final Jdbi jdbi;

    public StaffAccountRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(TOTP_COLUMN);
    }

    static StaffAccount mapAccount(RowView row) {
        String password = row.getColumn("password", String.class);
        byte[] secret = row.getColumn("totp_secret", byte[].class);
        StaffMember member = new StaffMember(
                row.getColumn("id", Long.class),
                row.getColumn("name", String.class),
                RoleColumns.fromColumns(row.getColumn("role", String.class), row.getColumn("roles", String.class)),
                words(row.getColumn("languages", String.class)),
                words(row.getColumn("topics", String.class)),
                password != null,
                secret != null,
                row.getColumn("created_at", Instant.class),
                row.getColumn("disabled_at", Instant.class));
        return new StaffAccount(member, password, secret, row.getColumn("totp_step", Long.class));
    }

    /// Inserts an account.
    ///
    /// @return false when the name is taken
    public boolean insertAccount(StaffMember member) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        insert ignore into staff
                        (id, name, name_key, role, roles, languages, topics, totp_step, created_at)
                        values (:id, :name, :key, :role, :roles, :languages, :topics, 0, :created)
                        """)
                        .bind("id", member.id())
                        .bind("name", member.name())
                        .bind("key", StaffNames.comparisonKey(member.name()))
                        .bind("role", RoleColumns.toRoleColumn(member.roles()))
                        .bind("roles", RoleColumns.toRolesColumn(member.roles()))
                        .bind("languages", words(member.languages()))
                        .bind("topics", words(member.topics()))
                        .bind("created", member.createdAt())
                        .execute()
                == 1);
    }

    public List<StaffMember> listMembers() {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + "order by a.name_key")
                .setMaxRows(MAX_ACCOUNTS)
                .map(StaffAccountRepository::mapAccount)
                .map(StaffAccount::member)
                .list());
    }

    public Optional<StaffAccount> findById(long id) {
        return one("where a.id = ?", id);
    }

    public Optional<StaffAccount> findByName(String name) {
        return one("where a.name_key = ?", StaffNames.comparisonKey(name));
    }

    /// Locks the row of the account, which is also the lock of its chain in the audit log.
    public Optional<StaffAccount> lockAccount(long id) {
        return one("where a.id = ? for update", id);
    }

    private Optional<StaffAccount> one(String where, Object key) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + where)
                .bind(0, key)
                .map(StaffAccountRepository::mapAccount)
                .findOne());
    }

    /// Administrators, including disabled ones.
    public List<StaffMember> findAdministrators() {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + "where a.role = 'ADMINISTRATOR'")
                .map(StaffAccountRepository::mapAccount)
                .map(StaffAccount::member)
                .list());
    }

    /// Administrators as the previous version wrote them.
    public List<Long> findUnsplitAdministrators() {
        return jdbi.withHandle(
                handle -> handle.createQuery("select id from staff where role = 'ADMINISTRATOR' and roles is null")
                        .mapTo(Long.class)
                        .list());
    }

    public void updateRoles(long id, Set<StaffRole> roles) {
        update(
                "update staff set role = ?, roles = ? where id = ?",
                RoleColumns.toRoleColumn(roles),
                RoleColumns.toRolesColumn(roles),
                id);
    }

    public void updateSkills(long id, Collection<String> languages, Collection<String> topics) {
        update("update staff set languages = ?, topics = ? where id = ?", words(languages), words(topics), id);
    }

    /// Disables or enables an account.
    ///
    /// @param at null to enable it
    public void updateDisabledAt(long id, Instant at) {
        update("update staff set disabled_at = ? where id = ?", at, id);
    }

    /// Stores the hash of a password.
    ///
    /// @param phc or null for none
    public void updatePassword(long id, String phc) {
        update("update staff set password = ? where id = ?", phc, id);
    }

    public void updateTotpStep(long id, long step) {
        update("update staff set totp_step = ? where id = ?", step, id);
    }

    /// Stores the secret of the second factor. The step stays, so that a used code is not accepted again.
    ///
    /// @param secret sealed; or null for none
    public void updateTotpSecret(long id, byte[] secret) {
        update("update staff set totp_secret = ? where id = ?", secret, id);
    }

    /// Replaces the recovery codes.
    public void replaceRecoveryCodes(long id, Collection<byte[]> hashes) {
        jdbi.useHandle(handle -> {
            handle.execute("delete from staff_recovery where staff_id = ?", id);
            if (!hashes.isEmpty()) {
                PreparedBatch batch =
                        handle.prepareBatch("insert into staff_recovery (staff_id, code_hash) values (?, ?)");
                hashes.forEach(hash -> batch.add(id, hash));
                batch.execute();
            }
        });
    }

    /// Uses a recovery code up.
    ///
    /// @return false when there is no such unused code
    public boolean useRecoveryCode(long id, byte[] hash) {
        return jdbi.withHandle(handle ->
                handle.execute("delete from staff_recovery where staff_id = ? and code_hash = ?", id, hash) == 1);
    }

    public int countRecoveryCodes(long id) {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from staff_recovery where staff_id = ?")
                .bind(0, id)
                .mapTo(Integer.class)
                .one());
    }

    private void update(String sql, Object... values) {
        jdbi.useHandle(handle -> handle.execute(sql, values));
    }

    private static Set<String> words(String kept) {
        return kept.isEmpty() ? Set.of() : new TreeSet<>(List.of(kept.split(" ")));
    }

    private static String words(Collection<String> words) {
        return String.join(" ", new TreeSet<>(words));
    }
}
