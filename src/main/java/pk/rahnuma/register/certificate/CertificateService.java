package pk.rahnuma.register.certificate;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.net.URI;
import java.security.SecureRandom;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.register.certificate.CertificateKeys.SignedStatement;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.WorkingCalendar;
import pk.rahnuma.registration.record.ApplicationAuditEntries;
import pk.rahnuma.registration.record.ApplicationRepository;
import pk.rahnuma.shared.DeskIdentity;
import pk.rahnuma.shared.Language;
import pk.rahnuma.shared.OperatingMode;
import pk.rahnuma.shared.PublicBaseUrl;
import pk.rahnuma.shared.Reference;

/// Issues certificates of the registered lines of an application, in authority mode only. An application keeps its
/// certificate until something that is printed changes; another one replaces it then.
@Singleton
public final class CertificateService {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final DeskIdentity desk;
    private final PublicBaseUrl url;
    private final TransactionOperations<Connection> transactions;
    private final ApplicationRepository applications;
    private final CertifiedLineReader lines;
    private final CertificateStore store;
    private final CertificateKeys keys;
    private final AuditLog audit;

    CertificateService(
            DeskIdentity desk,
            PublicBaseUrl url,
            TransactionOperations<Connection> transactions,
            ApplicationRepository applications,
            CertifiedLineReader lines,
            CertificateStore store,
            CertificateKeys keys,
            AuditLog audit) {
        this.desk = desk;
        this.url = url;
        this.transactions = transactions;
        this.applications = applications;
        this.lines = lines;
        this.store = store;
        this.keys = keys;
        this.audit = audit;
    }

    /// A certificate to be printed.
    public record IssuedCertificate(CertificateContent content, SignedStatement signed) {}

    /// True when this desk is the register, and has an address at which certificates are checked.
    public boolean isOffered() {
        return desk.mode() == OperatingMode.AUTHORITY
                && desk.isRun()
                && url.baseUrl().isPresent();
    }

    /// True when an application has a certificate, or would get one.
    public boolean isOfferedFor(Application application) {
        return isOffered() && application.lines().registered() > 0;
    }

    /// Issuer in statements: the host of the desk.
    String findIssuer() {
        return URI.create(url.baseUrl().orElseThrow()).getHost();
    }

    /// Certificate of an application, the present one or a new one.
    ///
    /// @param actorName name of whoever asks for it, as in the history
    /// @return empty when none is offered, no line is registered, or there are too many lines for one
    public Optional<IssuedCertificate> issueCertificate(Application seen, String actorName, Instant now) {
        return !isOffered()
                ? Optional.empty()
                : transactions.executeWrite(status -> {
                    Application application = applications.lockById(seen.id());
                    return application.isErased()
                            ? Optional.<IssuedCertificate>empty()
                            : issueLocked(application, actorName, now);
                });
    }

    /// As [#issueCertificate], for a member of staff: each look is in the history.
    ///
    /// @return empty also when there is no application of this reference
    public Optional<IssuedCertificate> viewCertificate(Reference reference, String staffName, Instant now) {
        return transactions.executeWrite(status -> applications
                .findApplication(reference)
                .flatMap(application -> issueCertificate(application, staffName, now)
                        .map(issued -> {
                            audit.appendEntries(List.of(ApplicationAuditEntries.createEntry(
                                    application,
                                    staffName,
                                    "certificate.viewed",
                                    issued.signed().statement().number().toGroupedText(),
                                    now)));
                            return issued;
                        })));
    }

    private Optional<IssuedCertificate> issueLocked(Application application, String actorName, Instant now) {
        CertifiedLines certified = lines.readLines(application);
        return certified.findRegistered().map(content -> {
            CertificateStatement statement = store.findCurrent(application, findIssuer())
                    .filter(present -> present.matches(content)
                            && present.kind() == certified.kind()
                            && Objects.equals(present.validUntil(), certified.validUntil()))
                    .orElseGet(() -> createStatement(application, certified, content, actorName, now));
            return new IssuedCertificate(content, keys.signStatement(statement));
        });
    }

    private CertificateStatement createStatement(
            Application application,
            CertifiedLines certified,
            CertificateContent content,
            String actorName,
            Instant now) {
        CertificateStatement statement = CertificateStatement.ofContent(
                content,
                findIssuer(),
                CertificateNumber.createRandom(RANDOM),
                certified.kind(),
                WorkingCalendar.dayOf(now),
                certified.validUntil(),
                RANDOM);
        store.replaceCertificate(application, statement, now);
        audit.appendEntries(List.of(ApplicationAuditEntries.createEntry(
                application, actorName, "certificate.issued", statement.number().toGroupedText(), now)));
        return statement;
    }

    /// Prints a certificate as a PDF.
    ///
    /// @param language of the page; one that a certificate does not have counts as English
    public byte[] printPdf(IssuedCertificate certificate, String language) {
        String printed = Language.STAFF.contains(language) ? language : Language.DEFAULT;
        return CertificateRenderer.renderPdf(
                certificate.content(),
                certificate.signed(),
                desk.operator().isEmpty() ? CertificateRenderer.trialIssuer(printed) : desk.operator(),
                url.baseUrl().orElseThrow(),
                printed);
    }
}
