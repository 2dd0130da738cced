package pk.rahnuma.registration.record;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.PreparedBatch;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationDeadline;
import pk.rahnuma.registration.ApplicationStatus;
import pk.rahnuma.shared.Reference;

/// The table of applications. Takes part in the transaction of the thread.
@Singleton
public final class ApplicationRepository {

    public static final String COLUMNS = """
            a.id, a.reference, a.conversation_id, a.subject_id, a.session, a.script, a.flow, a.language, a.status,
            a.submitted_at, a.status_since, a.worked_seconds, a.runs_since, a.due_at, a.lapses_at,
            a.authority_reference, a.reasons, a.asked, a.events
            """;

    private final Jdbi jdbi;

    ApplicationRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// Sealed answers and their hashes.
    ///
    /// @param vpnMobile hash of the mobile number to register, or null
    record SealedContent(byte[] answers, byte[] identityProof, byte[] mobileProof, byte[] vpnMobile) {}

    /// A new application.
    record Submission(Application application, SealedContent content) {}

    /// An application with the hashes of its second proofs.
    public record ApplicationWithProofs(Application application, byte[] identityProof, byte[] mobileProof) {}

    /// The newest applications of a subject, and the number of all.
    public record NewestApplications(long count, List<Application> applications) {}

    /// An application whose applicant missed the deadline.
    public record LateApplication(long id, long conversation) {}

    void insertApplications(List<Submission> submissions) {
        jdbi.useHandle(handle -> {
            PreparedBatch batch = handle.prepareBatch("""
                    insert into application (id, reference, conversation_id, subject_id, session, script, flow,
                        language, status, answers, identity_proof, mobile_proof, vpn_mobile_hash, submitted_at,
                        status_since, worked_seconds, runs_since, due_at, lapses_at, events)
                    values (:id, :reference, :conversation, :subject, :session, :script, :flow,
                        :language, :status, :answers, :identity_proof, :mobile_proof, :vpn_mobile, :submitted,
                        :since, :worked, :runs_since, :due, :lapses, :events)
                    """);
            for (Submission submission : submissions) {
                Application a = submission.application();
                SealedContent content = submission.content();
                batch.bind("id", a.id())
                        .bind("reference", a.reference().symbols())
                        .bind("conversation", a.conversation())
                        .bind("subject", a.subject())
                        .bind("session", a.session())
                        .bind("script", a.script())
                        .bind("flow", a.flow())
                        .bind("language", a.language())
                        .bind("status", a.status().name())
                        .bind("answers", content.answers())
                        .bind("identity_proof", content.identityProof())
                        .bind("mobile_proof", content.mobileProof())
                        .bind("vpn_mobile", content.vpnMobile())
                        .bind("submitted", a.submitted())
                        .bind("since", a.since())
                        .bind("worked", a.target().worked().toSeconds())
                        .bind("runs_since", a.target().runsSince())
                        .bind("due", a.target().due())
                        .bind("lapses", a.target().lapses())
                        .bind("events", a.events())
                        .add();
            }
            batch.execute();
        });
    }

    /// Stores the columns that change with a transition.
    void updateApplication(Application a) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update application set status = :status, status_since = :since, worked_seconds = :worked,
                            runs_since = :runs_since, due_at = :due, lapses_at = :lapses,
                            authority_reference = :authority_reference, reasons = :reasons, asked = :asked,
                            events = :events
                        where id = :id
                        """)
                .bind("id", a.id())
                .bind("status", a.status().name())
                .bind("since", a.since())
                .bind("worked", a.target().worked().toSeconds())
                .bind("runs_since", a.target().runsSince())
                .bind("due", a.target().due())
                .bind("lapses", a.target().lapses())
                .bind("authority_reference", a.authorityReference())
                .bind("reasons", DecisionReasonCodes.toColumn(a.reasons()))
                .bind("asked", a.asked().isEmpty() ? null : String.join(",", a.asked()))
                .bind("events", a.events())
                .execute());
    }

    /// Finds an application without a lock.
    public Optional<Application> findApplication(Reference reference) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select " + COLUMNS + " from application a where a.reference = :reference")
                        .bind("reference", reference.symbols())
                        .map(ApplicationRepository::mapRow)
                        .findOne());
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
        return jdbi.withHandle(
                handle -> handle.createQuery("select " + COLUMNS + " from application a where a.id in (<ids>)")
                        .bindList("ids", List.copyOf(ids))
                        .map(ApplicationRepository::mapRow)
                        .collect(Collectors.toMap(Application::id, found -> found)));
    }

    private record StatusCount(long subject, ApplicationStatus status, long many) {}

    /// Number of applications of these subjects by status, by subject.
    public Map<Long, Map<ApplicationStatus, Long>> countByStatus(Collection<Long> subjects) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select subject_id, status, count(*) many from application
                        where subject_id in (<subjects>) group by subject_id, status
                        """)
                .bindList("subjects", List.copyOf(subjects))
                .map((RowView row) -> new StatusCount(
                        row.getColumn("subject_id", Long.class),
                        ApplicationStatus.valueOf(row.getColumn("status", String.class)),
                        row.getColumn("many", Long.class)))
                .collect(Collectors.groupingBy(
                        StatusCount::subject, Collectors.toMap(StatusCount::status, StatusCount::many))));
    }

    /// Locks an application until the end of the transaction. The caller has locked the conversation first.
    public Application lockById(long id) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select " + COLUMNS + " from application a where a.id = :id for update")
                        .bind("id", id)
                        .map(ApplicationRepository::mapRow)
                        .one());
    }

    /// Applications that these sessions submitted.
    public List<Application> findBySessions(Collection<Long> conversations, Collection<String> sessions) {
        return jdbi.withHandle(handle -> handle.createQuery("select " + COLUMNS + """
                         from application a
                        where a.conversation_id in (<conversations>) and a.session in (<sessions>)
                        """)
                .bindList("conversations", List.copyOf(conversations))
                .bindList("sessions", List.copyOf(sessions))
                .map(ApplicationRepository::mapRow)
                .list());
    }

    /// The applications of these references that exist, with the hashes of their proofs.
    public Map<Reference, ApplicationWithProofs> findWithProofs(Collection<Reference> references) {
        return jdbi.withHandle(handle -> handle.createQuery("select " + COLUMNS + """
                        , a.identity_proof, a.mobile_proof
                        from application a where a.reference in (<references>)
                        """)
                .bindList(
                        "references",
                        references.stream().map(Reference::symbols).toList())
                .map((RowView row) -> new ApplicationWithProofs(
                        mapRow(row),
                        row.getColumn("identity_proof", byte[].class),
                        row.getColumn("mobile_proof", byte[].class)))
                .collect(Collectors.toMap(found -> found.application().reference(), found -> found)));
    }

    /// The newest applications of each of these subjects.
    public Map<Long, NewestApplications> findNewest(Collection<Long> subjects, int most) {
        Map<Long, NewestApplications> newestApplications = new HashMap<>();
        jdbi.useHandle(handle -> handle.createQuery("select " + COLUMNS + """
                        , a.total from (
                            select b.*,
                                row_number() over (partition by b.subject_id order by b.submitted_at desc, b.id) place,
                                count(*) over (partition by b.subject_id) total
                            from application b where b.subject_id in (<subjects>)) a
                        where a.place <= :most
                        order by a.subject_id, a.place
                        """)
                .bindList("subjects", List.copyOf(subjects))
                .bind("most", most)
                .map((RowView row) -> Map.entry(mapRow(row), row.getColumn("total", Long.class)))
                .forEach(row -> newestApplications
                        .computeIfAbsent(
                                row.getKey().subject(),
                                subject -> new NewestApplications(row.getValue(), new java.util.ArrayList<>()))
                        .applications()
                        .add(row.getKey())));
        return newestApplications;
    }

    /// Ids of the applications with this reference of the authority.
    public List<Long> findIdsByAuthorityReference(String reference, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select id from application where authority_reference = :reference limit :limit")
                .bind("reference", reference)
                .bind("limit", limit)
                .mapTo(Long.class)
                .list());
    }

    /// Applications with a missed target first, then those longest in their status; of some statuses, or of all that
    /// have not ended.
    ///
    /// @param skip number of applications left out at the beginning
    public List<Application> listByStatus(Collection<ApplicationStatus> statuses, int skip, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("select " + COLUMNS + """
                         from application a where a.status in (<statuses>)
                        order by case when a.due_at is null then 1 else 0 end, a.due_at, a.status_since, a.id
                        limit :limit offset :skip
                        """)
                .bindList(
                        "statuses",
                        statuses.stream().map(ApplicationStatus::name).toList())
                .bind("skip", skip)
                .bind("limit", limit)
                .map(ApplicationRepository::mapRow)
                .list());
    }

    /// Applications whose target is missed, the longest overdue first.
    ///
    /// @param statuses in which a target runs
    public List<Application> listOverdue(Collection<ApplicationStatus> statuses, Instant now, int skip, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("select " + COLUMNS + """
                         from application a where a.status in (<statuses>) and a.due_at <= :now
                        order by a.due_at, a.id limit :limit offset :skip
                        """)
                .bindList(
                        "statuses",
                        statuses.stream().map(ApplicationStatus::name).toList())
                .bind("now", now)
                .bind("skip", skip)
                .bind("limit", limit)
                .map(ApplicationRepository::mapRow)
                .list());
    }

    /// Number of applications whose target is missed.
    public long countOverdue(Collection<ApplicationStatus> statuses, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select count(*) from application where status in (<statuses>) and due_at <= :now")
                .bindList(
                        "statuses",
                        statuses.stream().map(ApplicationStatus::name).toList())
                .bind("now", now)
                .mapTo(Long.class)
                .one());
    }

    /// Number of applications by status.
    public Map<ApplicationStatus, Long> countByStatus() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select status, count(*) many from application group by status")
                .map((RowView row) -> Map.entry(
                        ApplicationStatus.valueOf(row.getColumn("status", String.class)),
                        row.getColumn("many", Long.class)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /// Applications whose applicant missed the deadline, the longest overdue first.
    public List<LateApplication> findLate(Instant now, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id, conversation_id from application
                        where lapses_at <= :now and status = 'NEEDS_INFO' order by lapses_at limit :limit
                        """)
                .bind("now", now)
                .bind("limit", limit)
                .map((RowView row) -> new LateApplication(
                        row.getColumn("id", Long.class), row.getColumn("conversation_id", Long.class)))
                .list());
    }

    /// Replaces the answers in force.
    void replaceAnswers(long id, SealedContent content) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update application set answers = :answers, identity_proof = :identity_proof,
                            mobile_proof = :mobile_proof, vpn_mobile_hash = :vpn_mobile
                        where id = :id
                        """)
                .bind("id", id)
                .bind("answers", content.answers())
                .bind("identity_proof", content.identityProof())
                .bind("mobile_proof", content.mobileProof())
                .bind("vpn_mobile", content.vpnMobile())
                .execute());
    }

    Map<Long, byte[]> findAnswers(Collection<Long> ids) {
        return jdbi.withHandle(handle -> handle.createQuery("select id, answers from application where id in (<ids>)")
                .bindList("ids", List.copyOf(ids))
                .map((RowView row) ->
                        Map.entry(row.getColumn("id", Long.class), row.getColumn("answers", byte[].class)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    public byte[] findAnswers(long id) {
        return jdbi.withHandle(handle -> handle.createQuery("select answers from application where id = :id")
                .bind("id", id)
                .mapTo(byte[].class)
                .one());
    }

    public static Application mapRow(RowView row) {
        return new Application(
                row.getColumn("id", Long.class),
                new Reference(row.getColumn("reference", String.class)),
                row.getColumn("conversation_id", Long.class),
                row.getColumn("subject_id", Long.class),
                row.getColumn("session", String.class),
                row.getColumn("script", String.class),
                row.getColumn("flow", String.class),
                row.getColumn("language", String.class),
                ApplicationStatus.valueOf(row.getColumn("status", String.class)),
                row.getColumn("submitted_at", Instant.class),
                row.getColumn("status_since", Instant.class),
                new ApplicationDeadline(
                        Duration.ofSeconds(row.getColumn("worked_seconds", Long.class)),
                        row.getColumn("runs_since", Instant.class),
                        row.getColumn("due_at", Instant.class),
                        row.getColumn("lapses_at", Instant.class)),
                DecisionReasonCodes.fromColumn(row.getColumn("reasons", String.class)),
                names(row.getColumn("asked", String.class)),
                row.getColumn("authority_reference", String.class),
                row.getColumn("events", Integer.class));
    }

    private static List<String> names(String column) {
        return column == null ? List.of() : List.of(column.split(","));
    }
}
