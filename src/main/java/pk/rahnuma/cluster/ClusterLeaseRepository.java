package pk.rahnuma.cluster;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.util.Optional;

/// Repository of the table `lease`.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
interface ClusterLeaseRepository extends GenericRepository<LeaseRow, String> {

    /// Tells whether the node may take the lease; empty when the lease has no row yet.
    @Query("""
            select node_id is null or node_id = :node or node_id not in (select id from node) from lease
            where name = :name
            """)
    Optional<Boolean> isFree(String name, long node);

    @Query("insert ignore into lease (name, node_id) values (:name, null)")
    void insertFree(String name);

    /// @return 0 when another node that is alive has it
    @Query("""
            update lease set node_id = :node
            where name = :name and (node_id is null or node_id = :node or node_id not in (select id from node))
            """)
    int updateHolder(String name, long node);

    /// @return 0 when the node does not hold it
    @Query("update lease set node_id = null where name = :name and node_id = :node")
    int releaseLease(String name, long node);

    /// Takes a lease.
    ///
    /// @return true when this node holds it from now on
    default boolean takeLease(String name, long node) {
        Optional<Boolean> free = isFree(name, node);
        if (free.isPresent() && !free.get()) {
            return false;
        }
        if (free.isEmpty()) {
            insertFree(name);
        }
        return updateHolder(name, node) > 0;
    }
}
