package pk.rahnuma.organisation;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Repository of notices that members have yet to receive.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public interface MemberNoticeRepository extends GenericRepository<MemberNoticeRepository.NoticeRow, Long> {

    /// A row of the table `member_notice`.
    @MappedEntity(value = "member_notice", alias = "n")
    record NoticeRow(
            @Id long id,
            long personId,
            long organisationId,
            String textKey,
            @Nullable Long askerId,
            Instant createdAt) {}

    /// A notice to a member.
    ///
    /// @param key of the text, `notices.<key>`
    /// @param asker person who asks for admission; null for a notice about something else
    @Introspected
    record Notice(
            long id,
            @MappedProperty("person_id") long person,
            @MappedProperty("organisation_id") long organisation,
            @MappedProperty("text_key") String key,
            @MappedProperty("asker_id") @Nullable Long asker) {

        static Notice createFor(Membership to, String key, @Nullable Long asker) {
            return new Notice(SubjectEncryptionService.newId(), to.person(), to.organisation(), key, asker);
        }
    }

    void insertAll(List<NoticeRow> rows);

    default void insertNotices(Collection<Notice> notices, Instant now) {
        if (!notices.isEmpty()) {
            insertAll(notices.stream()
                    .map(notice -> new NoticeRow(
                            notice.id(), notice.person(), notice.organisation(), notice.key(), notice.asker(), now))
                    .toList());
        }
    }

    /// Pending notices, the oldest first.
    @Query(
            "select id, person_id, organisation_id, text_key, asker_id from member_notice order by created_at, id limit :limit")
    List<Notice> findPending(int limit);

    /// @return 0 when it was already deleted
    int deleteById(long id);

    void deleteByPersonId(long person);

    void deleteByOrganisationId(long organisation);
}
