package pk.rahnuma.vault;

import com.google.crypto.tink.subtle.AesGcmJce;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;

/// Opened keys of some subjects, from [SubjectEncryptionService#openKeys]. Thread-safe; hold it no longer than one
/// piece of work, so that an erasure takes effect.
///
/// A sealed value is a random nonce, the ciphertext and the tag (AES-256-GCM): 28 bytes more than the plain value. It
/// is bound to subject and field, and where there is a [SealedPlace] and the [SealedFormat] allows it, to the row too,
/// so that a value moved to another row or column does not open.
public final class SubjectKeyRing {

    private static final int KEY_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Map<Long, AesGcmJce> opened;
    private final SealedFormat format;

    SubjectKeyRing(Map<Long, AesGcmJce> opened, SealedFormat format) {
        this.opened = opened;
        this.format = format;
    }

    /// Key of a single object, which is stored sealed under the key of its subject, so that the object can move to
    /// another subject without being sealed again.
    ///
    /// @param id of the object; it takes the place of the subject when sealing and opening
    /// @param raw from [#createKey]
    public static SubjectKeyRing ofSingleKey(long id, byte[] raw) {
        try {
            return new SubjectKeyRing(Map.of(id, new AesGcmJce(raw)), SealedFormat.FIELD);
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

    /// Seals a value whose field name contains the row's number. All other values have a [SealedPlace].
    ///
    /// @throws SubjectErasedException when the subject has no key
    public byte[] seal(long subject, String field, byte[] plain) {
        try {
            return key(subject).encrypt(plain, associatedData(field, subject));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot seal " + field + " of subject " + subject, e);
        }
    }

    /// @throws SubjectErasedException when the subject has no key
    /// @throws IllegalStateException when the value was changed, or belongs to another subject or field
    public byte[] open(long subject, String field, byte[] sealed) {
        try {
            return key(subject).decrypt(sealed, associatedData(field, subject));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot open " + field + " of subject " + subject, e);
        }
    }

    /// Seals a value for its place, in the format of this node.
    ///
    /// @throws SubjectErasedException when the subject has no key
    /// @throws SealedPlace.ValueTooLongException when the value does not fit its column
    public byte[] seal(SealedPlace place, byte[] plain) {
        byte[] sealed =
                format == SealedFormat.FIELD ? seal(place.subject(), place.field(), plain) : bindToRow(place, plain);
        place.requireFit(sealed);
        return sealed;
    }

    public byte[] seal(SealedPlace place, String plain) {
        return seal(place, plain.getBytes(StandardCharsets.UTF_8));
    }

    /// Opens a value in the formats that this node reads.
    ///
    /// @throws SubjectErasedException when the subject has no key
    /// @throws IllegalStateException when the value was changed, or belongs to another place
    public byte[] open(SealedPlace place, byte[] sealed) {
        return switch (format) {
            case FIELD ->
                tried(place.subject(), fieldContext(place), sealed)
                        .or(() -> tried(place.subject(), place.associatedData(), sealed))
                        .orElseThrow(() -> unopened(place));
            case ROW ->
                tried(place.subject(), place.associatedData(), sealed)
                        .or(() -> tried(place.subject(), fieldContext(place), sealed))
                        .orElseThrow(() -> unopened(place));
            case ROW_ALONE ->
                tried(place.subject(), place.associatedData(), sealed).orElseThrow(() -> unopened(place));
        };
    }

    public String openText(SealedPlace place, byte[] sealed) {
        return new String(open(place, sealed), StandardCharsets.UTF_8);
    }

    /// True when the value is bound to its row.
    public boolean isBound(SealedPlace place, byte[] sealed) {
        return tried(place.subject(), place.associatedData(), sealed).isPresent();
    }

    public byte[] bindToRow(SealedPlace place, byte[] plain) {
        try {
            return key(place.subject()).encrypt(plain, place.associatedData());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot seal " + place, e);
        }
    }

    private Optional<byte[]> tried(long subject, byte[] context, byte[] sealed) {
        try {
            return Optional.of(key(subject).decrypt(sealed, context));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static byte[] fieldContext(SealedPlace place) {
        return associatedData(place.field(), place.subject());
    }

    private static IllegalStateException unopened(SealedPlace place) {
        return new IllegalStateException("cannot open " + place);
    }

    private AesGcmJce key(long subject) {
        AesGcmJce key = opened.get(subject);
        if (key == null) {
            throw new SubjectErasedException(subject);
        }
        return key;
    }

    static byte[] associatedData(String field, long subject) {
        int length = field.length();
        byte[] context = new byte[length + 8];
        for (int i = 0; i < length; i++) {
            context[i] = (byte) field.charAt(i);
        }
        for (int i = 0; i < 8; i++) {
            context[length + i] = (byte) (subject >>> (56 - 8 * i));
        }
        return context;
    }
}
