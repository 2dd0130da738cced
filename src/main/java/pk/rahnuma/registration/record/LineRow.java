package pk.rahnuma.registration.record;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import pk.rahnuma.registration.ChangeKind;
import pk.rahnuma.registration.Line;
import pk.rahnuma.registration.LineDeadline;
import pk.rahnuma.registration.LineStatus;
import pk.rahnuma.registration.LineTerm;

/// A row of the table `line`.
///
/// @param subjectId holder: the person or organisation whose line it is
/// @param reasons by commas
/// @param asked by commas
/// @param answers about the line, sealed; null when they were not read
/// @param wanted answers that a requested change replaces them with, sealed; null when there are none, or they were not
///     read
/// @param changeKind kind of the change that waits for a decision; null when none does
@MappedEntity(value = "line", alias = "l")
record LineRow(
        @Id long id,
        long applicationId,
        int number,
        long subjectId,
        LineStatus status,
        Instant statusSince,
        long workedSeconds,
        @Nullable Instant runsSince,
        @Nullable Instant dueAt,
        @Nullable Instant lapsesAt,
        @Nullable String authorityReference,
        @Nullable String reasons,
        @Nullable String asked,
        @Nullable byte[] answers,
        @Nullable byte[] wanted,
        @Nullable ChangeKind changeKind,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validUntil,
        @Nullable byte[] mobileHash,
        @Nullable byte[] providerHash,
        @Nullable byte[] siteHash) {

    /// Keyed hashes by which a line is found.
    ///
    /// @param mobile of the mobile number to register; null when the line has addresses
    /// @param provider of the provider or operator; null when unknown
    /// @param site of the place; null when there is none
    record Hashes(
            @Nullable byte[] mobile,
            @Nullable byte[] provider,
            @Nullable byte[] site) {}

    static LineRow fromLine(Line line, long subject, byte[] answers, byte[] wanted, Hashes hashes) {
        return new LineRow(
                line.id(),
                line.application(),
                line.number(),
                subject,
                line.status(),
                line.since(),
                line.target().worked().toSeconds(),
                line.target().runsSince(),
                line.target().due(),
                line.target().lapses(),
                line.authorityReference(),
                DecisionReasonCodes.toColumn(line.reasons()),
                line.asked().isEmpty() ? null : String.join(",", line.asked()),
                answers,
                wanted,
                line.change(),
                line.term().from(),
                line.term().until(),
                hashes.mobile(),
                hashes.provider(),
                hashes.site());
    }

    Line toLine() {
        return new Line(
                id,
                applicationId,
                number,
                status,
                statusSince,
                new LineDeadline(Duration.ofSeconds(workedSeconds), runsSince, dueAt, lapsesAt),
                DecisionReasonCodes.fromColumn(reasons),
                asked == null ? List.of() : List.of(asked.split(",")),
                authorityReference,
                changeKind,
                new LineTerm(validFrom, validUntil));
    }
}
