package pk.rahnuma.register.certificate;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.WorkingCalendar;
import pk.rahnuma.registration.record.ApplicationRepository;

/// Checks certificates for those who are shown one. The result never names the holder; an unknown number and another
/// name get the same.
@Singleton
public final class CertificateCheckService {

    /// Maximum characters of the name of a holder.
    public static final int MAX_NAME_LENGTH = CertificateContent.MAX_NAME_LENGTH;

    private final CertificateService service;
    private final CertificateRepository certificates;
    private final CertificateStore store;
    private final CertificateKeys keys;
    private final CertifiedLineReader lines;
    private final ApplicationRepository applications;

    CertificateCheckService(
            CertificateService service,
            CertificateRepository certificates,
            CertificateStore store,
            CertificateKeys keys,
            CertifiedLineReader lines,
            ApplicationRepository applications) {
        this.service = service;
        this.certificates = certificates;
        this.store = store;
        this.keys = keys;
        this.lines = lines;
        this.applications = applications;
    }

    /// State of a certificate.
    public enum CertificateState {
        /// Genuine, and all that it says is so today.
        VALID,
        /// Genuine, but a line of it is suspended or paused.
        SUSPENDED,
        /// Genuine, but replaced, expired or ended.
        NOT_VALID,
        /// Not a certificate of this desk, or not of that holder.
        NO_MATCH
    }

    /// Result of a check.
    ///
    /// @param number of the certificate; null when nothing matches
    /// @param issued day of issue; null when nothing matches
    /// @param validUntil last day of a valid one; null when it has none
    /// @param suspendedSince only of a suspended one
    public record CheckResult(
            CertificateState state,
            @Nullable CertificateNumber number,
            @Nullable LocalDate issued,
            @Nullable LocalDate validUntil,
            @Nullable Instant suspendedSince) {

        static final CheckResult NO_MATCH = new CheckResult(CertificateState.NO_MATCH, null, null, null, null);
    }

    /// Checks a number and the name of the holder, as printed.
    public CheckResult checkNumber(String number, String holder, Instant now) {
        return CertificateNumber.parseText(number)
                .flatMap(parsed -> certificates.findByNumber(parsed.symbols().symbols()))
                .flatMap(row -> findLines(row)
                        .filter(certified -> CertificateContent.isSameName(certified.holder(), holder))
                        .map(certified -> checkRow(row, certified, now)))
                .orElse(CheckResult.NO_MATCH);
    }

    /// Checks the statement of a QR code.
    ///
    /// @param digits behind `#`
    public CheckResult checkStatement(String digits, Instant now) {
        return !service.isOffered()
                ? CheckResult.NO_MATCH
                : keys.verifyStatement(digits)
                        .filter(statement -> statement.issuer().equals(service.findIssuer()))
                        .map(statement -> checkStatement(statement, now))
                        .orElse(CheckResult.NO_MATCH);
    }

    /// A certificate of this desk whose row is missing is not valid: its holder cannot be asked about.
    private CheckResult checkStatement(CertificateStatement statement, Instant now) {
        return certificates
                .findByNumber(statement.number().symbols().symbols())
                .flatMap(row -> findLines(row).map(certified -> checkRow(row, certified, now)))
                .orElseGet(() -> new CheckResult(
                        CertificateState.NOT_VALID, statement.number(), statement.issued(), null, null));
    }

    /// True when a certificate is not valid, and no end of a suspension makes it valid again.
    boolean isRevoked(CertificateRow row, Instant now) {
        return findLines(row)
                .map(certified -> checkRow(row, certified, now).state() == CertificateState.NOT_VALID)
                .orElse(true);
    }

    private Optional<CertifiedLines> findLines(CertificateRow row) {
        return !service.isOffered()
                ? Optional.empty()
                : applications
                        .findApplication(row.applicationId())
                        .filter(application -> !application.isErased() && row.subjectId() != Application.ERASED_SUBJECT)
                        .map(lines::readLines);
    }

    private CheckResult checkRow(CertificateRow row, CertifiedLines certified, Instant now) {
        CertificateStatement statement = store.openStatement(row, service.findIssuer());
        boolean current = row.endedAt() == null
                && statement.kind() == certified.kind()
                && statement.isValidOn(WorkingCalendar.dayOf(now));
        if (current && certified.findRegistered().filter(statement::matches).isPresent()) {
            return new CheckResult(
                    CertificateState.VALID, statement.number(), statement.issued(), statement.validUntil(), null);
        }
        Optional<Instant> suspended = certified
                .suspendedSince()
                .filter(since -> current
                        && certified.findKept().filter(statement::matches).isPresent());
        return new CheckResult(
                suspended.isPresent() ? CertificateState.SUSPENDED : CertificateState.NOT_VALID,
                statement.number(),
                statement.issued(),
                null,
                suspended.orElse(null));
    }
}
