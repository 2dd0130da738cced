package pk.rahnuma.person.idempotency;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.sql.Connection;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import pk.rahnuma.person.PersonLock;
import pk.rahnuma.vault.SealedPlace;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.SubjectErasedException;

/// Executes requests of a person once for each key: the work, and its result for repeats, are one commit.
@Singleton
public final class IdempotentRequestService {

    /// Maximum size of a result.
    public static final int MAX_RESULT_BYTES = 60_000;

    private static final int KEY_HASH_BYTES = 16;

    private final TransactionOperations<Connection> transactions;
    private final PersonLock persons;
    private final IdempotentRequestRepository requests;
    private final SubjectEncryptionService vault;
    private final Clock clock;

    IdempotentRequestService(
            TransactionOperations<Connection> transactions,
            PersonLock persons,
            IdempotentRequestRepository requests,
            SubjectEncryptionService vault,
            Clock clock) {
        this.transactions = transactions;
        this.persons = persons;
        this.requests = requests;
        this.vault = vault;
        this.clock = clock;
    }

    /// Executes work without a key, in a transaction.
    public <T> T execute(Supplier<T> work) {
        return transactions.executeWrite(status -> work.get());
    }

    /// Executes work under the lock of a person, or returns the result of the first time.
    ///
    /// @param request all that makes the request what it is; only a keyed hash of it is stored
    /// @param work returns at most [#MAX_RESULT_BYTES] bytes; when it throws, nothing is stored
    /// @throws ReusedKeyException when the key was used with another request
    /// @throws SubjectErasedException when there is no such person
    public byte[] executeOnce(long person, String key, byte[] request, Supplier<byte[]> work) {
        byte[] keyHash = hashKey(key);
        byte[] requestHash = vault.keyedHash("idempotent request", request);
        return transactions.executeWrite(status -> {
            if (!persons.lockIfExists(person)) {
                throw new SubjectErasedException(person);
            }
            Optional<IdempotentRequestRepository.RequestRow> first = requests.findByKey(person, keyHash);
            if (first.isPresent()) {
                return openResult(first.get(), requestHash);
            }
            byte[] result = work.get();
            if (result.length > MAX_RESULT_BYTES) {
                throw new IllegalStateException("result of " + result.length + " bytes");
            }
            long id = SubjectEncryptionService.newId();
            requests.insertRow(new IdempotentRequestRepository.RequestRow(
                    id,
                    person,
                    keyHash,
                    requestHash,
                    vault.seal(placeOf(person, id), result),
                    clock.instant().truncatedTo(ChronoUnit.MICROS)));
            return result;
        });
    }

    /// Tells whether a key of a person was used.
    public boolean isUsed(long person, String key) {
        return requests.findByKey(person, hashKey(key)).isPresent();
    }

    private byte[] hashKey(String key) {
        return Arrays.copyOf(vault.keyedHash("idempotency key", key), KEY_HASH_BYTES);
    }

    private byte[] openResult(IdempotentRequestRepository.RequestRow row, byte[] requestHash) {
        if (!MessageDigest.isEqual(row.requestHash(), requestHash)) {
            throw new ReusedKeyException();
        }
        return vault.open(placeOf(row.conversationId(), row.id()), row.result());
    }

    private static SealedPlace placeOf(long person, long id) {
        return IdempotentRequestRepository.RESULT_COLUMN.placeAt(person, id);
    }
}
