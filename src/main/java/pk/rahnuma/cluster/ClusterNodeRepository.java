package pk.rahnuma.cluster;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/// Repository of the table `node`.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
interface ClusterNodeRepository extends GenericRepository<NodeRow, Long> {

    void saveNode(NodeRow node);

    /// All nodes: as many as there are servers.
    List<NodeRow> findAll();

    /// Updates the heartbeat.
    ///
    /// @return 0 when the row does not exist any more
    int updateById(@Id long id, Instant seenAt);

    /// Deletes a node unless it has sent a heartbeat since.
    ///
    /// @return 0 when it has
    int deleteByIdAndSeenAt(long id, Instant seenAt);

    void deleteById(long id);

    void deleteAll();
}
