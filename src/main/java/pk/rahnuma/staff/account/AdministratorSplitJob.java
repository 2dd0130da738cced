package pk.rahnuma.staff.account;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.staff.record.RoleColumns;
import pk.rahnuma.staff.record.StaffAccountLock;
import pk.rahnuma.staff.record.StaffAccountRepository;

/// Splits the administrators of the previous version, who also decided applications, into two roles when a server
/// starts: administrator and supervisor. They keep their permissions; excess ones are removed manually. Each account is
/// split once, on one node, with an entry in the audit log.
@Singleton
final class AdministratorSplitJob implements ApplicationEventListener<ServerStartupEvent> {

    private static final String SYSTEM_ACTOR = "system";
    private static final Set<StaffRole> SPLIT_ROLES = EnumSet.of(StaffRole.SUPERVISOR, StaffRole.ADMINISTRATOR);
    private static final Logger LOG = LoggerFactory.getLogger(AdministratorSplitJob.class);

    private final TransactionOperations<Connection> transactions;
    private final StaffAccountRepository rows;
    private final StaffAccountLock accountLock;
    private final InstantSource clock;

    AdministratorSplitJob(
            TransactionOperations<Connection> transactions,
            StaffAccountRepository rows,
            StaffAccountLock accountLock,
            InstantSource clock) {
        this.transactions = transactions;
        this.rows = rows;
        this.accountLock = accountLock;
        this.clock = clock;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent started) {
        int split = splitAdministrators(clock.instant());
        if (split > 0) {
            LOG.info(
                    "staff: {} administrators of the previous version are now administrator and supervisor; either role"
                            + " can be removed under Staff in the console",
                    split);
        }
    }

    /// Splits the accounts.
    ///
    /// @return number of accounts split
    int splitAdministrators(Instant now) {
        if (rows.findUnsplitAdministrators().isEmpty()) {
            return 0;
        }
        return transactions.executeWrite(status -> {
            accountLock.lockAccounts();
            List<Long> accounts = rows.findUnsplitAdministrators();
            for (long id : accounts) {
                rows.lockAccount(id);
                rows.updateRoles(id, SPLIT_ROLES);
                accountLock.recordEntry(
                        id,
                        SYSTEM_ACTOR,
                        "staff.role",
                        StaffRole.ADMINISTRATOR + " to " + RoleColumns.toRolesColumn(SPLIT_ROLES),
                        now);
            }
            return accounts.size();
        });
    }
}
