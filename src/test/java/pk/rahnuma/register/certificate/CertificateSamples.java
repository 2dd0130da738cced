package pk.rahnuma.register.certificate;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import pk.rahnuma.register.certificate.CertificateContent.RegisteredLine;

/// Certificates for tests.
final class CertificateSamples {

    static final String ISSUER = "desk.example.pk";
    static final LocalDate ISSUED = LocalDate.of(2026, 12, 3);
    static final LocalDate LAST_DAY = LocalDate.of(2027, 12, 2);

    private CertificateSamples() {}

    static CertificateContent content() {
        return new CertificateContent(
                "Indus Data Services (Private) Limited",
                List.of(
                        new RegisteredLine(
                                "صدر دفتر، لاہور",
                                "Nayatel",
                                List.of("198.51.100.0/28", "203.0.113.7", "2001:db8:4711::/48")),
                        new RegisteredLine("Karachi, Shahrah-e-Faisal", "PTCL", List.of("+92 300 1234567"))));
    }

    static CertificateStatement statement() {
        return statementOn(content(), LAST_DAY);
    }

    static CertificateStatement statementOn(CertificateContent content, LocalDate validUntil) {
        Random random = new Random(7);
        return CertificateStatement.ofContent(
                content,
                ISSUER,
                CertificateNumber.createRandom(random),
                CertificateKind.VPN_REGISTRATION,
                ISSUED,
                validUntil,
                random);
    }
}
