package pk.rahnuma.staff.account;

import pk.rahnuma.TestDatabase;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.staff.record.StaffAccountRepository;

/// Checks for accounts under the same control, over a database, for tests of other packages.
public final class AccountControlFixture {

    private AccountControlFixture() {}

    public static AccountControlService over(TestDatabase database) {
        return new AccountControlService(new StaffAccountRepository(database.jdbi()), database.getBean(AuditLog.class));
    }
}
