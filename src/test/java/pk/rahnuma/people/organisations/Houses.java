package pk.rahnuma.people.organisations;

import pk.rahnuma.Database;
import pk.rahnuma.audit.Audit;

/// Organisations over a database, for tests of other rooms.
public final class Houses {

    private Houses() {}

    public static ActsFor actsFor(Database database) {
        return new ActsFor(organisations(database));
    }

    public static Organisations organisations(Database database) {
        return new Organisations(
                new OrganisationRows(database.jdbi(), database.vault()),
                new MembershipRows(database.jdbi(), database.vault()),
                new Audit(database.jdbi(), database.vault()));
    }
}
