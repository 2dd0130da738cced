package pk.rahnuma.registration.record;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.LineStatus;
import pk.rahnuma.staff.notification.StaffNotificationRepository;

/// Queries and deletions of [ApplicationDataHandler] in the tables of applications.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
abstract class ApplicationErasureRepository implements GenericRepository<ApplicationRow, Long> {

    private final StaffNotificationRepository notifications;

    ApplicationErasureRepository(StaffNotificationRepository notifications) {
        this.notifications = notifications;
    }

    @Query("select " + ApplicationRow.COLUMNS + """
            from application a
            where a.subject_id = :subject and (a.submitted_at > :after or a.submitted_at = :after and a.id > :id)
            order by a.submitted_at, a.id limit :limit
            """)
    abstract List<ApplicationRow> findRowsBySubject(long subject, Instant after, long id, int limit);

    @Query("select " + ApplicationRow.COLUMNS + """
            from application a
            where a.conversation_id = :conversation and a.subject_id <> :conversation and a.id > :after
            order by a.id limit :limit
            """)
    abstract List<ApplicationRow> findRowsSentForOthers(long conversation, long after, int limit);

    @Query("update application set conversation_id = :conversation, session = :session where id = :id")
    abstract void updateSender(long id, long conversation, String session);

    /// The subjects among these that have applications.
    ///
    /// @param subjects at least one
    @Query("select distinct subject_id from application where subject_id in (:subjects)")
    abstract Set<Long> findSubjectsWithApplications(Collection<Long> subjects);

    /// The persons among these who submitted applications, for themselves or for an organisation.
    ///
    /// @param persons at least one
    @Query("select distinct conversation_id from application where conversation_id in (:persons)")
    abstract Set<Long> findSenders(Collection<Long> persons);

    @Query("""
            select id, conversation_id as conversation from application
            where status in ('DECIDED', 'WITHDRAWN', 'LAPSED') and status_since < :before and subject_id <> :nobody
                and id not in (select application_id from line where status in (:live))
            order by status_since limit :limit
            """)
    abstract List<ApplicationRepository.LateApplication> findEnded(
            List<LineStatus> live, Instant before, long nobody, int limit);

    @Query("""
            update application set conversation_id = :nobody, subject_id = :nobody, session = :session,
                answers = :nothing, identity_proof = :nothing, mobile_proof = :nothing, authority_reference = null,
                asked = null, certificate_until = null
            where id = :id
            """)
    abstract void eraseColumns(long id, String session, long nobody, byte[] nothing);

    @Query(
            "update application_event set note = null, confirmation = null, session_hash = null where application_id = :id")
    abstract void eraseNotes(long id);

    @Query("delete from application_version where application_id = :id")
    abstract void deleteVersions(long id);

    @Query("delete from line_version where line_id in (select id from line where application_id = :id)")
    abstract void deleteLineVersions(long id);

    @Query("delete from line_address where line_id in (select id from line where application_id = :id)")
    abstract void deleteAddresses(long id);

    @Query("""
            update line set subject_id = :nobody, answers = :nothing, wanted = null, mobile_hash = null,
                site_hash = null, authority_reference = null, asked = null
            where application_id = :id
            """)
    abstract void eraseLines(long id, long nobody, byte[] nothing);

    @Query("delete from search_term where application_id = :id")
    abstract void deleteTerms(long id);

    @Query("delete from proposal where application_id = :id")
    abstract void deleteProposal(long id);

    /// A page of a subject's applications, the oldest first.
    ///
    /// @param last the application after which the page begins; null for the first page
    List<Application> findPageBySubject(long subject, Application last, int limit) {
        return ApplicationRow.toApplications(
                last == null
                        ? findRowsBySubject(subject, Instant.EPOCH, 0, limit)
                        : findRowsBySubject(subject, last.submitted(), last.id(), limit));
    }

    /// A page of the applications that a person submitted for organisations, in the order of their ids.
    ///
    /// @param last the application after which the page begins; null for the first page
    List<Application> findPageSentForOthers(long conversation, Application last, int limit) {
        return ApplicationRow.toApplications(
                findRowsSentForOthers(conversation, last == null ? Long.MIN_VALUE : last.id(), limit));
    }

    /// Transfers an application to another person. The session of its sender is cleared.
    void transferToOther(long id, long conversation) {
        updateSender(id, conversation, Application.handedOverSession(id));
        notifications.deleteByCaseId(id);
    }

    /// Applications that ended before a time and still have answers.
    List<ApplicationRepository.LateApplication> findEnded(Instant before, int limit) {
        return findEnded(LineStatus.liveStatuses(), before, Application.ERASED_SUBJECT, limit);
    }

    /// Leaves reference, states and times, and the hash of each line's provider, which has to learn that the line has
    /// ended. Leaves nothing that leads to the person: answers, other hashes, notes and entries in the register are
    /// deleted, and the link between applications of one person too.
    void eraseApplication(long id) {
        eraseColumns(id, Application.handedOverSession(id), Application.ERASED_SUBJECT, new byte[0]);
        eraseNotes(id);
        deleteVersions(id);
        deleteLineVersions(id);
        deleteAddresses(id);
        eraseLines(id, Application.ERASED_SUBJECT, new byte[0]);
        deleteTerms(id);
        deleteProposal(id);
        notifications.deleteByCaseId(id);
    }
}
