package pk.rahnuma.register.certificate;

import com.google.crypto.tink.subtle.Ed25519Sign;
import com.google.crypto.tink.subtle.Ed25519Verify;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Keys that sign statements, as COSE_Sign1 (RFC 9052) with Ed25519; one key for each year of issue.
///
/// A key is derived from the hash key of the keyset, as that of web push is: there is nothing to store, all nodes have
/// it, also after a restore, and it is as secret as the keyset. A rotation of the keyset leaves the hash key as it is,
/// so that all certificates can be checked after it. The key changes with the year without a setting, and
/// the key of a year does not sign for another one.
@Singleton
public final class CertificateKeys {

    /// Year of the first certificate.
    static final int FIRST_YEAR = 2026;

    static final int MAX_STATEMENT_DIGITS = 2000;
    private static final int KEY_ID_BYTES = 8;
    /// Tag of COSE_Sign1.
    private static final byte SIGNED_TAG = (byte) 0xd2;

    private static final long ALGORITHM_HEADER = 1;
    private static final long KEY_ID_HEADER = 4;
    private static final long EDDSA = -8;

    private final SubjectEncryptionService vault;

    CertificateKeys(SubjectEncryptionService vault) {
        this.vault = vault;
    }

    /// Public half of a key.
    ///
    /// @param keyId first 8 bytes of the hash of the key (SHA-256)
    /// @param publicKey 32 bytes (RFC 8032)
    public record VerificationKey(byte[] keyId, byte[] publicKey) {}

    /// A statement with its signature.
    ///
    /// @param digits form for a QR code, of [DigitFormat]
    /// @param keyId of the key that signed it
    public record SignedStatement(CertificateStatement statement, String digits, byte[] keyId) {

        /// Text of the QR code. A browser does not send the statement to the server: it follows `#`.
        ///
        /// @param baseUrl address of the desk, without a trailing slash
        public String toQrText(String baseUrl) {
            return baseUrl + "/verify#" + digits;
        }
    }

    public SignedStatement signStatement(CertificateStatement statement) {
        try {
            Ed25519Sign.KeyPair key = deriveKey(statement.issued().getYear());
            byte[] keyId = computeKeyId(key.getPublicKey());
            byte[] header = encodeHeader(keyId);
            byte[] claims = statement.encodeClaims();
            byte[] signature = new Ed25519Sign(key.getPrivateKey()).sign(encodeSigned(header, claims));
            byte[] token = CborFormat.encodeValue(List.of(header, Map.of(), claims, signature));
            byte[] tagged = new byte[token.length + 1];
            tagged[0] = SIGNED_TAG;
            System.arraycopy(token, 0, tagged, 1, token.length);
            return new SignedStatement(statement, DigitFormat.encodeBytes(tagged), keyId);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Reads a statement that this desk signed. It may have expired, and the certificate may be revoked.
    ///
    /// @param digits of a QR code, after `#`
    /// @return empty for anything else
    public Optional<CertificateStatement> verifyStatement(String digits) {
        if (digits.length() > MAX_STATEMENT_DIGITS) {
            return Optional.empty();
        }
        return DigitFormat.decodeDigits(digits)
                .filter(tagged -> tagged.length > 1 && tagged[0] == SIGNED_TAG)
                .flatMap(tagged -> verifyToken(Arrays.copyOfRange(tagged, 1, tagged.length)));
    }

    private Optional<CertificateStatement> verifyToken(byte[] token) {
        try {
            List<?> parts = (List<?>) CborFormat.decodeValue(token);
            byte[] claims = (byte[]) parts.get(2);
            byte[] signature = (byte[]) parts.get(3);
            CertificateStatement statement = CertificateStatement.decodeClaims(claims);
            byte[] publicKey = deriveKey(statement.issued().getYear()).getPublicKey();
            byte[] header = encodeHeader(computeKeyId(publicKey));
            new Ed25519Verify(publicKey).verify(signature, encodeSigned(header, claims));
            byte[] expected = CborFormat.encodeValue(List.of(header, Map.of(), claims, signature));
            return Arrays.equals(expected, token) ? Optional.of(statement) : Optional.empty();
        } catch (GeneralSecurityException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /// Keys of all years up to that of `today`, the oldest first: whoever has them can check statements without the
    /// desk.
    public List<VerificationKey> listVerificationKeys(LocalDate today) {
        return IntStream.rangeClosed(FIRST_YEAR, today.getYear())
                .mapToObj(this::deriveKey)
                .map(Ed25519Sign.KeyPair::getPublicKey)
                .map(key -> new VerificationKey(computeKeyId(key), key))
                .toList();
    }

    private Ed25519Sign.KeyPair deriveKey(int year) {
        try {
            return Ed25519Sign.KeyPair.newKeyPairFromSeed(vault.keyedHash("certificate key", Integer.toString(year)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] computeKeyId(byte[] publicKey) {
        try {
            return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(publicKey), KEY_ID_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] encodeHeader(byte[] keyId) {
        return CborFormat.encodeValue(new TreeMap<>(Map.of(ALGORITHM_HEADER, EDDSA, KEY_ID_HEADER, keyId)));
    }

    /// Signs claims as a JSON Web Token (RFC 7519) with the key of a day.
    ///
    /// @param claims object of JSON
    String signToken(String claims, LocalDate day) {
        try {
            Ed25519Sign.KeyPair key = deriveKey(day.getYear());
            String header = "{\"alg\":\"EdDSA\",\"typ\":\"JWT\",\"kid\":\""
                    + encodeText(computeKeyId(key.getPublicKey())) + "\"}";
            String signed = encodeText(header.getBytes(StandardCharsets.UTF_8)) + "."
                    + encodeText(claims.getBytes(StandardCharsets.UTF_8));
            byte[] signature = new Ed25519Sign(key.getPrivateKey()).sign(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + encodeText(signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Base64url without padding, as JSON Web Tokens and keys have it.
    static String encodeText(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// The bytes that are signed (RFC 9052, section 4.4).
    private static byte[] encodeSigned(byte[] header, byte[] claims) {
        return CborFormat.encodeValue(List.of("Signature1", header, new byte[0], claims));
    }
}
