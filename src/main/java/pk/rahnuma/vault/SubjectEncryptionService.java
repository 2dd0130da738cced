package pk.rahnuma.vault;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.crypto.tink.subtle.AesGcmJce;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jdbi.v3.core.Jdbi;

/// Encryption under the key of a subject (a person or an organisation), keyed hashes, and erasure. Thread-safe; takes
/// part in the current transaction of the thread.
///
/// Opened keys are cached for [#KEY_CACHE_TTL] at most: for so long another node may still read data that was erased
/// here.
@Singleton
public final class SubjectEncryptionService {

    /// System subject, which belongs to no person: its key seals data of the installation.
    public static final long SYSTEM_SUBJECT = SubjectKeyRepository.SYSTEM_SUBJECT;

    /// Lifetime of cached keys in memory.
    public static final Duration KEY_CACHE_TTL = Duration.ofMinutes(10);

    private static final int MAX_CACHED_KEYS = 20_000;
    private static final int BATCH_SIZE = 500;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final MasterKeyset keyset;
    private final SealedFormat format;
    private final SubjectKeyRepository table;
    private final Cache<Long, AesGcmJce> opened = Caffeine.newBuilder()
            .maximumSize(MAX_CACHED_KEYS)
            .expireAfterWrite(KEY_CACHE_TTL)
            .build();

    @Inject
    SubjectEncryptionService(
            Jdbi jdbi,
            MasterKeyset keyset,
            @Property(name = "rahnuma.sealed-format", defaultValue = "1") String format) {
        this(jdbi, keyset, SealedFormat.parseSetting(format));
    }

    public SubjectEncryptionService(Jdbi jdbi, MasterKeyset keyset, SealedFormat format) {
        this.keyset = keyset;
        this.format = format;
        this.table = new SubjectKeyRepository(jdbi, keyset);
    }

    /// A positive random number that cannot be guessed.
    public static long newId() {
        long id;
        do {
            id = RANDOM.nextLong() & Long.MAX_VALUE;
        } while (id == 0);
        return id;
    }

    /// Checks that this keyset is the one that the database was written with; to be called before work starts.
    ///
    /// @throws WrongKeysetException when it is not
    public void checkKeyset() {
        table.insertKeys(List.of(SYSTEM_SUBJECT));
        table.findWrappedKeys(List.of(SYSTEM_SUBJECT));
    }

    /// Creates keys for new subjects; one that has a key, or was erased, stays as it is. An id whose creation was
    /// rolled back must not be used again: its key may be cached here.
    public void createKeys(Collection<Long> subjects) {
        if (!subjects.isEmpty()) {
            table.insertKeys(subjects);
        }
    }

    public void createKeys(long subject) {
        createKeys(List.of(subject));
    }

    /// Wraps the keys of all subjects under the newest key of the keyset, in small batches; can be interrupted and
    /// started again. Every node must have that keyset before, or it cannot read any more.
    public void rewrapKeys() {
        OptionalLong last = OptionalLong.of(SYSTEM_SUBJECT - 1);
        while (last.isPresent()) {
            last = table.rewrapKeys(last.getAsLong(), BATCH_SIZE);
        }
    }

    /// Opens the keys of these subjects, those not cached with one query. Subjects without a key are left out.
    public SubjectKeyRing openKeys(Collection<Long> subjects) {
        Map<Long, AesGcmJce> keys = HashMap.newHashMap(subjects.size());
        List<Long> missing = new ArrayList<>();
        for (Long subject : subjects) {
            AesGcmJce key = opened.getIfPresent(subject);
            if (key != null) {
                keys.put(subject, key);
            } else {
                missing.add(subject);
            }
        }
        if (!missing.isEmpty()) {
            table.findWrappedKeys(missing).forEach((subject, raw) -> keys.put(subject, remember(subject, raw)));
        }
        return new SubjectKeyRing(keys, format);
    }

    /// @throws SubjectErasedException when the subject has no key
    public byte[] seal(SealedPlace place, byte[] plain) {
        return openKeys(List.of(place.subject())).seal(place, plain);
    }

    public byte[] seal(SealedPlace place, String plain) {
        return openKeys(List.of(place.subject())).seal(place, plain);
    }

    /// @throws SubjectErasedException when the subject has no key
    /// @throws IllegalStateException when the value was changed, or belongs to another place
    public byte[] open(SealedPlace place, byte[] sealed) {
        return openKeys(List.of(place.subject())).open(place, sealed);
    }

    public String openText(SealedPlace place, byte[] sealed) {
        return openKeys(List.of(place.subject())).openText(place, sealed);
    }

    /// Format of this node.
    public SealedFormat format() {
        return format;
    }

    /// Destroys the key of a subject: all values sealed under it are unreadable from then on. An earlier backup still
    /// holds the key.
    public void destroyKey(long subject) {
        table.destroyKey(subject);
        evictKey(subject);
    }

    /// Deletes keys that were created in the current transaction and seal nothing that is kept.
    public void discardKeys(Collection<Long> subjects) {
        table.deleteKeys(subjects);
        subjects.forEach(this::evictKey);
    }

    /// Removes a cached key. A caller that erases in a transaction does this after the commit too: meanwhile another
    /// thread may have opened the key again.
    public void evictKey(long subject) {
        opened.invalidate(subject);
    }

    /// Keyed hash (HMAC-SHA-256, 32 bytes), to find sealed values. The purpose separates hashes of different columns.
    public byte[] keyedHash(String purpose, String value) {
        return keyedHash(purpose, value.getBytes(StandardCharsets.UTF_8));
    }

    public byte[] keyedHash(String purpose, byte[] value) {
        byte[] name = purpose.getBytes(StandardCharsets.UTF_8);
        byte[] input = new byte[name.length + 1 + value.length];
        System.arraycopy(name, 0, input, 0, name.length);
        System.arraycopy(value, 0, input, name.length + 1, value.length);
        return keyset.computeHash(input);
    }

    private AesGcmJce remember(long subject, byte[] raw) {
        try {
            AesGcmJce key = new AesGcmJce(raw);
            opened.put(subject, key);
            return key;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
