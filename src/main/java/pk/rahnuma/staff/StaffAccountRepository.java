package pk.rahnuma.staff;

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
import java.util.Set;
import java.util.TreeSet;
import pk.rahnuma.vault.SealedColumn;
import pk.rahnuma.vault.SealedColumnProvider;

/// Repository of accounts with their recovery codes, and of the row that locks them all.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public abstract class StaffAccountRepository
        implements GenericRepository<StaffAccountRepository.AccountRow, Long>, SealedColumnProvider {

    public static final SealedColumn TOTP_COLUMN = new SealedColumn("staff", "totp_secret", 100, List.of("id"), "t.id");

    /// Maximum accounts that are listed, by name.
    static final int MAX_ACCOUNTS = 2_000;

    /// A row of the table `staff`.
    ///
    /// @param nameKey name for comparison
    /// @param roles by spaces, like `languages` and `topics`
    /// @param totpSecret sealed
    @MappedEntity(value = "staff", alias = "a")
    record AccountRow(
            @Id long id,
            String name,
            String nameKey,
            String roles,
            String languages,
            String topics,
            @Nullable String password,
            @Nullable byte[] totpSecret,
            long totpStep,
            Instant createdAt,
            @Nullable Instant disabledAt) {

        StaffAccount toAccount() {
            return new StaffAccount(toMember(), password, totpSecret, totpStep);
        }

        StaffMember toMember() {
            return new StaffMember(
                    id,
                    name,
                    RolesColumn.parseRoles(roles),
                    splitWords(languages),
                    splitWords(topics),
                    password != null,
                    totpSecret != null,
                    createdAt,
                    disabledAt);
        }

        private static Set<String> splitWords(String words) {
            return words.isEmpty() ? Set.of() : new TreeSet<>(List.of(words.split(" ")));
        }
    }

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(TOTP_COLUMN);
    }

    @Query("""
            insert ignore into staff (id, name, name_key, roles, languages, topics, totp_step, created_at)
            values (:id, :name, :nameKey, :roles, :languages, :topics, :totpStep, :createdAt)
            """)
    abstract void insertMissing(AccountRow account);

    @Query("select * from staff order by name_key limit " + MAX_ACCOUNTS)
    abstract List<AccountRow> findAllByName();

    abstract Optional<AccountRow> queryById(long id);

    abstract Optional<AccountRow> findByNameKey(String nameKey);

    abstract Optional<AccountRow> findByIdForUpdate(long id);

    @Query("select * from staff where concat(' ', roles, ' ') like concat('% ', :role, ' %') order by name_key limit "
            + MAX_ACCOUNTS)
    abstract List<AccountRow> findByRole(StaffRole role);

    @Query("select distinct roles from staff where disabled_at is null and password is not null limit " + MAX_ACCOUNTS)
    abstract List<String> queryActiveRoles();

    abstract void updateRoles(@Id long id, String roles);

    abstract void updateSkills(@Id long id, String languages, String topics);

    /// Disables or enables an account.
    ///
    /// @param disabledAt null to enable it
    public abstract void updateDisabledAt(@Id long id, @Nullable Instant disabledAt);

    /// Stores the hash of a password.
    ///
    /// @param password as PHC string; or null for none
    public abstract void updatePassword(@Id long id, @Nullable String password);

    public abstract void updateTotpStep(@Id long id, long totpStep);

    /// Stores the secret of the second factor. The step stays, so that a used code is not accepted again.
    ///
    /// @param totpSecret sealed; or null for none
    public abstract void updateTotpSecret(@Id long id, @Nullable byte[] totpSecret);

    @Query("select id from staff_door where id = :row for update")
    abstract Optional<Long> lockRow(long row);

    @Query("insert ignore into staff_door (id) values (:row)")
    abstract void insertLockRow(long row);

    /// Inserts an account, unless the name is taken.
    public void insertAccount(StaffMember member) {
        insertMissing(new AccountRow(
                member.id(),
                member.name(),
                StaffNames.comparisonKey(member.name()),
                RolesColumn.formatRoles(member.roles()),
                joinWords(member.languages()),
                joinWords(member.topics()),
                null,
                null,
                0,
                member.createdAt(),
                null));
    }

    public List<StaffMember> listMembers() {
        return findAllByName().stream().map(AccountRow::toMember).toList();
    }

    public Optional<StaffAccount> findById(long id) {
        return queryById(id).map(AccountRow::toAccount);
    }

    public Optional<StaffAccount> findByName(String name) {
        return findByNameKey(StaffNames.comparisonKey(name)).map(AccountRow::toAccount);
    }

    /// Locks the row of the account, which is also the lock of its chain in the audit log.
    public Optional<StaffAccount> lockAccount(long id) {
        return findByIdForUpdate(id).map(AccountRow::toAccount);
    }

    /// Administrators, including disabled ones.
    public List<StaffMember> findAdministrators() {
        return findByRole(StaffRole.ADMINISTRATOR).stream()
                .map(AccountRow::toMember)
                .toList();
    }

    /// Roles of the enabled members who have set a password, as they occur together.
    public List<Set<StaffRole>> findActiveRoles() {
        return queryActiveRoles().stream().map(RolesColumn::parseRoles).toList();
    }

    public void updateRoles(long id, Set<StaffRole> roles) {
        updateRoles(id, RolesColumn.formatRoles(roles));
    }

    public void updateSkills(long id, Collection<String> languages, Collection<String> topics) {
        updateSkills(id, joinWords(languages), joinWords(topics));
    }

    private static String joinWords(Collection<String> words) {
        return String.join(" ", new TreeSet<>(words));
    }
}
