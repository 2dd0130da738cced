package pk.rahnuma.organisation;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.PreparedBatch;
import pk.rahnuma.vault.SubjectEncryptionService;

/// The table of notices that members have yet to receive. Takes part in the transaction of the thread.
@Singleton
public final class MemberNoticeRepository {

    private final Jdbi jdbi;

    MemberNoticeRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// A notice to a member.
    ///
    /// @param key of the text, `notices.<key>`
    public record Notice(long id, long person, long organisation, String key) {

        static Notice createFor(Membership to, String key) {
            return new Notice(SubjectEncryptionService.newId(), to.person(), to.organisation(), key);
        }
    }

    void insertNotices(Collection<Notice> notices, Instant now) {
        if (notices.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> {
            PreparedBatch batch = handle.prepareBatch("""
                    insert into member_notice (id, person_id, organisation_id, text_key, created_at)
                    values (:id, :person, :organisation, :key, :now)
                    """);
            notices.forEach(notice -> batch.bind("id", notice.id())
                    .bind("person", notice.person())
                    .bind("organisation", notice.organisation())
                    .bind("key", notice.key())
                    .bind("now", now)
                    .add());
            batch.execute();
        });
    }

    /// Pending notices, the oldest first.
    public List<Notice> findPending(int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id, person_id, organisation_id, text_key from member_notice
                        order by created_at, id limit :most
                        """)
                .bind("most", limit)
                .map((RowView row) -> new Notice(
                        row.getColumn("id", Long.class),
                        row.getColumn("person_id", Long.class),
                        row.getColumn("organisation_id", Long.class),
                        row.getColumn("text_key", String.class)))
                .list());
    }

    /// Deletes a notice.
    ///
    /// @return false when it was already deleted
    public boolean deleteNotice(Notice notice) {
        return jdbi.withHandle(handle -> handle.execute("delete from member_notice where id = ?", notice.id())) == 1;
    }

    void deleteByPerson(long person) {
        jdbi.useHandle(handle -> handle.execute("delete from member_notice where person_id = ?", person));
    }

    void deleteByOrganisation(long organisation) {
        jdbi.useHandle(handle -> handle.execute("delete from member_notice where organisation_id = ?", organisation));
    }
}
