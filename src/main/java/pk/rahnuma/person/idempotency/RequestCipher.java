package pk.rahnuma.person.idempotency;

import com.google.crypto.tink.subtle.AesGcmJce;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Encryption (AES-256-GCM) of the result of one request. Its key is made of a secret of the installation, the client's
/// key and the request: neither the database with the keyset opens a result, nor the client's key with another request.
final class RequestCipher {

    private static final byte[] CONTEXT = "anonymous_request.result".getBytes(StandardCharsets.US_ASCII);

    private final AesGcmJce cipher;

    private RequestCipher(AesGcmJce cipher) {
        this.cipher = cipher;
    }

    /// @param key of the client, in one line
    static RequestCipher forRequest(SubjectEncryptionService vault, String key, byte[] request) {
        ByteArrayOutputStream secret = new ByteArrayOutputStream();
        secret.writeBytes((key + "\n").getBytes(StandardCharsets.UTF_8));
        secret.writeBytes(request);
        try {
            return new RequestCipher(new AesGcmJce(vault.keyedHash("anonymous request result", secret.toByteArray())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] encryptResult(byte[] result) {
        try {
            return cipher.encrypt(result, CONTEXT);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// @return empty when it is the result of another request
    Optional<byte[]> decryptResult(byte[] encrypted) {
        try {
            return Optional.of(cipher.decrypt(encrypted, CONTEXT));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }
}
