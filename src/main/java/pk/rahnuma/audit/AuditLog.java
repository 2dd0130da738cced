package pk.rahnuma.audit;

import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import pk.rahnuma.persistence.JdbcExecutor;
import pk.rahnuma.persistence.UtcTimestamps;
import pk.rahnuma.vault.PagedRows;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Appends to the audit log and verifies it. Takes part in the transaction of the calling thread.
@Singleton
public final class AuditLog {

    /// Head of an empty chain.
    private static final ChainHead EMPTY_HEAD = new ChainHead(0, new byte[32]);

    /// Number of entries that are read at once.
    private static final int PAGE_SIZE = 2_000;

    private final Jdbi jdbi;
    private final SubjectEncryptionService vault;

    public AuditLog(Jdbi jdbi, SubjectEncryptionService vault) {
        this.jdbi = jdbi;
        this.vault = vault;
    }

    /// Appends entries in the order of the list, with one query and one batch. The caller holds the lock of every
    /// chain's row.
    public void appendEntries(List<AuditEntry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        JdbcExecutor.withConnection(jdbi, connection -> {
            Map<Long, ChainHead> heads = heads(connection, chains(entries));
            try (PreparedStatement insert = connection.prepareStatement("""
                    insert into audit (chain, seq, who, what, about, detail, created_at, mac)
                    values (?, ?, ?, ?, ?, ?, ?, ?)
                    """)) {
                for (AuditEntry entry : entries) {
                    ChainHead head = heads.getOrDefault(entry.chain(), EMPTY_HEAD);
                    ChainHead next = new ChainHead(head.seq() + 1, seal(head, entry));
                    heads.put(entry.chain(), next);
                    bind(insert, entry, next);
                    insert.addBatch();
                }
                return insert.executeBatch();
            }
        });
    }

    /// Appends an entry unless its chain has an equal one by the same actor since a time: a page that refreshes itself
    /// leaves one entry and not hundreds. The caller holds the lock of the chain's row.
    ///
    /// @return true when it was appended
    public boolean appendOnce(AuditEntry entry, Instant since) {
        boolean noted = jdbi.withHandle(handle -> handle.createQuery("""
                        select count(*) from audit where chain = :chain and who = :who and what = :what
                            and about = :about and coalesce(detail, '') = :detail and created_at > :since
                        """)
                        .bind("chain", entry.chain())
                        .bind("who", entry.who())
                        .bind("what", entry.what())
                        .bind("about", entry.about())
                        .bind("detail", entry.detail() == null ? "" : entry.detail())
                        .bind("since", since)
                        .mapTo(Long.class)
                        .one()
                > 0);
        if (!noted) {
            appendEntries(List.of(entry));
        }
        return !noted;
    }

    /// Number of entries of a chain that are newer than a time.
    ///
    /// @param limit maximum number of entries that are checked, the newest first
    public int countSince(long chain, Instant since, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select count(*) from (
                            select created_at from audit where chain = :chain order by seq desc limit :limit
                        ) as newest where created_at > :since
                        """)
                .bind("chain", chain)
                .bind("limit", limit)
                .bind("since", since)
                .mapTo(Integer.class)
                .one());
    }

    /// All entries of a chain, in order, as exported to the person whom they are about.
    public Iterable<Map<String, Object>> exportChain(long chain) {
        return new PagedRows<>(
                (Numbered last, int limit) -> readPage(chain, last == null ? 0 : last.seq(), limit),
                page -> page.stream()
                        .map(numbered -> numbered.entry().toExport())
                        .toList());
    }

    record Numbered(int seq, AuditEntry entry) {}

    List<Numbered> readPage(long chain, int seq, int limit) {
        return JdbcExecutor.withConnection(jdbi, connection -> {
            List<Numbered> page = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement("""
                    select seq, who, what, about, detail, created_at from audit
                    where chain = ? and seq > ? order by seq limit ?
                    """)) {
                select.setLong(1, chain);
                select.setInt(2, seq);
                select.setInt(3, limit);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        page.add(new Numbered(rows.getInt(1), entry(chain, rows)));
                    }
                }
            }
            return page;
        });
    }

    /// Entries of these kinds in a chain since a time, at most the newest `limit`, in order.
    public List<AuditEntry> findSince(long chain, Collection<String> kinds, Instant from, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select seq, who, what, about, detail, created_at from audit
                        where chain = :chain and created_at >= :from and what in (<kinds>)
                        order by seq desc limit :limit
                        """)
                        .bind("chain", chain)
                        .bind("from", from)
                        .bindList("kinds", List.copyOf(kinds))
                        .bind("limit", limit)
                        .map((row, context) -> entry(chain, row))
                        .list())
                .reversed();
    }

    /// Verifies all chains from their first entry on, a page at a time. Concurrent appends are allowed. Missing entries
    /// at the end of a chain are not detected here but by [AuditSealService#verifySeals].
    ///
    /// @param faults receives each fault, as text
    /// @param progress receives the number of verified entries repeatedly
    /// @return number of verified chains and entries
    public VerificationSummary verifyAll(Consumer<String> faults, LongConsumer progress) {
        VerificationWalk walk = new VerificationWalk(faults);
        while (verifyPage(walk) == PAGE_SIZE) {
            progress.accept(walk.entries);
        }
        return new VerificationSummary(walk.chains, walk.entries);
    }

    /// Upper estimate of the number of entries.
    public long estimateSize() {
        return jdbi.withHandle(handle -> handle.createQuery("select coalesce(max(place), 0) from audit")
                .mapTo(Long.class)
                .one());
    }

    private int verifyPage(VerificationWalk walk) {
        return JdbcExecutor.withConnection(jdbi, connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    select seq, who, what, about, detail, created_at, mac, chain from audit
                    where chain >= ? and (chain > ? or seq > ?) order by chain, seq limit ?
                    """)) {
                select.setLong(1, walk.chain);
                select.setLong(2, walk.chain);
                select.setInt(3, walk.head.seq());
                select.setInt(4, PAGE_SIZE);
                int found = 0;
                try (ResultSet rows = select.executeQuery()) {
                    for (; rows.next(); found++) {
                        walk.visitEntry(rows.getLong(8), new ChainHead(rows.getInt(1), rows.getBytes(7)), rows);
                    }
                }
                return found;
            }
        });
    }

    /// Size of a verified log.
    public record VerificationSummary(long chains, long entries) {}

    private final class VerificationWalk {
        private final Consumer<String> faults;
        private long chain = Long.MIN_VALUE;
        private ChainHead head = EMPTY_HEAD;
        private long chains;
        private long entries;

        VerificationWalk(Consumer<String> faults) {
            this.faults = faults;
        }

        void visitEntry(long next, ChainHead found, ResultSet row) throws SQLException {
            if (next != chain || entries == 0) {
                chain = next;
                head = EMPTY_HEAD;
                chains++;
            }
            String fault = fault(head, found, entry(chain, row));
            if (fault != null) {
                faults.accept("chain " + chain + ": " + fault);
            }
            head = found;
            entries++;
        }
    }

    /// Latest entries, the newest first.
    ///
    /// @param about ids of the objects; empty for all
    /// @param actorName the name of the actor; or null for all
    /// @param skipped number of entries to leave out at the beginning
    public List<AuditEntry> findLatest(Collection<String> about, String actorName, int skipped, int most) {
        return jdbi.withHandle(handle -> {
            String sql = "select chain, who, what, about, detail, created_at from audit where 1 = 1"
                    + (about.isEmpty() ? "" : " and about in (<about>)")
                    + (actorName == null ? "" : " and who = :who")
                    + " order by place desc limit :most offset :skipped";
            Query query = handle.createQuery(sql).bind("most", most).bind("skipped", skipped);
            if (!about.isEmpty()) {
                query.bindList("about", List.copyOf(about));
            }
            if (actorName != null) {
                query.bind("who", actorName);
            }
            return query.map((row, context) -> entry(row.getLong(1), row)).list();
        });
    }

    private String fault(ChainHead before, ChainHead found, AuditEntry entry) {
        if (found.seq() != before.seq() + 1) {
            return "between entry " + before.seq() + " and entry " + found.seq() + " something is missing";
        }
        return Arrays.equals(found.mac(), seal(before, entry))
                ? null
                : "entry " + found.seq() + " is not as it was written";
    }

    private byte[] seal(ChainHead before, AuditEntry entry) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(before.mac());
            out.writeLong(entry.chain());
            out.writeInt(before.seq() + 1);
            write(out, entry.who());
            write(out, entry.what());
            write(out, entry.about());
            write(out, entry.detail());
            out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, entry.at()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return vault.keyedHash("audit", bytes.toByteArray());
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        if (text == null) {
            out.writeInt(-1);
            return;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    private static Map<Long, ChainHead> heads(Connection connection, Set<Long> chains) throws SQLException {
        Map<Long, ChainHead> heads = HashMap.newHashMap(chains.size());
        try (PreparedStatement select =
                connection.prepareStatement("""
                select a.chain, a.seq, a.mac from audit a
                join (select chain, max(seq) as seq from audit where chain in (%s) group by chain) h
                on a.chain = h.chain and a.seq = h.seq
                """.formatted(JdbcExecutor.placeholders(chains.size())))) {
            JdbcExecutor.bindKeys(select, 1, chains);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    heads.put(rows.getLong(1), new ChainHead(rows.getInt(2), rows.getBytes(3)));
                }
            }
        }
        return heads;
    }

    private static Set<Long> chains(List<AuditEntry> entries) {
        Set<Long> chains = new TreeSet<>();
        for (AuditEntry entry : entries) {
            chains.add(entry.chain());
        }
        return chains;
    }

    private static void bind(PreparedStatement insert, AuditEntry entry, ChainHead place) throws SQLException {
        insert.setLong(1, entry.chain());
        insert.setInt(2, place.seq());
        insert.setString(3, entry.who());
        insert.setString(4, entry.what());
        insert.setString(5, entry.about());
        insert.setString(6, entry.detail());
        insert.setObject(7, UtcTimestamps.toUtc(entry.at()));
        insert.setBytes(8, place.mac());
    }

    private static AuditEntry entry(long chain, ResultSet rows) throws SQLException {
        return new AuditEntry(
                chain,
                rows.getString(2),
                rows.getString(3),
                rows.getString(4),
                rows.getString(5),
                UtcTimestamps.readInstant(rows, 6));
    }

    private record ChainHead(int seq, byte[] mac) {}
}
