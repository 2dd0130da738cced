package pk.rahnuma.staff;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.audit.AuditLog;

/// Audit entries of staff for actions that concern no application, conversation or account: a holiday, a banner, a view
/// of the audit log. They are stored in the chain of the member's own account.
@Singleton
public class StaffAuditService {

    private final TransactionOperations<Connection> transactions;
    private final StaffAccountRepository accounts;
    private final AuditLog audit;

    StaffAuditService(TransactionOperations<Connection> transactions, StaffAccountRepository accounts, AuditLog audit) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.audit = audit;
    }

    /// Records an action, in the transaction of the thread, if there is one.
    ///
    /// @param what a verb of the domain, such as `audit.read`
    /// @param about object of the action, at most 100 characters
    /// @param detail without personal data, at most 500 characters; or null
    public void recordAction(AuthenticatedStaff user, String what, String about, String detail, Instant now) {
        transactions.executeWrite(status -> {
            accounts.lockAccount(user.member().id());
            audit.appendEntries(
                    List.of(new AuditEntry(user.member().id(), user.member().name(), what, about, detail, now)));
            return null;
        });
    }

    /// Records an action that may be repeated without limit, only once in a while.
    ///
    /// @param within time in which the same action is not recorded again
    public void recordActionOnce(
            AuthenticatedStaff user, String what, String about, String detail, Duration within, Instant now) {
        transactions.executeWrite(status -> {
            accounts.lockAccount(user.member().id());
            AuditEntry entry = new AuditEntry(user.member().id(), user.member().name(), what, about, detail, now);
            return audit.appendOnce(entry, now.minus(within));
        });
    }
}
