package pk.rahnuma.messaging;

import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import pk.rahnuma.dialog.model.ActionCall;
import pk.rahnuma.dialog.model.DialogJson;
import pk.rahnuma.persistence.CommitCallback;
import pk.rahnuma.vault.SealedColumn;
import pk.rahnuma.vault.SealedColumnProvider;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.SubjectKeyRing;

/// Repository of deferred calls: written by the turn that made them, deleted once their outcome is committed.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public abstract class DeferredCallRepository
        implements GenericRepository<DeferredCallRepository.CallRow, Long>, SealedColumnProvider {

    static final SealedColumn BODY_COLUMN =
            new SealedColumn("deferred_call", "body", 60_000, List.of("id"), "t.conversation_id");

    private final TransactionOperations<Connection> transactions;
    private final SubjectEncryptionService encryption;
    private final ApplicationEventPublisher<CallsDeferredEvent> events;

    DeferredCallRepository(
            TransactionOperations<Connection> transactions,
            SubjectEncryptionService encryption,
            ApplicationEventPublisher<CallsDeferredEvent> events) {
        this.transactions = transactions;
        this.encryption = encryption;
        this.events = events;
    }

    /// A row of the table `deferred_call`.
    ///
    /// @param body sealed
    @MappedEntity(value = "deferred_call", alias = "c")
    record CallRow(
            @Id long id,
            long conversationId,
            long chatId,
            byte[] body,
            int attempts,
            Instant notBefore,
            Instant createdAt) {

        static CallRow ofCall(DeferredCall one, SubjectKeyRing keys) {
            byte[] body = keys.seal(BODY_COLUMN.placeAt(one.conversation(), one.id()), DialogJson.toBytes(one.call()));
            return new CallRow(
                    one.id(), one.conversation(), one.chat(), body, one.attempts(), one.asked(), one.asked());
        }

        private DeferredCall toCall(SubjectKeyRing keys) {
            ActionCall call =
                    DialogJson.fromBytes(keys.open(BODY_COLUMN.placeAt(conversationId, id), body), ActionCall.class);
            return new DeferredCall(id, conversationId, chatId, call, attempts, createdAt);
        }
    }

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(BODY_COLUMN);
    }

    abstract void insertRows(List<CallRow> rows);

    @Query("select c.* from deferred_call c where c.not_before <= :now order by c.not_before limit :limit")
    abstract List<CallRow> findDueRows(Instant now, int limit);

    @Query("update deferred_call set attempts = attempts + 1, not_before = :until"
            + " where id = :id and not_before <= :now")
    abstract int claimRow(long id, Instant now, Instant until);

    /// Postpones a call.
    @Query("update deferred_call set not_before = :until where id = :id")
    public abstract void postponeCall(long id, Instant until);

    public abstract void deleteById(long id);

    public abstract long countByConversationId(long conversationId);

    public abstract void deleteByConversationId(long conversationId);

    /// Inserts one batch in the current transaction, and publishes a [CallsDeferredEvent] after its commit.
    public void insertCalls(List<DeferredCall> calls) {
        if (calls.isEmpty()) {
            return;
        }
        SubjectKeyRing keys = encryption.openKeys(
                calls.stream().map(DeferredCall::conversation).distinct().toList());
        insertRows(calls.stream().map(one -> CallRow.ofCall(one, keys)).toList());
        transactions
                .findTransactionStatus()
                .orElseThrow()
                .registerSynchronization(new CommitCallback(() -> events.publishEvent(new CallsDeferredEvent())));
    }

    /// Calls that are due.
    public List<DeferredCall> findDue(Instant now, int limit) {
        List<CallRow> rows = findDueRows(now, limit);
        if (rows.isEmpty()) {
            return List.of();
        }
        SubjectKeyRing keys = encryption.openKeys(
                rows.stream().map(CallRow::conversationId).distinct().toList());
        rows.stream().filter(row -> !keys.hasKey(row.conversationId())).forEach(row -> deleteById(row.id()));
        return rows.stream()
                .filter(row -> keys.hasKey(row.conversationId()))
                .map(row -> row.toCall(keys))
                .toList();
    }

    /// Claims a call until a time.
    ///
    /// @return false when another node was faster
    public boolean claimCall(DeferredCall call, Instant now, Instant until) {
        return claimRow(call.id(), now, until) == 1;
    }
}
