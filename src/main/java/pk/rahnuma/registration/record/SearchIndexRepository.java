package pk.rahnuma.registration.record;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Embeddable;
import io.micronaut.data.annotation.EmbeddedId;
import io.micronaut.data.annotation.Expandable;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.connection.annotation.Connectable;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pk.rahnuma.persistence.PaddedKeys;
import pk.rahnuma.registration.Application;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Repository of search terms.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public abstract class SearchIndexRepository
        implements GenericRepository<SearchIndexRepository.TermRow, SearchIndexRepository.TermKey> {

    private static final int HASH_BYTES = 16;
    /// Maximum rows of a term that are counted: of two frequent terms either may come first.
    private static final int MAX_COUNTED_ROWS = 2_000;
    /// Maximum terms in common with other applications that are read for one.
    static final int MAX_SHARED_TERMS = 2_000;

    private final JdbcOperations operations;
    private final SubjectEncryptionService vault;

    SearchIndexRepository(JdbcOperations operations, SubjectEncryptionService vault) {
        this.operations = operations;
        this.vault = vault;
    }

    /// A row of the table `search_term`.
    @MappedEntity(value = "search_term", alias = "t")
    record TermRow(@EmbeddedId TermKey key) {}

    /// Primary key.
    @Embeddable
    record TermKey(
            @MappedProperty("term_hash") byte[] termHash,
            @MappedProperty("application_id") long applicationId) {}

    /// An application that has one of some terms.
    @Introspected
    record HolderRow(long applicationId, String reference) {}

    @Query("""
            select distinct a.id as application_id, a.reference, a.submitted_at
            from search_term t join application a on a.id = t.application_id
            where t.term_hash in (:hashes) and a.subject_id not in (0, :person) and a.conversation_id <> :person
            order by a.submitted_at desc, a.id limit :limit
            """)
    abstract List<HolderRow> findHolders(
            @Expandable @TypeDef(type = DataType.BYTE_ARRAY) List<byte[]> hashes, long person, int limit);

    /// Applications that a person neither has nor sent, with one of these terms, the newest first.
    ///
    /// @param terms as from [SearchTerms#parseQuery]; at least one
    public List<Reference> findOthers(long person, Set<String> terms, int limit) {
        return findHolders(PaddedKeys.padKeys(terms.stream().map(this::hashTerm).toList()), person, limit).stream()
                .map(holder -> new Reference(holder.reference()))
                .toList();
    }

    /// A term that an application has.
    @Introspected
    record SharedRow(String reference, byte[] termHash) {}

    @Query("""
            select c.reference, c.term_hash from (
                select a.id, a.reference, a.submitted_at, t.term_hash,
                    row_number() over (partition by t.term_hash order by a.submitted_at desc, a.id) place
                from search_term t join application a on a.id = t.application_id
                where t.term_hash in (:hashes) and a.subject_id not in (0, :subject) and a.conversation_id <> :person
                    and not exists (select 1 from person_mark m where m.mark = 'DIFFERENT'
                        and m.first_person = least(a.conversation_id, :person)
                        and m.second_person = greatest(a.conversation_id, :person))) c
            where c.place <= :each
            order by c.place, c.submitted_at desc, c.id limit\s""" + MAX_SHARED_TERMS)
    abstract List<SharedRow> findSharedRows(
            @Expandable @TypeDef(type = DataType.BYTE_ARRAY) List<byte[]> hashes, long subject, long person, int each);

    /// Applications of other persons and organisations with some of these terms, and which: of each term the newest
    /// ones, first those that are the newest of one. An application that the same person sent for an organisation is
    /// not of another person; those of persons whom staff marked as different people are left out.
    ///
    /// @param terms of the application, as from [SearchTerms#findIdentifyingTerms]
    /// @param each applications of each term
    public Map<Reference, Set<String>> findShared(Application application, Set<String> terms, int each) {
        Map<Reference, Set<String>> shared = new LinkedHashMap<>();
        if (!terms.isEmpty()) {
            Map<ByteBuffer, String> termsByHash = new HashMap<>();
            terms.forEach(term -> termsByHash.put(ByteBuffer.wrap(hashTerm(term)), term));
            List<byte[]> hashes =
                    termsByHash.keySet().stream().map(ByteBuffer::array).toList();
            findSharedRows(PaddedKeys.padKeys(hashes), application.subject(), application.conversation(), each)
                    .forEach(row -> shared.computeIfAbsent(new Reference(row.reference()), other -> new HashSet<>())
                            .add(termsByHash.get(ByteBuffer.wrap(row.termHash()))));
        }
        return shared;
    }

    abstract void insertAll(List<TermRow> rows);

    /// Deletes the terms of an application.
    abstract void deleteByKeyApplicationId(long application);

    @Query("select count(*) from (select 1 as one from search_term where term_hash = :hash limit :limit) counted")
    abstract int countRows(byte[] hash, int limit);

    /// Replaces the terms of applications. Two statements for all new ones.
    ///
    /// @param terms by application
    /// @param fresh whether none of them had terms before
    public void saveTerms(Map<Long, Set<String>> terms, boolean fresh) {
        if (terms.isEmpty()) {
            return;
        }
        if (!fresh) {
            terms.keySet().forEach(this::deleteByKeyApplicationId);
        }
        List<TermRow> rows = new ArrayList<>();
        terms.forEach((application, words) ->
                words.forEach(term -> rows.add(new TermRow(new TermKey(hashTerm(term), application)))));
        if (!rows.isEmpty()) {
            insertAll(rows);
        }
    }

    /// Ids of applications that have all of these terms, unordered. The search begins with the rarest term, so that two
    /// words, one of them frequent, are found as fast as one.
    ///
    /// @param terms as from [SearchTerms#parseQuery]; an empty set finds nothing
    @Connectable
    public List<Long> findByTerms(Set<String> terms, int limit) {
        if (terms.isEmpty()) {
            return List.of();
        }
        List<byte[]> hashes = new ArrayList<>(terms.stream().map(this::hashTerm).toList());
        if (hashes.size() > 1) {
            Map<byte[], Integer> counts = new IdentityHashMap<>();
            hashes.forEach(hash -> counts.put(hash, countRows(hash, MAX_COUNTED_ROWS)));
            hashes.sort(Comparator.comparing(counts::get));
        }
        return findByHashes(hashes, limit);
    }

    private List<Long> findByHashes(List<byte[]> hashes, int limit) {
        StringBuilder sql = new StringBuilder("select t0.application_id from search_term t0");
        for (int i = 1; i < hashes.size(); i++) {
            sql.append(" join search_term t%d on t%d.application_id = t0.application_id and t%d.term_hash = ?"
                    .formatted(i, i, i));
        }
        sql.append(" where t0.term_hash = ? limit ?");
        return operations.prepareStatement(sql.toString(), select -> {
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
        });
    }

    byte[] hashTerm(String term) {
        return Arrays.copyOf(vault.keyedHash("search", term), HASH_BYTES);
    }
}
