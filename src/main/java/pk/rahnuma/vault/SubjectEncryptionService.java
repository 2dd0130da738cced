package pk.rahnuma.vault;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.crypto.tink.subtle.AesGcmJce;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.stream.Collectors;
import pk.rahnuma.persistence.PaddedKeys;
import pk.rahnuma.vault.SubjectKeyRepository.KeyRow;

/// Encryption under the key of a subject (a person or an organisation), keyed hashes, and erasure. Thread-safe; takes
/// part in the current transaction of the thread.
///
/// Opened keys are cached for [#KEY_CACHE_TTL] at most: for so long another node may still read data that was erased
/// here.
@Singleton
public final class SubjectEncryptionService {

    /// System subject, which belongs to no person: its key seals data of the installation.
    public static final long SYSTEM_SUBJECT = 0;

    /// Lifetime of cached keys in memory.
    public static final Duration KEY_CACHE_TTL = Duration.ofMinutes(10);

    private static final int MAX_CACHED_KEYS = 20_000;
    private static final int BATCH_SIZE = 500;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final MasterKeyset keyset;
    private final SubjectKeyRepository keys;
    private final SubjectKeyWrapper wrapper;
    private final TransactionOperations<Connection> transactions;
    private final Cache<Long, AesGcmJce> opened = Caffeine.newBuilder()
            .maximumSize(MAX_CACHED_KEYS)
            .expireAfterWrite(KEY_CACHE_TTL)
            .build();

    SubjectEncryptionService(
            TransactionOperations<Connection> transactions, SubjectKeyRepository keys, MasterKeyset keyset) {
        this.transactions = transactions;
        this.keys = keys;
        this.keyset = keyset;
        this.wrapper = new SubjectKeyWrapper(keyset);
    }

    /// A positive random number that cannot be guessed.
    public static long newId() {
        long id;
        do {
            id = RANDOM.nextLong() & Long.MAX_VALUE;
        } while (id == 0);
        return id;
    }

    /// Reads an id that came from outside as text.
    ///
    /// @return empty when it is none
    public static OptionalLong parseId(String text) {
        if (!text.matches("[0-9]{1,19}")) {
            return OptionalLong.empty();
        }
        BigInteger number = new BigInteger(text);
        return number.bitLength() < Long.SIZE ? OptionalLong.of(number.longValue()) : OptionalLong.empty();
    }

    /// Checks that this keyset is the one that the database was written with; to be called before work starts.
    ///
    /// @throws WrongKeysetException when it is not
    public void checkKeyset() {
        createKeys(SYSTEM_SUBJECT);
        findKeys(List.of(SYSTEM_SUBJECT));
    }

    /// Keys of the subjects that have one, unwrapped; one query.
    private Map<Long, byte[]> findKeys(Collection<Long> subjects) {
        return keys.findByIdInAndWrappedKeyIsNotNull(PaddedKeys.padKeys(subjects)).stream()
                .collect(Collectors.toMap(KeyRow::id, wrapper::unwrapKey));
    }

    /// Creates keys for new subjects; one that has a key, or was erased, stays as it is. An id whose creation was
    /// rolled back must not be used again: its key may be cached here.
    public void createKeys(Collection<Long> subjects) {
        if (!subjects.isEmpty()) {
            keys.insertMissing(
                    new TreeSet<>(subjects).stream().map(wrapper::createRow).toList());
        }
    }

    public void createKeys(long subject) {
        createKeys(List.of(subject));
    }

    /// Wraps the keys of all subjects under the newest key of the keyset, in small batches; can be interrupted and
    /// started again. Every node must have that keyset before, or it cannot read any more.
    public void rewrapKeys() {
        long last = SYSTEM_SUBJECT - 1;
        int size = BATCH_SIZE;
        while (size == BATCH_SIZE) {
            long after = last;
            List<KeyRow> page = transactions.executeWrite(status -> rewrapPage(after));
            size = page.size();
            last = page.isEmpty() ? last : page.getLast().id();
        }
    }

    private List<KeyRow> rewrapPage(long after) {
        List<KeyRow> page = keys.lockPage(after, BATCH_SIZE);
        List<KeyRow> rewrapped = page.stream()
                .filter(row -> !wrapper.isWrappedByNewest(row))
                .map(wrapper::rewrapKey)
                .toList();
        if (!rewrapped.isEmpty()) {
            keys.updateAll(rewrapped);
        }
        return page;
    }

    /// Opens the keys of these subjects, those not cached with one query. Subjects without a key are left out.
    public SubjectKeyRing openKeys(Collection<Long> subjects) {
        Map<Long, AesGcmJce> found = HashMap.newHashMap(subjects.size());
        List<Long> missing = new ArrayList<>();
        for (Long subject : subjects) {
            AesGcmJce key = opened.getIfPresent(subject);
            if (key != null) {
                found.put(subject, key);
            } else {
                missing.add(subject);
            }
        }
        if (!missing.isEmpty()) {
            findKeys(missing).forEach((subject, raw) -> found.put(subject, remember(subject, raw)));
        }
        return new SubjectKeyRing(found);
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

    /// Destroys the key of a subject: all values sealed under it are unreadable from then on. An earlier backup still
    /// holds the key.
    public void destroyKey(long subject) {
        keys.destroyKey(subject);
        evictKey(subject);
    }

    /// Deletes keys that were created in the current transaction and seal nothing that is kept.
    public void discardKeys(Collection<Long> subjects) {
        if (!subjects.isEmpty()) {
            keys.deleteByIdIn(subjects);
        }
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
