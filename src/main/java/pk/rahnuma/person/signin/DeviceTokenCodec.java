package pk.rahnuma.person.signin;

import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Writes and reads tokens of devices: the device, its generation and the expiry, with a keyed hash over them. A token
/// that was not issued here is refused without a query, and the database holds nothing from which one can be made.
@Singleton
final class DeviceTokenCodec {

    private static final int PAYLOAD_BYTES = Long.BYTES + Integer.BYTES + Long.BYTES;
    private static final int HASH_BYTES = 32;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final SubjectEncryptionService vault;

    DeviceTokenCodec(SubjectEncryptionService vault) {
        this.vault = vault;
    }

    /// Use of a token, which its prefix tells.
    enum TokenUse {
        ACCESS("ra_"),
        REFRESH("rr_");

        private final String prefix;

        TokenUse(String prefix) {
            this.prefix = prefix;
        }

        boolean isPrefixOf(String token) {
            return token.startsWith(prefix);
        }
    }

    /// Content of a token.
    ///
    /// @param expires in whole seconds
    record DeviceToken(long device, int generation, Instant expires) {}

    String writeToken(TokenUse use, DeviceToken token) {
        byte[] payload = ByteBuffer.allocate(PAYLOAD_BYTES)
                .putLong(token.device())
                .putInt(token.generation())
                .putLong(token.expires().getEpochSecond())
                .array();
        return use.prefix
                + ENCODER.encodeToString(ByteBuffer.allocate(PAYLOAD_BYTES + HASH_BYTES)
                        .put(payload)
                        .put(hash(use, payload))
                        .array());
    }

    /// Reads a token that was issued here, in the one way in which it was written.
    ///
    /// @return empty when it was not
    Optional<DeviceToken> readToken(TokenUse use, String text) {
        if (!use.isPrefixOf(text) || text.length() > use.prefix.length() + 2 * (PAYLOAD_BYTES + HASH_BYTES)) {
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text.substring(use.prefix.length()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (bytes.length != PAYLOAD_BYTES + HASH_BYTES) {
            return Optional.empty();
        }
        byte[] payload = Arrays.copyOf(bytes, PAYLOAD_BYTES);
        if (!MessageDigest.isEqual(hash(use, payload), Arrays.copyOfRange(bytes, PAYLOAD_BYTES, bytes.length))) {
            return Optional.empty();
        }
        ByteBuffer read = ByteBuffer.wrap(payload);
        return Optional.of(new DeviceToken(read.getLong(), read.getInt(), Instant.ofEpochSecond(read.getLong())));
    }

    private byte[] hash(TokenUse use, byte[] payload) {
        return vault.keyedHash("device token " + use, payload);
    }
}
