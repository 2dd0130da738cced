package pk.rahnuma.vault;

import com.google.crypto.tink.subtle.AesGcmJce;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Map;

/// Opened keys of some subjects, from [SubjectEncryptionService#openKeys]. Thread-safe; hold it no longer than one
/// piece of work, so that an erasure takes effect.
///
/// A sealed value is a random nonce, the ciphertext and the tag (AES-256-GCM): 28 bytes more than the plain value. It
/// is bound to its [SealedPlace], so that a value moved to another subject, row or column does not open.
public final class SubjectKeyRing {

    private static final int KEY_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Map<Long, AesGcmJce> opened;

    SubjectKeyRing(Map<Long, AesGcmJce> opened) {
        this.opened = opened;
    }

    /// Key of a single object, so that the object can move to another subject without being sealed again. It is stored
    /// sealed under the key of its subject, or not at all.
    ///
    /// @param id of the object; it is the subject of the places of its values
    /// @param raw from [#createKey], or derived from a secret
    public static SubjectKeyRing ofSingleKey(long id, byte[] raw) {
        try {
            return new SubjectKeyRing(Map.of(id, new AesGcmJce(raw)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Creates a random key.
    public static byte[] createKey() {
        byte[] key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        return key;
    }

    /// True when the subject has a key; an erased one has none.
    public boolean hasKey(long subject) {
        return opened.containsKey(subject);
    }

    /// Seals a value that is not stored and so has no place, for a purpose.
    ///
    /// @param purpose of ASCII letters, digits and spaces
    /// @throws SubjectErasedException when the subject has no key
    public byte[] seal(long subject, String purpose, byte[] plain) {
        return seal(subject, purpose, associatedData(purpose, subject), plain);
    }

    /// @throws SubjectErasedException when the subject has no key
    /// @throws IllegalStateException when the value was changed, or belongs to another subject or purpose
    public byte[] open(long subject, String purpose, byte[] sealed) {
        return open(subject, purpose, associatedData(purpose, subject), sealed);
    }

    /// Seals a value for its place.
    ///
    /// @throws SubjectErasedException when the subject has no key
    /// @throws SealedPlace.ValueTooLongException when the value does not fit its column
    public byte[] seal(SealedPlace place, byte[] plain) {
        byte[] sealed = seal(place.subject(), place, place.associatedData(), plain);
        place.requireFit(sealed);
        return sealed;
    }

    public byte[] seal(SealedPlace place, String plain) {
        return seal(place, plain.getBytes(StandardCharsets.UTF_8));
    }

    /// @throws SubjectErasedException when the subject has no key
    /// @throws IllegalStateException when the value was changed, or belongs to another place
    public byte[] open(SealedPlace place, byte[] sealed) {
        return open(place.subject(), place, place.associatedData(), sealed);
    }

    public String openText(SealedPlace place, byte[] sealed) {
        return new String(open(place, sealed), StandardCharsets.UTF_8);
    }

    private byte[] seal(long subject, Object name, byte[] associatedData, byte[] plain) {
        try {
            return key(subject).encrypt(plain, associatedData);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot seal " + name, e);
        }
    }

    private byte[] open(long subject, Object name, byte[] associatedData, byte[] sealed) {
        try {
            return key(subject).decrypt(sealed, associatedData);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot open " + name);
        }
    }

    private AesGcmJce key(long subject) {
        AesGcmJce key = opened.get(subject);
        if (key == null) {
            throw new SubjectErasedException(subject);
        }
        return key;
    }

    static byte[] associatedData(String purpose, long subject) {
        byte[] name = purpose.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(name.length + Long.BYTES)
                .put(name)
                .putLong(subject)
                .array();
    }
}
