package pk.rahnuma.staff.record;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.staff.AuthenticatedStaff;

/// What members did that concerns nobody's application, conversation or account: a holiday, a banner, a look into the
/// audit log. It stands in the chain of their own account.
@Singleton
public class StaffAuditService {

    private final Jdbi jdbi;
    private final StaffAccountRepository accounts;
    private final AuditLog audit;

    StaffAuditService(Jdbi jdbi, StaffAccountRepository accounts, AuditLog audit) {
        this.jdbi = jdbi;
        this.accounts = accounts;
        this.audit = audit;
    }

    /// In the transaction that runs on the thread, if one does.
    ///
    /// @param what a verb of the domain, as `audit.read`
    /// @param about what it was done to, at most 100 characters
    /// @param detail without personal data, at most 500 characters; or null
    public void recordAction(AuthenticatedStaff who, String what, String about, String detail, Instant now) {
        jdbi.useTransaction(handle -> {
            accounts.lockAccount(who.member().id());
            audit.appendEntries(
                    List.of(new AuditEntry(who.member().id(), who.member().name(), what, about, detail, now)));
        });
    }

    /// The same for what may be repeated without end: once in a while is enough.
    ///
    /// @param within how long the same is not noted again
    public void recordActionOnce(
            AuthenticatedStaff who, String what, String about, String detail, Duration within, Instant now) {
        jdbi.useTransaction(handle -> {
            accounts.lockAccount(who.member().id());
            AuditEntry entry = new AuditEntry(who.member().id(), who.member().name(), what, about, detail, now);
            audit.appendOnce(entry, now.minus(within));
        });
    }
}
