package pk.rahnuma.messaging.push;

import com.google.crypto.tink.apps.webpush.WebPushHybridEncrypt;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;

/// Keys of a subscription, as a browser gives them: base64url, with or without padding.
///
/// @param p256dh public key on the curve P-256, uncompressed
/// @param auth secret of the subscription
public record PushKeys(String p256dh, String auth) {

    /// Maximum characters of each.
    public static final int MAX_LENGTH = 100;

    /// Creates what encrypts for these keys.
    ///
    /// @return empty when they are no keys
    Optional<WebPushHybridEncrypt> createEncryption() {
        try {
            return Optional.of(new WebPushHybridEncrypt.Builder()
                    .withRecipientPublicKey(Base64.getUrlDecoder().decode(p256dh))
                    .withAuthSecret(Base64.getUrlDecoder().decode(auth))
                    .build());
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// True when they are keys for which a message can be encrypted.
    public boolean isValid() {
        return p256dh != null
                && auth != null
                && p256dh.length() <= MAX_LENGTH
                && auth.length() <= MAX_LENGTH
                && createEncryption().isPresent();
    }

    @Override
    public String toString() {
        return "keys";
    }
}
