package pk.rahnuma.person.idempotency;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import pk.rahnuma.vault.DataMove;
import pk.rahnuma.vault.PersonalDataHandler;

/// Personal data handler for results of requests.
@Singleton
final class IdempotentRequestDataHandler implements PersonalDataHandler {

    /// Time for which a repeat gets the result of the first request; the rows are deleted in the night after.
    static final Duration RESULT_TTL = Duration.ofHours(48);

    private final TransactionOperations<Connection> transactions;
    private final IdempotentRequestRepository requests;
    private final AnonymousRequestService anonymousRequests;

    IdempotentRequestDataHandler(
            TransactionOperations<Connection> transactions,
            IdempotentRequestRepository requests,
            AnonymousRequestService anonymousRequests) {
        this.transactions = transactions;
        this.requests = requests;
        this.anonymousRequests = anonymousRequests;
    }

    @Override
    public LockOrder lockOrder() {
        return LockOrder.CONVERSATION;
    }

    /// Nothing: a result repeats data that others export.
    @Override
    public Map<String, Object> exportData(long person) {
        return Map.of();
    }

    @Override
    public void deleteMessages(long person, Instant now) {
        requests.deleteByConversationId(person);
    }

    /// If both used the same key, the result of the person who stays is kept.
    @Override
    public void moveData(DataMove move) {
        List<Long> used = requests.findSharedKeys(move.from(), move.to());
        if (!used.isEmpty()) {
            requests.deleteByIdIn(used);
        }
        requests.moveRequests(move.from(), move.to());
    }

    @Override
    public void eraseData(long person, Instant now) {
        requests.deleteByConversationId(person);
    }

    @Override
    public int deleteExpired(Instant now, int limit) {
        int deleted = deleteExpiredOfPersons(now, limit);
        return deleted == limit ? deleted : anonymousRequests.deleteExpired(now, limit);
    }

    private int deleteExpiredOfPersons(Instant now, int limit) {
        return transactions.executeWrite(status -> {
            List<Long> expired = requests.findOlderThan(now.minus(RESULT_TTL), limit);
            if (!expired.isEmpty()) {
                requests.deleteByIdIn(expired);
            }
            return expired.size();
        });
    }
}
