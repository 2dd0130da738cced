package pk.rahnuma.ticket.agent;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;

/// The table of prepared replies.
@Singleton
public final class CannedReplyRepository {

    /// Maximum number of replies that are listed.
    static final int MAX_REPLIES = 500;

    private final Jdbi jdbi;

    public CannedReplyRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// Replies, sorted by name.
    List<CannedReply> listReplies() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select id, name, en, ur, ur_latn, who, changed_at from canned_reply order by name")
                .setMaxRows(MAX_REPLIES)
                .map(CannedReplyRepository::read)
                .list());
    }

    Optional<CannedReply> findReply(long id) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select id, name, en, ur, ur_latn, who, changed_at from canned_reply where id = :id")
                .bind("id", id)
                .map(CannedReplyRepository::read)
                .findOne());
    }

    /// Id of the reply with this name, locked.
    Optional<Long> lockByName(String name) {
        return jdbi.withHandle(handle -> handle.createQuery("select id from canned_reply where name = :name for update")
                .bind("name", name)
                .mapTo(Long.class)
                .findOne());
    }

    void insertReply(CannedReply reply) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into canned_reply (id, name, en, ur, ur_latn, who, changed_at)
                        values (:id, :name, :en, :ur, :urLatn, :who, :changed)
                        """).bindMethods(reply).execute());
    }

    /// @return false when there is no such reply
    boolean updateReply(CannedReply reply) {
        return jdbi.withHandle(
                        handle -> handle.createUpdate("""
                        update canned_reply set name = :name, en = :en, ur = :ur, ur_latn = :urLatn, who = :who,
                            changed_at = :changed
                        where id = :id
                        """).bindMethods(reply).execute())
                > 0;
    }

    void deleteReply(long id) {
        jdbi.useHandle(handle -> handle.execute("delete from canned_reply where id = ?", id));
    }

    private static CannedReply read(RowView row) {
        return new CannedReply(
                row.getColumn("id", Long.class),
                row.getColumn("name", String.class),
                row.getColumn("en", String.class),
                row.getColumn("ur", String.class),
                row.getColumn("ur_latn", String.class),
                row.getColumn("who", String.class),
                row.getColumn("changed_at", Instant.class));
    }
}
