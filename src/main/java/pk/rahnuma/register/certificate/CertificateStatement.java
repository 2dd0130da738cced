package pk.rahnuma.register.certificate;

import io.micronaut.core.annotation.Nullable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import pk.rahnuma.registration.WorkingCalendar;

/// Claims that the QR code of a certificate makes, as a CBOR Web Token (RFC 8392): no name, no address.
///
/// @param issuer host of the desk (`iss`)
/// @param number of the certificate (`cti`)
/// @param issued day of issue, in Pakistan (`iat`, its first second)
/// @param validUntil last day, in Pakistan, where the operator set one (`exp`, the first second after it)
/// @param salt random bytes, [#SALT_BYTES]; without them a hash could be compared with those of likely contents
/// @param contentHash of [CertificateContent#computeHash]
public record CertificateStatement(
        String issuer,
        CertificateNumber number,
        CertificateKind kind,
        LocalDate issued,
        @Nullable LocalDate validUntil,
        byte[] salt,
        byte[] contentHash) {

    static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    /// The longest name of a host (RFC 1035).
    private static final int MAX_ISSUER_LENGTH = 253;

    private static final long ISSUER_CLAIM = 1;
    private static final long EXPIRY_CLAIM = 4;
    private static final long ISSUED_CLAIM = 6;
    private static final long NUMBER_CLAIM = 7;
    /// Kind, salt and hash. Numbers below -65536 are for private use (RFC 8392, section 9.1).
    private static final long CONTENT_CLAIM = -65_537;

    /// @throws IllegalArgumentException when a value has not its size
    public CertificateStatement {
        if (issuer.isEmpty()
                || issuer.length() > MAX_ISSUER_LENGTH
                || salt.length != SALT_BYTES
                || contentHash.length != HASH_BYTES) {
            throw new IllegalArgumentException("no statement of a certificate");
        }
    }

    /// Creates the statement on a content, with a new salt.
    ///
    /// @param random cannot be guessed
    public static CertificateStatement ofContent(
            CertificateContent content,
            String issuer,
            CertificateNumber number,
            CertificateKind kind,
            LocalDate issued,
            @Nullable LocalDate validUntil,
            RandomGenerator random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return new CertificateStatement(issuer, number, kind, issued, validUntil, salt, content.computeHash(salt));
    }

    /// True when the statement is on this content.
    public boolean matches(CertificateContent content) {
        return MessageDigest.isEqual(contentHash, content.computeHash(salt));
    }

    /// True until the last day, if there is one.
    public boolean isValidOn(LocalDate day) {
        return validUntil == null || !day.isAfter(validUntil);
    }

    byte[] encodeClaims() {
        Map<Long, Object> claims = new LinkedHashMap<>();
        claims.put(ISSUER_CLAIM, issuer);
        if (validUntil != null) {
            claims.put(EXPIRY_CLAIM, toSeconds(validUntil.plusDays(1)));
        }
        claims.put(ISSUED_CLAIM, toSeconds(issued));
        claims.put(NUMBER_CLAIM, number.symbols().symbols().getBytes(StandardCharsets.US_ASCII));
        claims.put(CONTENT_CLAIM, List.of(kind.code(), salt, contentHash));
        return CborFormat.encodeValue(claims);
    }

    /// @throws IllegalArgumentException when [#encodeClaims] does not write these bytes
    static CertificateStatement decodeClaims(byte[] encoded) {
        try {
            Map<?, ?> claims = (Map<?, ?>) CborFormat.decodeValue(encoded);
            List<?> content = (List<?>) claims.get(CONTENT_CLAIM);
            Long expiry = (Long) claims.get(EXPIRY_CLAIM);
            CertificateStatement statement = new CertificateStatement(
                    (String) claims.get(ISSUER_CLAIM),
                    CertificateNumber.ofSymbols(
                            new String((byte[]) claims.get(NUMBER_CLAIM), StandardCharsets.US_ASCII)),
                    CertificateKind.findByCode((Long) content.getFirst()).orElseThrow(),
                    toDay((Long) claims.get(ISSUED_CLAIM)),
                    expiry == null ? null : toDay(expiry).minusDays(1),
                    (byte[]) content.get(1),
                    (byte[]) content.get(2));
            if (Arrays.equals(statement.encodeClaims(), encoded)) {
                return statement;
            }
        } catch (RuntimeException e) {
            // Any type, size or range may be wrong.
        }
        throw new IllegalArgumentException("no statement of a certificate");
    }

    private static long toSeconds(LocalDate day) {
        return day.atStartOfDay(WorkingCalendar.PAKISTAN_ZONE).toEpochSecond();
    }

    private static LocalDate toDay(long seconds) {
        return LocalDate.ofInstant(Instant.ofEpochSecond(seconds), WorkingCalendar.PAKISTAN_ZONE);
    }
}
