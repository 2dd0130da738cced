package pk.rahnuma.staff;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.audit.AuditLog;

/// The row that every change of accounts locks before any account, and audit entries about accounts. Takes part in the
/// transaction of the thread.
@Singleton
public final class StaffAccountLock {

    /// Id of the row, and of its chain in the audit log, for entries about no account. Accounts have random ids.
    public static final long LOCK_ROW_ID = 1;

    public static final int MAX_FAILURES_PER_MINUTE = 30;
    private static final Duration FAILURE_WINDOW = Duration.ofMinutes(1);

    private final StaffAccountRepository accounts;
    private final AuditLog audit;

    public StaffAccountLock(StaffAccountRepository accounts, AuditLog audit) {
        this.accounts = accounts;
        this.audit = audit;
    }

    public void lockAccounts() {
        if (accounts.lockRow(LOCK_ROW_ID).isEmpty()) {
            accounts.insertLockRow(LOCK_ROW_ID);
            accounts.lockRow(LOCK_ROW_ID);
        }
    }

    /// Records a failed sign-in. Per account, and for all unknown names together, no more than
    /// [#MAX_FAILURES_PER_MINUTE] are recorded, so that a flood does not fill the log.
    ///
    /// @param named empty for an unknown name
    public void recordFailure(Optional<StaffAccount> named, String what, String detail, Instant at) {
        long account = named.map(StaffAccount::id).orElse(LOCK_ROW_ID);
        if (named.isPresent()) {
            accounts.lockAccount(account);
        } else {
            lockAccounts();
        }
        if (audit.countSince(account, at.minus(FAILURE_WINDOW), MAX_FAILURES_PER_MINUTE) < MAX_FAILURES_PER_MINUTE) {
            recordEntry(account, "nobody", what, detail, at);
        }
    }

    /// Records an entry. The caller holds the lock of the account.
    public void recordEntry(long account, String staffName, String what, String detail, Instant at) {
        audit.appendEntries(List.of(new AuditEntry(account, staffName, what, Long.toString(account), detail, at)));
    }
}
