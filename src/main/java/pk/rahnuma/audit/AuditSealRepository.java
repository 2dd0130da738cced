package pk.rahnuma.audit;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import pk.rahnuma.persistence.JdbcExecutor;

/// Repository of seals, with the queries over the log that they need.
final class AuditSealRepository {

    private static final String SELECT_SEALS = "select number, up_to, sealed_at, heads, mac from audit_head ";

    private final Jdbi jdbi;

    AuditSealRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    Optional<AuditSeal> findLast() {
        return one(SELECT_SEALS + "order by number desc limit 1");
    }

    Optional<AuditSeal> findByNumber(long number) {
        return one(SELECT_SEALS + "where number = ?", number);
    }

    /// Newest seal that was made no later than a time.
    Optional<AuditSeal> findLastUntil(Instant at) {
        return one(SELECT_SEALS + "where sealed_at <= ? order by number desc limit 1", at);
    }

    private Optional<AuditSeal> one(String sql, Object... values) {
        return jdbi.withHandle(handle -> {
            Query query = handle.createQuery(sql);
            for (int i = 0; i < values.length; i++) {
                query.bind(i, values[i]);
            }
            return query.map((RowView row) -> seal(row)).findOne();
        });
    }

    List<AuditSeal> findAfter(long number, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT_SEALS + "where number > ? order by number limit ?")
                .bind(0, number)
                .bind(1, limit)
                .map((RowView row) -> seal(row))
                .list());
    }

    void insertAll(List<AuditSeal> seals) {
        jdbi.useHandle(handle -> {
            PreparedBatch batch = handle.prepareBatch(
                    "insert into audit_head (number, up_to, sealed_at, heads, mac) values (?, ?, ?, ?, ?)");
            seals.forEach(seal -> batch.add(seal.number(), seal.upTo(), seal.at(), seal.heads(), seal.mac()));
            batch.execute();
        });
    }

    /// Entry without its content.
    record PositionedHead(long chain, AuditChainHeads.Head head, long place) {}

    List<PositionedHead> findEntriesAfter(long place, int limit) {
        return JdbcExecutor.withConnection(jdbi, connection -> {
            List<PositionedHead> found = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(
                    "select chain, seq, mac, place from audit where place > ? order by place limit ?")) {
                select.setLong(1, place);
                select.setInt(2, limit);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        found.add(new PositionedHead(rows.getLong(1), head(rows), rows.getLong(4)));
                    }
                }
            }
            return found;
        });
    }

    long countEntriesAfter(long place) {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from audit where place > ?")
                .bind(0, place)
                .mapTo(Long.class)
                .one());
    }

    /// Entries of these chains at the places of these heads.
    Map<Long, List<AuditChainHeads.Head>> findEntriesAtHeads(Map<Long, AuditChainHeads.Head> heads) {
        Collection<Long> seqs = new TreeSet<>();
        heads.values().forEach(head -> seqs.add((long) head.seq()));
        return JdbcExecutor.withConnection(jdbi, connection -> {
            Map<Long, List<AuditChainHeads.Head>> found = HashMap.newHashMap(heads.size());
            try (PreparedStatement select =
                    connection.prepareStatement("select chain, seq, mac from audit where chain in (%s) and seq in (%s)"
                            .formatted(
                                    JdbcExecutor.placeholders(heads.size()), JdbcExecutor.placeholders(seqs.size())))) {
                JdbcExecutor.bindKeys(select, JdbcExecutor.bindKeys(select, 1, heads.keySet()), seqs);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        found.computeIfAbsent(rows.getLong(1), chain -> new ArrayList<>())
                                .add(head(rows));
                    }
                }
            }
            return found;
        });
    }

    private static AuditChainHeads.Head head(ResultSet row) throws SQLException {
        return new AuditChainHeads.Head(row.getInt(2), row.getBytes(3));
    }

    private static AuditSeal seal(RowView row) {
        return new AuditSeal(
                row.getColumn("number", Long.class),
                row.getColumn("up_to", Long.class),
                row.getColumn("sealed_at", Instant.class),
                row.getColumn("heads", byte[].class),
                row.getColumn("mac", byte[].class));
    }
}
