package pk.rahnuma.staff;

import pk.rahnuma.Database;
import pk.rahnuma.audit.Audit;

/// The accounts that are in the same hands, over a database, for tests of other packages.
public final class StaffControl {

    private StaffControl() {}

    public static AccountControlService over(Database database) {
        return new AccountControlService(
                new AccountRows(database.jdbi()), new Audit(database.jdbi(), database.vault()));
    }
}
