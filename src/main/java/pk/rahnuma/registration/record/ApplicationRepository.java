package pk.rahnuma.registration.record;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.MappedProperty;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.Relation;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import pk.rahnuma.persistence.PaddedKeys;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.LineStatus;
import pk.rahnuma.shared.Reference;

/// Repository of applications.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public abstract class ApplicationRepository implements GenericRepository<ApplicationRow, Long> {

    private static final String SELECT = "select " + ApplicationRow.COLUMNS + " from application a ";

    /// An application with the hashes of its second proofs.
    public record ApplicationWithProofs(Application application, byte[] identityProof, byte[] mobileProof) {}

    /// The newest applications of a subject, and the number of all.
    public record NewestApplications(long count, List<Application> applications) {}

    /// An application of which a line is due for a transition by the clock.
    @Introspected
    public record LateApplication(long id, long conversation) {}

    @Introspected
    record NewestRow(
            @MappedProperty("") @Relation(Relation.Kind.EMBEDDED)
            ApplicationRow row,

            long total) {}

    @Introspected
    record AnswersRow(long id, byte[] answers) {}

    /// The newest application of a subject with its answers, sealed.
    @Introspected
    record NewestAnswersRow(long id, long subjectId, long conversationId, Instant submittedAt, byte[] answers) {}

    abstract void insertAll(List<ApplicationRow> rows);

    /// Stores the columns that change with a transition.
    @Query("""
            update application set status = :status, line_counts = :lineCounts, status_since = :statusSince, worked_seconds = :workedSeconds,
                runs_since = :runsSince, due_at = :dueAt, lapses_at = :lapsesAt,
                authority_reference = :authorityReference, reasons = :reasons, asked = :asked,
                expires_after = :expiresAfter, events = :events
            where id = :id
            """)
    abstract void updateStatus(ApplicationRow row);

    /// Replaces the answers in force.
    @Query("""
            update application set answers = :answers, certificate_until = :certificateUntil,
                identity_proof = :identityProof, mobile_proof = :mobileProof
            where id = :id
            """)
    abstract void updateAnswers(ApplicationRow row);

    @Query(SELECT + "where a.reference in (:references)")
    abstract List<ApplicationRow> findByReferences(Collection<String> references);

    @Query(SELECT + "where a.id in (:ids)")
    abstract List<ApplicationRow> findRows(Collection<Long> ids);

    @Query(SELECT + "where a.id = :id for update")
    abstract ApplicationRow lockRow(long id);

    @Query(SELECT + "where a.conversation_id in (:conversations) and a.session in (:sessions)")
    abstract List<ApplicationRow> findRows(Collection<Long> conversations, Collection<String> sessions);

    @Query("select " + ApplicationRow.COLUMNS + """
            , n.total from (
                select b.id,
                    row_number() over (partition by b.subject_id order by b.submitted_at desc, b.id) place,
                    count(*) over (partition by b.subject_id) total
                from application b where b.subject_id in (:subjects)) n
                join application a on a.id = n.id
            where n.place <= :most
            order by a.subject_id, n.place
            """)
    abstract List<NewestRow> findNewestRows(Collection<Long> subjects, int most);

    @Query("""
            select a.id, a.subject_id, a.conversation_id, a.submitted_at, a.answers from (
                select b.id, row_number() over (partition by b.subject_id order by b.submitted_at desc, b.id) place
                from application b where b.subject_id in (:subjects)) n
                join application a on a.id = n.id
            where n.place = 1
            order by a.submitted_at desc, a.id
            """)
    abstract List<NewestAnswersRow> findNewestAnswers(Collection<Long> subjects);

    @Query("select " + ApplicationRow.COLUMNS + """
             from (
                select b.*, row_number() over (partition by b.conversation_id order by b.submitted_at desc, b.id) place
                from application b where b.conversation_id in (:persons)) a
            where a.place <= :most
            order by a.submitted_at desc, a.id
            """)
    abstract List<ApplicationRow> findSentRows(Collection<Long> persons, int most);

    @Query(SELECT + """
            where a.id in (select application_id from line where status in (:statuses)
                and (:provider is null or provider_hash = :provider))
            order by case when a.due_at is null then 1 else 0 end, a.due_at, a.status_since, a.id
            limit :limit offset :skip
            """)
    abstract List<ApplicationRow> findRowsByLines(
            Collection<LineStatus> statuses, @Nullable byte[] provider, int skip, int limit);

    @Query(SELECT + """
            where a.subject_id in (:subjects)
                and (a.submitted_at < :submitted or a.submitted_at = :submitted and a.id > :id)
            order by a.submitted_at desc, a.id limit :limit
            """)
    abstract List<ApplicationRow> findRowsAfter(Collection<Long> subjects, Instant submitted, long id, int limit);

    @Query(SELECT + """
            where a.due_at <= :now and (:provider is null
                or a.id in (select application_id from line where provider_hash = :provider))
            order by a.due_at, a.id limit :limit offset :skip
            """)
    abstract List<ApplicationRow> findOverdue(Instant now, @Nullable byte[] provider, int skip, int limit);

    @Query(SELECT + """
            where a.status_since > :since and a.status_since <= :until and a.id > :id
                and a.id in (select application_id from line where status in (:statuses))
            order by a.id limit :limit
            """)
    abstract List<ApplicationRow> findChangedRows(
            Collection<LineStatus> statuses, Instant since, Instant until, long id, int limit);

    @Query("select id, answers from application where id in (:ids)")
    abstract List<AnswersRow> findAnswerRows(Collection<Long> ids);

    /// Number of applications whose target is missed.
    ///
    /// @param provider hash of the provider of one of their lines; null for any
    @Query("""
            select count(*) from application where due_at <= :now and (:provider is null
                or id in (select application_id from line where provider_hash = :provider))
            """)
    public abstract long countOverdue(Instant now, @Nullable byte[] provider);

    /// Ids of the applications with this reference of the authority.
    @Query("select id from application where authority_reference = :reference limit :limit")
    public abstract List<Long> findIdsByAuthorityReference(String reference, int limit);

    /// Applications whose applicant missed the deadline, the longest overdue first.
    @Query("""
            select id, conversation_id as conversation from application
            where lapses_at <= :now order by lapses_at limit :limit
            """)
    public abstract List<LateApplication> findLate(Instant now, int limit);

    /// Applications of which a line has expired since yesterday or before, the longest overdue first.
    @Query("""
            select id, conversation_id as conversation from application
            where expires_after < :today order by expires_after limit :limit
            """)
    public abstract List<LateApplication> findExpiring(LocalDate today, int limit);

    /// Finds an application without a lock.
    public Optional<Application> findApplication(Reference reference) {
        return findByReferences(List.of(reference.symbols())).stream()
                .findFirst()
                .map(ApplicationRow::toApplication);
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

    /// The newest applications that each of these persons sent, for themselves or for an organisation, newest first.
    public List<Application> findSent(Collection<Long> persons, int most) {
        return persons.isEmpty()
                ? List.of()
                : ApplicationRow.toApplications(findSentRows(PaddedKeys.padKeys(persons), most));
    }

    /// A page of the applications of these subjects, newest first.
    ///
    /// @param submitted time of the application after which the page begins, with its `id`
    public List<Application> listAfter(Collection<Long> subjects, Instant submitted, long id, int limit) {
        return ApplicationRow.toApplications(findRowsAfter(PaddedKeys.padKeys(subjects), submitted, id, limit));
    }

    /// Applications that have a line of one of these statuses: with a missed target first, then those longest in their
    /// status.
    ///
    /// @param provider hash of the provider of these lines; null for any
    /// @param skip number of applications left out at the beginning
    public List<Application> listByLines(
            Collection<LineStatus> statuses, @Nullable byte[] provider, int skip, int limit) {
        return ApplicationRow.toApplications(findRowsByLines(statuses, provider, skip, limit));
    }

    /// Applications whose target is missed, the longest overdue first.
    ///
    /// @param provider hash of the provider of one of their lines; null for any
    public List<Application> listOverdue(Instant now, @Nullable byte[] provider, int skip, int limit) {
        return ApplicationRow.toApplications(findOverdue(now, provider, skip, limit));
    }

    /// Applications with a line of one of these statuses that changed in this time, by id.
    ///
    /// @param id after which the page begins; 0 for the first
    public List<Application> listChangedBetween(
            Collection<LineStatus> statuses, Instant since, Instant until, long id, int limit) {
        return ApplicationRow.toApplications(findChangedRows(statuses, since, until, id, limit));
    }

    Map<Long, byte[]> findAnswers(Collection<Long> ids) {
        return findAnswerRows(PaddedKeys.padKeys(ids)).stream()
                .collect(Collectors.toMap(AnswersRow::id, AnswersRow::answers));
    }
}
