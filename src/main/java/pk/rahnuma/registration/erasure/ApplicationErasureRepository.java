package pk.rahnuma.registration.erasure;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationStatus;
import pk.rahnuma.registration.record.ApplicationRepository;

/// Queries and deletions of [ApplicationDataHandler] in the table of applications.
@Singleton
public final class ApplicationErasureRepository {

    private final Jdbi jdbi;

    public ApplicationErasureRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// A page of a subject's applications, the oldest first.
    ///
    /// @param last the application after which the page begins; null for the first page
    List<Application> findPageBySubject(long subject, Application last, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("select " + ApplicationRepository.COLUMNS + """
                         from application a
                        where a.subject_id = :subject
                            and (a.submitted_at > :at or a.submitted_at = :at and a.id > :id)
                        order by a.submitted_at, a.id limit :limit
                        """)
                .bind("subject", subject)
                .bind("at", last == null ? Instant.EPOCH : last.submitted())
                .bind("id", last == null ? 0 : last.id())
                .bind("limit", limit)
                .map(ApplicationRepository::mapRow)
                .list());
    }

    /// A page of the applications that a person submitted for organisations, in the order of their ids.
    ///
    /// @param last the application after which the page begins; null for the first page
    List<Application> findPageSentForOthers(long conversation, Application last, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("select " + ApplicationRepository.COLUMNS + """
                         from application a
                        where a.conversation_id = :conversation and a.subject_id <> :conversation and a.id > :id
                        order by a.id limit :limit
                        """)
                .bind("conversation", conversation)
                .bind("id", last == null ? Long.MIN_VALUE : last.id())
                .bind("limit", limit)
                .map(ApplicationRepository::mapRow)
                .list());
    }

    /// Transfers an application to another person. The session of its sender is cleared.
    void transferToOther(long id, long conversation) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update application set conversation_id = :conversation, session = :own where id = :id")
                .bind("conversation", conversation)
                .bind("own", Application.handedOverSession(id))
                .bind("id", id)
                .execute());
    }

    /// The subjects among these that have applications.
    Set<Long> findSubjectsWithApplications(Collection<Long> subjects) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select distinct subject_id from application where subject_id in (<subjects>)")
                .bindList("subjects", List.copyOf(subjects))
                .mapTo(Long.class)
                .set());
    }

    /// The persons among these who submitted applications, for themselves or for an organisation.
    Set<Long> findSenders(Collection<Long> persons) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select distinct conversation_id from application where conversation_id in (<persons>)")
                .bindList("persons", List.copyOf(persons))
                .mapTo(Long.class)
                .set());
    }

    /// Applications that ended before a time and still have answers.
    List<ApplicationRepository.LateApplication> findEnded(Instant before, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id, conversation_id from application
                        where status in (<ended>) and status_since < :before and subject_id <> :nobody
                        order by status_since limit :limit
                        """)
                .bindList(
                        "ended",
                        Arrays.stream(ApplicationStatus.values())
                                .filter(status -> !status.isLive())
                                .map(ApplicationStatus::name)
                                .toList())
                .bind("before", before)
                .bind("nobody", Application.ERASED_SUBJECT)
                .bind("limit", limit)
                .map((RowView row) -> new ApplicationRepository.LateApplication(
                        row.getColumn("id", Long.class), row.getColumn("conversation_id", Long.class)))
                .list());
    }

    /// Leaves reference, states and times, and nothing that leads to the person: answers, hashes, notes and entries in
    /// the register are deleted, and the link between applications of one person too.
    void eraseApplication(long id) {
        jdbi.useHandle(handle -> {
            handle.createUpdate("""
                            update application set conversation_id = :nobody, subject_id = :nobody, session = :own,
                                answers = :nothing, identity_proof = :nothing, mobile_proof = :nothing,
                                vpn_mobile_hash = null, authority_reference = null,
                                asked = null
                            where id = :id
                            """)
                    .bind("nobody", Application.ERASED_SUBJECT)
                    .bind("own", Application.handedOverSession(id))
                    .bind("nothing", new byte[0])
                    .bind("id", id)
                    .execute();
            handle.execute("update application_event set note = null where application_id = ?", id);
            handle.execute("delete from application_version where application_id = ?", id);
            handle.execute("delete from register_address where application_id = ?", id);
            handle.execute("delete from search_term where application_id = ?", id);
            handle.execute("delete from proposal where application_id = ?", id);
        });
    }
}
