package pk.rahnuma.ticket.work;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/// Repository of prepared replies.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public interface CannedReplyRepository extends GenericRepository<CannedReply, Long> {

    /// Maximum number of replies that are listed.
    int MAX_REPLIES = 500;

    /// Replies of all and of a member, sorted by folder and name.
    @Query("select * from canned_reply where owner_id in (0, :member) order by folder, name limit " + MAX_REPLIES)
    List<CannedReply> listReplies(long member);

    Optional<CannedReply> findById(long id);

    /// The reply, locked.
    @Query("select * from canned_reply where id = :id for update")
    Optional<CannedReply> lockReply(long id);

    /// Id of the reply with this name, locked.
    @Query("select id from canned_reply where owner_id = :owner and name = :name for update")
    Optional<Long> lockByName(long owner, String name);

    void insertReply(CannedReply reply);

    void updateReply(CannedReply reply);

    void deleteById(long id);
}
