package pk.rahnuma.register.certificate;

import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import pk.rahnuma.register.certificate.CertificateKeys.VerificationKey;
import pk.rahnuma.registration.WorkingCalendar;
import pk.rahnuma.registration.record.LineQueryService;

/// Publishes what programs need that check certificates without the desk: the public keys, and the signed list of the
/// revoked certificates.
@Singleton
public final class VerificationKeyService {

    /// Time for which a list of revoked numbers is given again.
    private static final Duration LIST_AGE = Duration.ofMinutes(10);

    private static final int PAGE_SIZE = 500;

    private final CertificateService service;
    private final CertificateRepository certificates;
    private final CertificateCheckService checks;
    private final LineQueryService lines;
    private final CertificateKeys keys;
    private final JsonMapper json;
    private final AtomicReference<RevocationList> latest = new AtomicReference<>();

    VerificationKeyService(
            CertificateService service,
            CertificateRepository certificates,
            CertificateCheckService checks,
            LineQueryService lines,
            CertificateKeys keys,
            JsonMapper json) {
        this.service = service;
        this.certificates = certificates;
        this.checks = checks;
        this.lines = lines;
        this.keys = keys;
        this.json = json;
    }

    private record RevocationList(String token, Instant expires) {}

    /// Public keys of all years as a set of JSON Web Keys (RFC 8037), the oldest first. `kid` is the key identifier of
    /// statements, in Base64url.
    public String describeKeys(Instant now) {
        return writeJson(Map.of(
                "keys",
                keys.listVerificationKeys(WorkingCalendar.dayOf(now)).stream()
                        .map(VerificationKeyService::toWebKey)
                        .toList()));
    }

    private static Map<String, String> toWebKey(VerificationKey key) {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("kty", "OKP");
        members.put("crv", "Ed25519");
        members.put("use", "sig");
        members.put("alg", "EdDSA");
        members.put("kid", CertificateKeys.encodeText(key.keyId()));
        members.put("x", CertificateKeys.encodeText(key.publicKey()));
        return members;
    }

    /// Numbers of certificates that are revoked and have not expired, as a signed JSON Web Token (RFC 7519), which
    /// is
    /// made again after [#LIST_AGE]. A certificate of a suspended line is in force again after the suspension, so it is
    /// not in the list.
    public String signRevocations(Instant now) {
        return latest.updateAndGet(
                        present -> present != null && present.expires().isAfter(now)
                                ? present
                                : new RevocationList(createRevocations(now), now.plus(LIST_AGE)))
                .token();
    }

    private String createRevocations(Instant now) {
        LocalDate today = WorkingCalendar.dayOf(now);
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", service.findIssuer());
        claims.put("iat", now.getEpochSecond());
        claims.put(
                "revoked",
                Stream.concat(certificates.findEnded(today).stream(), findOutdated(now))
                        .map(symbols -> CertificateNumber.ofSymbols(symbols).toGroupedText())
                        .toList());
        return keys.signToken(writeJson(claims), today);
    }

    /// Numbers of certificates that were not replaced, though a line has changed so that they are revoked.
    private Stream<String> findOutdated(Instant now) {
        return Stream.iterate(
                        certificates.findCurrentAfter(Long.MIN_VALUE, PAGE_SIZE),
                        page -> !page.isEmpty(),
                        page -> certificates.findCurrentAfter(page.getLast().id(), PAGE_SIZE))
                .flatMap(page -> filterChanged(page).stream())
                .filter(row -> checks.isRevoked(row, now))
                .map(CertificateRow::number)
                .limit(CertificateRepository.MAX_REVOKED);
    }

    private List<CertificateRow> filterChanged(List<CertificateRow> page) {
        Map<Long, Instant> changes = lines.findLastChanges(
                page.stream().map(CertificateRow::applicationId).toList());
        return page.stream()
                .filter(row ->
                        !changes.getOrDefault(row.applicationId(), Instant.MAX).isBefore(row.issuedAt()))
                .toList();
    }

    private String writeJson(Object value) {
        try {
            return new String(json.writeValueAsBytes(value), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
