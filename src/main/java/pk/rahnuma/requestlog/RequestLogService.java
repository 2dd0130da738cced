package pk.rahnuma.requestlog;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import pk.rahnuma.persistence.FaultClassifier;
import pk.rahnuma.requestlog.LoggedRequest.Caller;
import pk.rahnuma.requestlog.RequestLogRepository.RequestRow;
import pk.rahnuma.vault.SealedPlace;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.SubjectKeyRing;

/// Executes requests once for each key, on whichever nodes they arrive: the claim of the key, the work, and its result
/// for repeats are one commit.
///
/// A result is encrypted with a key made of a secret of the installation, the sender's key and the request. Neither of
/// these two is stored: the database with the keyset opens no result, nor does the sender's key with another request.
@Singleton
public final class RequestLogService {

    /// Maximum size of an encrypted result; encryption adds 28 bytes.
    static final int MAX_RESULT_BYTES = 61_000;

    /// More than the repeats that a client has on their way at once: of those that try, one gets through each time.
    private static final int MAX_ATTEMPTS = 20;

    private final TransactionOperations<Connection> transactions;
    private final RequestLogRepository requests;
    private final SubjectEncryptionService vault;
    private final Clock clock;

    RequestLogService(
            TransactionOperations<Connection> transactions,
            RequestLogRepository requests,
            SubjectEncryptionService vault,
            Clock clock) {
        this.transactions = transactions;
        this.requests = requests;
        this.vault = vault;
        this.clock = clock;
    }

    /// Executes work without a key, in a transaction.
    public <T> T execute(Supplier<T> work) {
        return transactions.executeWrite(status -> work.get());
    }

    /// Tells whether a key of a person was used.
    public boolean isUsed(long person, String key) {
        return requests.findByCallerAndCallerIdAndKeyHash(Caller.PERSON, person, hashKey(key))
                .isPresent();
    }

    /// A key was used with another request before.
    public static final class ReusedKeyException extends RuntimeException {
        private ReusedKeyException() {
            super("key was used with another request", null, false, false);
        }
    }

    /// Executes work in a transaction, or returns the result of the first time.
    ///
    /// @param lock first step of the transaction; when it throws, nothing is executed
    /// @param work returns a result that fits [#MAX_RESULT_BYTES]. Empty, it was refused: its changes are kept, such as
    ///     a try that was counted, and the key may be used again. When it throws, nothing is kept
    /// @return empty when the work was refused
    /// @throws ReusedKeyException when the key was used with another request
    public Optional<String> executeOnce(LoggedRequest request, Runnable lock, Supplier<Optional<String>> work) {
        for (int attempt = 1; ; attempt++) {
            AtomicBoolean claiming = new AtomicBoolean();
            try {
                return transactions.executeWrite(status -> {
                    lock.run();
                    return executeOnce(request, claiming, work);
                });
            } catch (RuntimeException failed) {
                // Several that waited for one that failed or was refused are a deadlock in MariaDB, which ends all but
                // one. H2 may not wait for the commit of another.
                boolean retried = FaultClassifier.isDatabaseFault(failed) || failed instanceof NoSuchElementException;
                if (attempt == MAX_ATTEMPTS || !claiming.get() || !retried) {
                    throw failed;
                }
            }
        }
    }

    private Optional<String> executeOnce(
            LoggedRequest request, AtomicBoolean claiming, Supplier<Optional<String>> work) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        byte[] keyHash = hashKey(request.key());
        long id = SubjectEncryptionService.newId();
        claiming.set(true);
        requests.deleteIfExpired(request.caller(), request.callerId(), keyHash, now);
        Instant expires = now.plus(request.resultTtl());
        if (requests.insertOnce(id, request.caller(), request.callerId(), keyHash, expires) == 0) {
            return Optional.of(openResult(
                    requests.findByCallerAndCallerIdAndKeyHash(request.caller(), request.callerId(), keyHash)
                            .orElseThrow(),
                    request));
        }
        claiming.set(false);
        Optional<String> result = work.get();
        result.ifPresentOrElse(
                present -> requests.storeResult(id, openKey(id, request).seal(placeOf(id), present)),
                () -> requests.deleteById(id));
        return result;
    }

    private String openResult(RequestRow first, LoggedRequest request) {
        try {
            return openKey(first.id(), request).openText(placeOf(first.id()), first.result());
        } catch (IllegalStateException otherRequest) {
            throw new ReusedKeyException();
        }
    }

    private byte[] hashKey(String key) {
        return vault.keyedHash("request key", key);
    }

    private SubjectKeyRing openKey(long id, LoggedRequest request) {
        byte[] key = vault.keyedHash("request result", request.key() + "\n" + request.content());
        return SubjectKeyRing.ofSingleKey(id, key);
    }

    private static SealedPlace placeOf(long id) {
        return new SealedPlace(id, "request_log", "result", MAX_RESULT_BYTES, new byte[0]);
    }
}
