package pk.rahnuma.cluster;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import pk.rahnuma.persistence.UtcTimestamps;

/// Repository of the tables `node` and `lease`.
final class ClusterNodeRepository {

    private final Jdbi jdbi;

    ClusterNodeRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    void insertNode(long id, Collection<Integer> wrappingKeys, Instant now) {
        String keys = wrappingKeys.stream().map(String::valueOf).collect(Collectors.joining(","));
        jdbi.useHandle(handle -> handle.execute(
                "insert into node (id, started_at, seen_at, wrapping_keys) values (?, ?, ?, ?)",
                id,
                UtcTimestamps.toUtc(now),
                UtcTimestamps.toUtc(now),
                keys));
    }

    /// Last heartbeat of each node that is not known to hold this wrapping key.
    Map<Long, Instant> findHeartbeatsWithoutKey(int wrappingKey) {
        Map<Long, Instant> found = new HashMap<>();
        jdbi.useHandle(handle -> handle.createQuery("select id, seen_at, wrapping_keys from node")
                .map((row, context) -> {
                    String keys = row.getString(3);
                    if (keys == null || !List.of(keys.split(",")).contains(Integer.toString(wrappingKey))) {
                        found.put(row.getLong(1), UtcTimestamps.readInstant(row, 2));
                    }
                    return row.getLong(1);
                })
                .list());
        return found;
    }

    /// Updates the heartbeat.
    ///
    /// @return false when the row does not exist any more
    boolean updateHeartbeat(long id, Instant now) {
        return jdbi.withHandle(handle ->
                        handle.execute("update node set seen_at = ? where id = ?", UtcTimestamps.toUtc(now), id))
                > 0;
    }

    /// Last heartbeat of each node.
    Map<Long, Instant> findHeartbeats() {
        return jdbi.withHandle(handle -> handle.createQuery("select id, seen_at from node")
                .reduceRows(new HashMap<>(), (all, row) -> {
                    all.put(row.getColumn(1, Long.class), row.getColumn(2, Instant.class));
                    return all;
                }));
    }

    /// Deletes a node unless it has sent a heartbeat since.
    boolean deleteNode(long id, Instant seen) {
        return jdbi.withHandle(handle ->
                        handle.execute("delete from node where id = ? and seen_at = ?", id, UtcTimestamps.toUtc(seen)))
                > 0;
    }

    void deleteNode(long id) {
        jdbi.useHandle(handle -> handle.execute("delete from node where id = ?", id));
    }

    void deleteAllNodes() {
        jdbi.useHandle(handle -> handle.execute("delete from node"));
    }

    /// Takes a lease.
    ///
    /// @return true when this node holds it from now on
    boolean takeLease(String lease, long node) {
        return jdbi.withHandle(handle -> {
            Optional<Boolean> free = handle.createQuery("""
                            select node_id is null or node_id = :node or node_id not in (select id from node) from lease
                            where name = :name
                            """)
                    .bind("node", node)
                    .bind("name", lease)
                    .mapTo(Boolean.class)
                    .findOne();
            if (free.isPresent() && !free.get()) {
                return false;
            }
            if (free.isEmpty()) {
                handle.execute("insert ignore into lease (name, node_id) values (?, null)", lease);
            }
            return handle.execute("""
                            update lease set node_id = ?
                            where name = ? and (node_id is null or node_id = ? or node_id not in (select id from node))
                            """, node, lease, node) > 0;
        });
    }

    void releaseLease(String lease, long node) {
        jdbi.useHandle(handle ->
                handle.execute("update lease set node_id = null where name = ? and node_id = ?", lease, node));
    }
}
