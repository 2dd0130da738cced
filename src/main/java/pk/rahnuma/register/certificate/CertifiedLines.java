package pk.rahnuma.register.certificate;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import pk.rahnuma.register.certificate.CertificateContent.RegisteredLine;
import pk.rahnuma.registration.Line;
import pk.rahnuma.registration.LineStatus;

/// Lines of an application as a certificate prints them.
///
/// @param holder name of the person or the organisation
/// @param lines all lines of the application, in their order
record CertifiedLines(CertificateKind kind, String holder, List<CertifiedLine> lines) {

    private static final Set<LineStatus> REGISTERED_STATUSES = EnumSet.of(LineStatus.ACTIVE, LineStatus.CHANGE_PENDING);
    private static final Set<LineStatus> SUSPENDED_STATUSES = EnumSet.of(LineStatus.SUSPENDED, LineStatus.PAUSED);
    private static final Set<LineStatus> KEPT_STATUSES =
            EnumSet.of(LineStatus.ACTIVE, LineStatus.CHANGE_PENDING, LineStatus.SUSPENDED, LineStatus.PAUSED);

    /// A line, and what is printed of it.
    record CertifiedLine(Line line, RegisteredLine printed) {}

    /// Content of a certificate now; empty when no line is registered, or there are more than it can say.
    Optional<CertificateContent> findRegistered() {
        return createContent(REGISTERED_STATUSES);
    }

    /// The same as if the suspended and paused lines were registered.
    Optional<CertificateContent> findKept() {
        return createContent(KEPT_STATUSES);
    }

    private Optional<CertificateContent> createContent(Set<LineStatus> statuses) {
        List<RegisteredLine> printed = lines.stream()
                .filter(one -> statuses.contains(one.line().status()))
                .map(CertifiedLine::printed)
                .toList();
        return CertificateContent.isPrintable(holder, printed)
                ? Optional.of(new CertificateContent(holder, printed))
                : Optional.empty();
    }

    /// The first last day of the lines that are registered; null when none has one.
    LocalDate validUntil() {
        return lines.stream()
                .filter(one -> REGISTERED_STATUSES.contains(one.line().status()))
                .map(one -> one.line().term().until())
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /// Time since which a line is suspended or paused; empty when none is.
    Optional<Instant> suspendedSince() {
        return lines.stream()
                .map(CertifiedLine::line)
                .filter(line -> SUSPENDED_STATUSES.contains(line.status()))
                .map(Line::since)
                .min(Comparator.naturalOrder());
    }
}
