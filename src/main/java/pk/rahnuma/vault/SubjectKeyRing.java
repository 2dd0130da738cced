package pk.rahnuma.vault;

import com.google.crypto.tink.subtle.AesGcmJce;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;

/// The opened keys of some subjects, as [SubjectEncryptionService#openKeys] gives them. Safe for threads; hold it no
/// longer than one piece of work, so that an erasure is felt.
///
/// What is sealed is a random nonce, the ciphertext and the tag (AES-256-GCM): 28 bytes more than the plain. Subject
/// and field are bound in, and where a [SealedPlace] says it and the [SealedFormat] allows it the row too, so that a
/// value moved to another row or column does not open.
public final class SubjectKeyRing {

    private static final int KEY_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Map<Long, AesGcmJce> opened;
    private final SealedFormat format;

    SubjectKeyRing(Map<Long, AesGcmJce> opened, SealedFormat format) {
        this.opened = opened;
        this.format = format;
    }

    /// The key of one thing alone, which lies sealed under the key of its subject, so that the thing can be given to
    /// another subject without being sealed anew.
    ///
    /// @param id of the thing; it stands for the subject in what is sealed and opened
    /// @param raw as [#createKey] made it
    public static SubjectKeyRing ofSingleKey(long id, byte[] raw) {
        try {
            return new SubjectKeyRing(Map.of(id, new AesGcmJce(raw)), SealedFormat.FIELD);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A random key.
    public static byte[] createKey() {
        byte[] key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        return key;
    }

    /// Whether there is a key for this subject; there is none once it was erased.
    public boolean hasKey(long subject) {
        return opened.containsKey(subject);
    }

    /// For what is bound to its row by the name of its field, which holds the row's number. All else has a
    /// [SealedPlace].
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
    /// @throws IllegalStateException when the value was changed, or is another subject's or field's
    public byte[] open(long subject, String field, byte[] sealed) {
        try {
            return key(subject).decrypt(sealed, associatedData(field, subject));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot open " + field + " of subject " + subject, e);
        }
    }

    /// Seals a value for its place, as far as the format of this node binds it.
    ///
    /// @throws SubjectErasedException when the subject has no key
    public byte[] seal(SealedPlace place, byte[] plain) {
        return format == SealedFormat.FIELD ? seal(place.subject(), place.field(), plain) : bindToRow(place, plain);
    }

    public byte[] seal(SealedPlace place, String plain) {
        return seal(place, plain.getBytes(StandardCharsets.UTF_8));
    }

    /// Opens a value of either form, as far as the format of this node takes both.
    ///
    /// @throws SubjectErasedException when the subject has no key
    /// @throws IllegalStateException when the value was changed, or is of another place
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

    /// Whether a value is bound to its row.
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
