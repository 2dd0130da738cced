package pk.rahnuma.staff.account;

import pk.rahnuma.TestDatabase;

/// Checks for accounts under the same control, over a database, for tests of other packages.
public final class AccountControlFixture {

    private AccountControlFixture() {}

    public static AccountControlService over(TestDatabase database) {
        return database.getBean(AccountControlService.class);
    }
}
