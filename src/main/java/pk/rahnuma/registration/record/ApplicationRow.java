package pk.rahnuma.registration.record;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationStatus;
import pk.rahnuma.registration.LineCounts;
import pk.rahnuma.registration.LineDeadline;
import pk.rahnuma.shared.Reference;

/// A row of the table `application`.
///
/// @param lineCounts as [LineCounts#toColumn()]
/// @param reasons by commas
/// @param asked by commas
/// @param certificateUntil last day of the certificate of a call centre, as the applicant gave it; null for others
/// @param answers sealed; null when they were not read
/// @param identityProof hash of the second proof; null when not known
@MappedEntity(value = "application", alias = "a")
public record ApplicationRow(
        @Id long id,
        String reference,
        long conversationId,
        long subjectId,
        String session,
        String script,
        String flow,
        String language,
        ApplicationStatus status,
        String lineCounts,
        Instant submittedAt,
        Instant statusSince,
        long workedSeconds,
        @Nullable Instant runsSince,
        @Nullable Instant dueAt,
        @Nullable Instant lapsesAt,
        @Nullable String authorityReference,
        @Nullable String reasons,
        @Nullable String asked,
        @Nullable LocalDate expiresAfter,
        @Nullable LocalDate certificateUntil,
        int events,
        @Nullable byte[] identityProof,
        @Nullable byte[] mobileProof,
        @Nullable byte[] answers) {

    /// All columns of the table `a` but the answers, which are long.
    public static final String COLUMNS = """
            a.id, a.reference, a.conversation_id, a.subject_id, a.session, a.script, a.flow, a.language, a.status,
            a.line_counts, a.submitted_at, a.status_since, a.worked_seconds, a.runs_since, a.due_at, a.lapses_at,
            a.authority_reference, a.reasons, a.asked, a.expires_after, a.certificate_until, a.events, a.identity_proof,
            a.mobile_proof, null as answers
            """;

    static ApplicationRow fromApplication(Application a) {
        return fromApplication(a, null, null, null, null);
    }

    static ApplicationRow fromApplication(
            Application a, LocalDate certificateUntil, byte[] answers, byte[] identityProof, byte[] mobileProof) {
        return new ApplicationRow(
                a.id(),
                a.reference().symbols(),
                a.conversation(),
                a.subject(),
                a.session(),
                a.script(),
                a.flow(),
                a.language(),
                a.status(),
                a.lines().toColumn(),
                a.submitted(),
                a.since(),
                a.target().worked().toSeconds(),
                a.target().runsSince(),
                a.target().due(),
                a.target().lapses(),
                a.authorityReference(),
                DecisionReasonCodes.toColumn(a.reasons()),
                a.asked().isEmpty() ? null : String.join(",", a.asked()),
                a.expiresAfter(),
                certificateUntil,
                a.events(),
                identityProof,
                mobileProof,
                answers);
    }

    Application toApplication() {
        return new Application(
                id,
                new Reference(reference),
                conversationId,
                subjectId,
                session,
                script,
                flow,
                language,
                LineCounts.fromColumn(lineCounts),
                submittedAt,
                statusSince,
                new LineDeadline(Duration.ofSeconds(workedSeconds), runsSince, dueAt, lapsesAt),
                DecisionReasonCodes.fromColumn(reasons),
                asked == null ? List.of() : List.of(asked.split(",")),
                authorityReference,
                expiresAfter,
                events);
    }

    public static List<Application> toApplications(List<ApplicationRow> rows) {
        return rows.stream().map(ApplicationRow::toApplication).toList();
    }
}
