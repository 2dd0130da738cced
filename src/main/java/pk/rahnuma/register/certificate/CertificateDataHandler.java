package pk.rahnuma.register.certificate;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pk.rahnuma.registration.WorkingCalendar;
import pk.rahnuma.vault.PersonalDataHandler;

/// Handles the certificates of a person or an organisation as personal data. Of an erased holder the number stays, so
/// that their certificate is known to be void.
@Singleton
final class CertificateDataHandler implements PersonalDataHandler {

    private final CertificateRepository certificates;

    CertificateDataHandler(CertificateRepository certificates) {
        this.certificates = certificates;
    }

    @Override
    public LockOrder lockOrder() {
        return LockOrder.APPLICATION;
    }

    @Override
    public Map<String, Object> exportData(long person) {
        List<Map<String, Object>> exported = certificates.findBySubject(person).stream()
                .map(CertificateDataHandler::describeRow)
                .toList();
        return exported.isEmpty() ? Map.of() : Map.of("certificates", exported);
    }

    private static Map<String, Object> describeRow(CertificateRow row) {
        Map<String, Object> exported = new LinkedHashMap<>();
        exported.put("number", CertificateNumber.ofSymbols(row.number()).toGroupedText());
        exported.put("issued", row.issuedAt());
        if (row.validUntil() != null) {
            exported.put("valid_until", WorkingCalendar.startOf(row.validUntil()));
        }
        if (row.endedAt() != null) {
            exported.put("ended", row.endedAt());
        }
        return exported;
    }

    @Override
    public void eraseData(long person, Instant now) {
        certificates.eraseSubject(person, new byte[0], now);
    }
}
