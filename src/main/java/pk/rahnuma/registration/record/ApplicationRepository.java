package pk.rahnuma.registration.record;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.MappedProperty;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.Relation;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import pk.rahnuma.persistence.PaddedKeys;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationStatus;
import pk.rahnuma.shared.Reference;

/// Repository of applications.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public abstract class ApplicationRepository implements GenericRepository<ApplicationRow, Long> {

    private static final String SELECT = "select " + ApplicationRow.COLUMNS + " from application a ";

    /// An application with its answers in force, sealed.
    public record ApplicationWithAnswers(Application application, byte[] answers) {}

    /// An application with the hashes of its second proofs.
    public record ApplicationWithProofs(Application application, byte[] identityProof, byte[] mobileProof) {}

    /// The newest applications of a subject, and the number of all.
    public record NewestApplications(long count, List<Application> applications) {}

    /// An application whose applicant missed the deadline.
    @Introspected
    public record LateApplication(long id, long conversation) {}

    @Introspected
    record NewestRow(
            @MappedProperty("") @Relation(Relation.Kind.EMBEDDED)
            ApplicationRow row,

            long total) {}

    @Introspected
    record StatusCount(long subjectId, ApplicationStatus status, long many) {}

    @Introspected
    record AnswersRow(long id, byte[] answers) {}

    abstract void insertAll(List<ApplicationRow> rows);

    /// Stores the columns that change with a transition.
    @Query("""
            update application set status = :status, status_since = :statusSince, worked_seconds = :workedSeconds,
                runs_since = :runsSince, due_at = :dueAt, lapses_at = :lapsesAt,
                authority_reference = :authorityReference, reasons = :reasons, asked = :asked, events = :events
            where id = :id
            """)
    abstract void updateStatus(ApplicationRow row);

    /// Replaces the answers in force.
    @Query("""
            update application set answers = :answers, identity_proof = :identityProof, mobile_proof = :mobileProof,
                vpn_mobile_hash = :vpnMobileHash
            where id = :id
            """)
    abstract void updateAnswers(ApplicationRow row);

    @Query(SELECT + "where a.reference in (:references)")
    abstract List<ApplicationRow> findByReferences(Collection<String> references);

    @Query("select a.* from application a where a.reference = :reference")
    abstract Optional<ApplicationRow> findByReference(String reference);

    @Query(SELECT + "where a.id in (:ids)")
    abstract List<ApplicationRow> findRows(Collection<Long> ids);

    @Query(SELECT + "where a.id = :id for update")
    abstract ApplicationRow lockRow(long id);

    @Query(SELECT + "where a.conversation_id in (:conversations) and a.session in (:sessions)")
    abstract List<ApplicationRow> findRows(Collection<Long> conversations, Collection<String> sessions);

    @Query("select " + ApplicationRow.COLUMNS + """
            , a.total from (
                select b.*,
                    row_number() over (partition by b.subject_id order by b.submitted_at desc, b.id) place,
                    count(*) over (partition by b.subject_id) total
                from application b where b.subject_id in (:subjects)) a
            where a.place <= :most
            order by a.subject_id, a.place
            """)
    abstract List<NewestRow> findNewestRows(Collection<Long> subjects, int most);

    @Query(SELECT + """
            where a.status in (:statuses)
            order by case when a.due_at is null then 1 else 0 end, a.due_at, a.status_since, a.id
            limit :limit offset :skip
            """)
    abstract List<ApplicationRow> findRows(Collection<ApplicationStatus> statuses, int skip, int limit);

    @Query(SELECT + """
            where a.subject_id in (:subjects)
                and (a.submitted_at < :submitted or a.submitted_at = :submitted and a.id > :id)
            order by a.submitted_at desc, a.id limit :limit
            """)
    abstract List<ApplicationRow> findRowsAfter(Collection<Long> subjects, Instant submitted, long id, int limit);

    @Query(SELECT + """
            where a.status in (:statuses) and a.due_at <= :now
            order by a.due_at, a.id limit :limit offset :skip
            """)
    abstract List<ApplicationRow> findOverdue(Collection<ApplicationStatus> statuses, Instant now, int skip, int limit);

    @Query("""
            select subject_id, status, count(*) as many from application
            where subject_id in (:subjects) group by subject_id, status
            """)
    abstract List<StatusCount> countEachStatus(Collection<Long> subjects);

    @Query("select 0 as subject_id, status, count(*) as many from application group by status")
    abstract List<StatusCount> countEachStatus();

    @Query("select id, answers from application where id in (:ids)")
    abstract List<AnswersRow> findAnswerRows(Collection<Long> ids);

    /// Number of applications whose target is missed.
    @Query("select count(*) from application where status in (:statuses) and due_at <= :now")
    public abstract long countOverdue(Collection<ApplicationStatus> statuses, Instant now);

    /// Ids of the applications with this reference of the authority.
    @Query("select id from application where authority_reference = :reference limit :limit")
    public abstract List<Long> findIdsByAuthorityReference(String reference, int limit);

    /// Applications whose applicant missed the deadline, the longest overdue first.
    @Query("""
            select id, conversation_id as conversation from application
            where lapses_at <= :now and status = 'NEEDS_INFO' order by lapses_at limit :limit
            """)
    public abstract List<LateApplication> findLate(Instant now, int limit);

    /// Finds an application without a lock.
    public Optional<Application> findApplication(Reference reference) {
        return findByReferences(List.of(reference.symbols())).stream()
                .findFirst()
                .map(ApplicationRow::toApplication);
    }

    /// Finds an application with its answers, without a lock.
    public Optional<ApplicationWithAnswers> findWithAnswers(Reference reference) {
        return findByReference(reference.symbols())
                .map(row -> new ApplicationWithAnswers(row.toApplication(), row.answers()));
    }

    /// Finds an application by id, without a lock.
    public Optional<Application> findApplication(long id) {
        return Optional.ofNullable(findByIds(List.of(id)).get(id));
    }

    /// Finds applications by id.
    ///
    /// @param ids at least one
    /// @return those that exist
    public Map<Long, Application> findByIds(Collection<Long> ids) {
        return findRows(PaddedKeys.padKeys(ids)).stream()
                .collect(Collectors.toMap(ApplicationRow::id, ApplicationRow::toApplication));
    }

    /// Number of applications of these subjects by status, by subject.
    public Map<Long, Map<ApplicationStatus, Long>> countByStatus(Collection<Long> subjects) {
        return countEachStatus(PaddedKeys.padKeys(subjects)).stream()
                .collect(Collectors.groupingBy(
                        StatusCount::subjectId, Collectors.toMap(StatusCount::status, StatusCount::many)));
    }

    /// Number of applications by status.
    public Map<ApplicationStatus, Long> countByStatus() {
        return countEachStatus().stream().collect(Collectors.toMap(StatusCount::status, StatusCount::many));
    }

    /// Locks an application until the end of the transaction. The caller has locked the conversation first.
    public Application lockById(long id) {
        return lockRow(id).toApplication();
    }

    /// Applications that these sessions submitted.
    public List<Application> findBySessions(Collection<Long> conversations, Collection<String> sessions) {
        return ApplicationRow.toApplications(findRows(PaddedKeys.padKeys(conversations), PaddedKeys.padKeys(sessions)));
    }

    /// The applications of these references that exist, with the hashes of their proofs.
    public Map<Reference, ApplicationWithProofs> findWithProofs(Collection<Reference> references) {
        List<String> symbols = references.stream().map(Reference::symbols).toList();
        return findByReferences(PaddedKeys.padKeys(symbols)).stream()
                .map(row -> new ApplicationWithProofs(row.toApplication(), row.identityProof(), row.mobileProof()))
                .collect(Collectors.toMap(found -> found.application().reference(), found -> found));
    }

    /// The newest applications of each of these subjects.
    public Map<Long, NewestApplications> findNewest(Collection<Long> subjects, int most) {
        return findNewestRows(PaddedKeys.padKeys(subjects), most).stream()
                .collect(Collectors.groupingBy(
                        found -> found.row().subjectId(),
                        Collectors.collectingAndThen(
                                Collectors.toList(),
                                found -> new NewestApplications(
                                        found.getFirst().total(),
                                        ApplicationRow.toApplications(found.stream()
                                                .map(NewestRow::row)
                                                .toList())))));
    }

    /// A page of the applications of these subjects, newest first.
    ///
    /// @param submitted time of the application after which the page begins, with its `id`
    public List<Application> listAfter(Collection<Long> subjects, Instant submitted, long id, int limit) {
        return ApplicationRow.toApplications(findRowsAfter(PaddedKeys.padKeys(subjects), submitted, id, limit));
    }

    /// Applications with a missed target first, then those longest in their status; of some statuses, or of all that
    /// have not ended.
    ///
    /// @param skip number of applications left out at the beginning
    public List<Application> listByStatus(Collection<ApplicationStatus> statuses, int skip, int limit) {
        return ApplicationRow.toApplications(findRows(statuses, skip, limit));
    }

    /// Applications whose target is missed, the longest overdue first.
    ///
    /// @param statuses in which a target runs
    public List<Application> listOverdue(Collection<ApplicationStatus> statuses, Instant now, int skip, int limit) {
        return ApplicationRow.toApplications(findOverdue(statuses, now, skip, limit));
    }

    Map<Long, byte[]> findAnswers(Collection<Long> ids) {
        return findAnswerRows(PaddedKeys.padKeys(ids)).stream()
                .collect(Collectors.toMap(AnswersRow::id, AnswersRow::answers));
    }

    public byte[] findAnswers(long id) {
        return findAnswers(List.of(id)).get(id);
    }
}
