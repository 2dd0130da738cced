package pk.rahnuma.registration.search;

import pk.rahnuma.TestDatabase;

/// The index over a database, for tests.
public final class SearchIndexFixture {

    private SearchIndexFixture() {}

    public static SearchIndexRepository index(TestDatabase database) {
        return database.getBean(SearchIndexRepository.class);
    }
}
