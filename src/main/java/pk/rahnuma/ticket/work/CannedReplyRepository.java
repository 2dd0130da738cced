package pk.rahnuma.ticket.work;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Repository of prepared replies.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public interface CannedReplyRepository extends GenericRepository<CannedReply, Long> {

    /// Maximum number of replies that are listed.
    int MAX_REPLIES = 500;

    /// Replies, sorted by name.
    @Query("select * from canned_reply order by name limit " + MAX_REPLIES)
    List<CannedReply> listReplies();

    Optional<CannedReply> findById(long id);

    /// Id of the reply with this name, locked.
    @Query("select id from canned_reply where name = :name for update")
    Optional<Long> lockByName(String name);

    void insertReply(CannedReply reply);

    /// @return 0 when there is no such reply
    int updateById(@Id long id, String name, String en, String ur, String urLatn, String who, Instant changed);

    void deleteById(long id);
}
