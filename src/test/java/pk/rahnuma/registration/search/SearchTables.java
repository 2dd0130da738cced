package pk.rahnuma.registration.search;

import pk.rahnuma.Database;

/// The index over a database, for tests.
public final class SearchTables {

    private SearchTables() {}

    public static SearchIndex index(Database database) {
        return new SearchIndex(database.jdbi(), database.vault());
    }
}
