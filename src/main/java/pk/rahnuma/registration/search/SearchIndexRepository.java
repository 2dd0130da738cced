package pk.rahnuma.registration.search;

import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import pk.rahnuma.persistence.JdbcExecutor;
import pk.rahnuma.vault.SubjectEncryptionService;

/// The table of search terms. Takes part in the transaction of the thread.
@Singleton
public final class SearchIndexRepository {

    private static final int HASH_BYTES = 16;
    /// Maximum rows of a term that are counted: of two frequent terms either may come first.
    private static final int MAX_COUNTED_ROWS = 2_000;

    private final Jdbi jdbi;
    private final SubjectEncryptionService vault;

    SearchIndexRepository(Jdbi jdbi, SubjectEncryptionService vault) {
        this.jdbi = jdbi;
        this.vault = vault;
    }

    /// Replaces the terms of applications. Two statements for all new ones.
    ///
    /// @param terms by application
    /// @param fresh whether none of them had terms before
    public void saveTerms(Map<Long, Set<String>> terms, boolean fresh) {
        if (terms.isEmpty()) {
            return;
        }
        if (!fresh) {
            terms.keySet().forEach(this::deleteTerms);
        }
        JdbcExecutor.withConnection(jdbi, connection -> {
            try (PreparedStatement insert =
                    connection.prepareStatement("insert into search_term (term_hash, application_id) values (?, ?)")) {
                for (Map.Entry<Long, Set<String>> entry : terms.entrySet()) {
                    for (String term : entry.getValue()) {
                        insert.setBytes(1, hash(term));
                        insert.setLong(2, entry.getKey());
                        insert.addBatch();
                    }
                }
                insert.executeBatch();
            }
            return null;
        });
        jdbi.useHandle(
                handle -> handle.createUpdate("update application set search_version = :version where id in (<ids>)")
                        .bind("version", SearchTerms.RULES_VERSION)
                        .bindList("ids", List.copyOf(terms.keySet()))
                        .execute());
    }

    /// Deletes the terms of an application.
    public void deleteTerms(long application) {
        jdbi.useHandle(handle -> handle.execute("delete from search_term where application_id = ?", application));
    }

    /// Ids of applications whose terms are missing, or made by older rules.
    public List<Long> findStale(int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id from application
                        where (search_version is null or search_version < :version) and subject_id <> 0 limit :most
                        """)
                .bind("version", SearchTerms.RULES_VERSION)
                .bind("most", limit)
                .mapTo(Long.class)
                .list());
    }

    /// Ids of applications that have all of these terms, unordered. The search begins with the rarest term, so that two
    /// words, one of them frequent, are found as fast as one.
    ///
    /// @param terms as from [SearchTerms#parseQuery]; an empty set finds nothing
    public List<Long> findByTerms(Set<String> terms, int limit) {
        if (terms.isEmpty()) {
            return List.of();
        }
        return JdbcExecutor.withConnection(jdbi, connection -> {
            List<byte[]> hashes = new ArrayList<>(terms.stream().map(this::hash).toList());
            if (hashes.size() > 1) {
                Map<byte[], Integer> counts = new java.util.IdentityHashMap<>();
                for (byte[] hash : hashes) {
                    counts.put(hash, count(connection, hash));
                }
                hashes.sort(Comparator.comparing(counts::get));
            }
            StringBuilder sql = new StringBuilder("select t0.application_id from search_term t0");
            for (int i = 1; i < hashes.size(); i++) {
                sql.append(" join search_term t%d on t%d.application_id = t0.application_id and t%d.term_hash = ?"
                        .formatted(i, i, i));
            }
            sql.append(" where t0.term_hash = ? limit ?");
            try (PreparedStatement select = connection.prepareStatement(sql.toString())) {
                int place = 1;
                for (byte[] hash : hashes.subList(1, hashes.size())) {
                    select.setBytes(place++, hash);
                }
                select.setBytes(place++, hashes.getFirst());
                select.setInt(place, limit);
                List<Long> found = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        found.add(rows.getLong(1));
                    }
                }
                return found;
            }
        });
    }

    private static int count(java.sql.Connection connection, byte[] hash) throws java.sql.SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select count(*) from (select 1 as one from search_term where term_hash = ? limit ?) counted")) {
            select.setBytes(1, hash);
            select.setInt(2, MAX_COUNTED_ROWS);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private byte[] hash(String term) {
        return Arrays.copyOf(vault.keyedHash("search", term), HASH_BYTES);
    }
}
