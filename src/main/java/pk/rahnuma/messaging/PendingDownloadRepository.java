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
import java.util.Collection;
import java.util.List;
import pk.rahnuma.dialog.model.DialogJson;
import pk.rahnuma.dialog.model.FileFetch;
import pk.rahnuma.persistence.CommitCallback;
import pk.rahnuma.persistence.PaddedKeys;
import pk.rahnuma.vault.SealedColumn;
import pk.rahnuma.vault.SealedColumnProvider;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.SubjectKeyRing;

/// Repository of pending downloads: written by the turn that requested them, deleted once their outcome is committed.
/// The body is sealed under the conversation's subject.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public abstract class PendingDownloadRepository
        implements GenericRepository<PendingDownloadRepository.DownloadRow, Long>, SealedColumnProvider {

    static final SealedColumn BODY_COLUMN =
            new SealedColumn("download", "body", 4_000, List.of("id"), "t.conversation_id");

    private final TransactionOperations<Connection> transactions;
    private final SubjectEncryptionService encryption;
    private final ApplicationEventPublisher<DownloadsRequestedEvent> events;

    PendingDownloadRepository(
            TransactionOperations<Connection> transactions,
            SubjectEncryptionService encryption,
            ApplicationEventPublisher<DownloadsRequestedEvent> events) {
        this.transactions = transactions;
        this.encryption = encryption;
        this.events = events;
    }

    /// A row of the table `download`.
    ///
    /// @param body sealed
    @MappedEntity(value = "download", alias = "d")
    record DownloadRow(
            @Id long id,
            long conversationId,
            long chatId,
            int place,
            byte[] body,
            int attempts,
            Instant notBefore,
            Instant createdAt) {

        static DownloadRow ofPending(PendingDownload one, SubjectKeyRing keys) {
            byte[] body = keys.seal(BODY_COLUMN.placeAt(one.conversation(), one.id()), DialogJson.toBytes(one.fetch()));
            return new DownloadRow(
                    one.id(),
                    one.conversation(),
                    one.chat(),
                    one.place(),
                    body,
                    one.attempts(),
                    one.asked(),
                    one.asked());
        }

        private PendingDownload toDownload(SubjectKeyRing keys) {
            FileFetch fetch =
                    DialogJson.fromBytes(keys.open(BODY_COLUMN.placeAt(conversationId, id), body), FileFetch.class);
            return new PendingDownload(id, conversationId, chatId, place, fetch, attempts, createdAt);
        }
    }

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(BODY_COLUMN);
    }

    abstract void insertRows(List<DownloadRow> rows);

    @Query("""
            select d.* from download d
            where d.not_before <= :now and not exists (
                select 1 from download e
                where e.conversation_id = d.conversation_id and (e.created_at < d.created_at
                    or e.created_at = d.created_at and e.place < d.place))
            order by d.not_before limit :limit
            """)
    abstract List<DownloadRow> findFirstDue(Instant now, int limit);

    @Query("update download set attempts = attempts + 1, not_before = :until where id = :id and not_before <= :now")
    abstract int claimRow(long id, Instant now, Instant until);

    /// Postpones a download.
    @Query("update download set not_before = :until where id = :id")
    public abstract void postponeDownload(long id, Instant until);

    @Query("select id from download where id in (:ids)")
    abstract List<Long> findIds(List<Long> ids);

    /// The downloads among these that are still pending.
    public List<Long> findPending(Collection<Long> ids) {
        return findIds(PaddedKeys.padKeys(ids));
    }

    public abstract void deleteById(long id);

    public abstract long countByConversationId(long conversationId);

    public abstract void deleteByConversationId(long conversationId);

    /// Inserts one batch in the current transaction, and publishes a [DownloadsRequestedEvent] after its commit.
    public void insertDownloads(List<PendingDownload> downloads) {
        if (downloads.isEmpty()) {
            return;
        }
        SubjectKeyRing keys = encryption.openKeys(
                downloads.stream().map(PendingDownload::conversation).distinct().toList());
        insertRows(
                downloads.stream().map(one -> DownloadRow.ofPending(one, keys)).toList());
        transactions
                .findTransactionStatus()
                .orElseThrow()
                .registerSynchronization(new CommitCallback(() -> events.publishEvent(new DownloadsRequestedEvent())));
    }

    /// Downloads that are due: only the first of each conversation, so that its files arrive in order.
    public List<PendingDownload> findDue(Instant now, int limit) {
        List<DownloadRow> rows = findFirstDue(now, limit);
        if (rows.isEmpty()) {
            return List.of();
        }
        SubjectKeyRing keys = encryption.openKeys(
                rows.stream().map(DownloadRow::conversationId).distinct().toList());
        rows.stream().filter(row -> !keys.hasKey(row.conversationId())).forEach(row -> deleteById(row.id()));
        return rows.stream()
                .filter(row -> keys.hasKey(row.conversationId()))
                .map(row -> row.toDownload(keys))
                .toList();
    }

    /// Claims a download until a time.
    ///
    /// @return false when another node was faster
    public boolean claimDownload(PendingDownload download, Instant now, Instant until) {
        return claimRow(download.id(), now, until) == 1;
    }
}
