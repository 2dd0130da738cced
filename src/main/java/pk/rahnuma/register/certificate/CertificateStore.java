package pk.rahnuma.register.certificate;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.WorkingCalendar;
import pk.rahnuma.vault.SealedColumn;
import pk.rahnuma.vault.SealedColumnProvider;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Statements of certificates in the database.
@Singleton
final class CertificateStore implements SealedColumnProvider {

    private static final SealedColumn STATEMENT_COLUMN =
            new SealedColumn("certificate", "statement", 200, List.of("id"), "t.subject_id");

    private final CertificateRepository certificates;
    private final SubjectEncryptionService vault;

    CertificateStore(CertificateRepository certificates, SubjectEncryptionService vault) {
        this.certificates = certificates;
        this.vault = vault;
    }

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(STATEMENT_COLUMN);
    }

    /// Stores the statement on a certificate, and ends the former ones of the application.
    ///
    /// @param issued time within the day of issue
    void replaceCertificate(Application application, CertificateStatement statement, Instant issued) {
        long id = SubjectEncryptionService.newId();
        byte[] secret = Arrays.copyOf(statement.salt(), statement.salt().length + statement.contentHash().length);
        System.arraycopy(statement.contentHash(), 0, secret, statement.salt().length, statement.contentHash().length);
        certificates.endCurrent(application.id(), issued);
        certificates.insert(new CertificateRow(
                id,
                statement.number().symbols().symbols(),
                application.subject(),
                application.id(),
                statement.kind(),
                vault.seal(STATEMENT_COLUMN.placeAt(application.subject(), id), secret),
                statement.validUntil(),
                issued,
                null));
    }

    /// Statement of the certificate of an application that was not replaced.
    Optional<CertificateStatement> findCurrent(Application application, String issuer) {
        return certificates.findCurrent(application.id()).map(row -> openStatement(row, issuer));
    }

    /// Statement of a certificate whose holder is not erased.
    CertificateStatement openStatement(CertificateRow row, String issuer) {
        byte[] secret = vault.open(STATEMENT_COLUMN.placeAt(row.subjectId(), row.id()), row.statement());
        return new CertificateStatement(
                issuer,
                CertificateNumber.ofSymbols(row.number()),
                row.kind(),
                WorkingCalendar.dayOf(row.issuedAt()),
                row.validUntil(),
                Arrays.copyOf(secret, CertificateStatement.SALT_BYTES),
                Arrays.copyOfRange(secret, CertificateStatement.SALT_BYTES, secret.length));
    }
}
