package pk.rahnuma.person.idempotency;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import pk.rahnuma.persistence.fault.FaultClassifier;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Executes requests without a known person once for each key: the work, and its result for repeats, are one commit.
/// The key and the request protect the result ([RequestCipher]); what makes the request is stored in no form.
@Singleton
public final class AnonymousRequestService {

    /// Time for which a repeat gets the result of the first request, that of a code of a sign-in; the rows are deleted
    /// in the night after.
    public static final Duration RESULT_TTL = Duration.ofMinutes(10);

    /// Maximum size of a result.
    static final int MAX_RESULT_BYTES = 1_900;

    private static final int MAX_ATTEMPTS = 3;

    private final TransactionOperations<Connection> transactions;
    private final AnonymousRequestRepository requests;
    private final SubjectEncryptionService vault;
    private final Clock clock;

    AnonymousRequestService(
            TransactionOperations<Connection> transactions,
            AnonymousRequestRepository requests,
            SubjectEncryptionService vault,
            Clock clock) {
        this.transactions = transactions;
        this.requests = requests;
        this.vault = vault;
        this.clock = clock;
    }

    /// Executes work in a transaction, or returns the result of the first time.
    ///
    /// @param key of the client, hard to guess
    /// @param request all that makes the request what it is
    /// @param work returns at most [#MAX_RESULT_BYTES] bytes. Empty, it was refused: its changes are kept, such as a
    ///     try that was counted, and the key may be used again. When it throws, nothing is kept
    /// @return empty when the work was refused
    /// @throws ReusedKeyException when the key was used with another request
    public Optional<byte[]> executeOnce(String key, byte[] request, Supplier<Optional<byte[]>> work) {
        byte[] keyHash = vault.keyedHash("anonymous request", key);
        RequestCipher cipher = RequestCipher.forRequest(vault, key, request);
        for (int attempt = 1; ; attempt++) {
            AtomicBoolean begun = new AtomicBoolean();
            try {
                return transactions.executeWrite(status -> executeOnce(keyHash, cipher, () -> {
                    begun.set(true);
                    return work.get();
                }));
            } catch (RuntimeException failed) {
                // Several that waited for one that was refused are a deadlock in MariaDB, which ends all but one. H2
                // may not wait for the commit of another.
                boolean retried = FaultClassifier.isDatabaseFault(failed) || failed instanceof NoSuchElementException;
                if (attempt == MAX_ATTEMPTS || begun.get() || !retried) {
                    throw failed;
                }
            }
        }
    }

    private Optional<byte[]> executeOnce(byte[] keyHash, RequestCipher cipher, Supplier<Optional<byte[]>> work) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        requests.deleteIfOlder(keyHash, now.minus(RESULT_TTL));
        long id = SubjectEncryptionService.newId();
        if (requests.insertOnce(id, keyHash, now) == 0) {
            byte[] first = requests.findByKeyHash(keyHash).orElseThrow().result();
            return Optional.of(cipher.decryptResult(first).orElseThrow(ReusedKeyException::new));
        }
        Optional<byte[]> result = work.get();
        result.ifPresentOrElse(present -> storeResult(id, present, cipher), () -> requests.deleteById(id));
        return result;
    }

    private void storeResult(long id, byte[] result, RequestCipher cipher) {
        if (result.length > MAX_RESULT_BYTES) {
            throw new IllegalStateException("result of " + result.length + " bytes");
        }
        requests.storeResult(id, cipher.encryptResult(result));
    }

    /// Deletes results that have expired, at most `limit`, in a transaction.
    ///
    /// @return number deleted
    int deleteExpired(Instant now, int limit) {
        return transactions.executeWrite(status -> {
            List<Long> expired = requests.findOlderThan(now.minus(RESULT_TTL), limit);
            if (!expired.isEmpty()) {
                requests.deleteByIdIn(expired);
            }
            return expired.size();
        });
    }
}
