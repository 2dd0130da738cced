package pk.rahnuma.messaging.file;

import io.micronaut.context.event.ApplicationEventPublisher;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import pk.rahnuma.dialog.model.DialogJson;
import pk.rahnuma.dialog.model.FileFetch;
import pk.rahnuma.persistence.UtcTimestamps;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.SubjectKeyRing;
import pk.rahnuma.vault.column.SealedColumn;
import pk.rahnuma.vault.column.SealedColumnProvider;

/// Table of pending downloads: written by the turn that requested them, deleted once their outcome is committed. The
/// body is sealed under the conversation's subject.
@Singleton
public final class PendingDownloadRepository implements SealedColumnProvider {

    static final SealedColumn BODY_COLUMN =
            new SealedColumn("download", "body", "download", List.of("id"), "t.conversation_id");

    private final Jdbi jdbi;
    private final SubjectEncryptionService vault;
    private final ApplicationEventPublisher<DownloadsRequestedEvent> events;

    public PendingDownloadRepository(
            Jdbi jdbi, SubjectEncryptionService vault, ApplicationEventPublisher<DownloadsRequestedEvent> events) {
        this.jdbi = jdbi;
        this.vault = vault;
        this.events = events;
    }

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(BODY_COLUMN);
    }

    /// Inserts one batch in the current transaction, and publishes a [DownloadsRequestedEvent] after its commit.
    public void insertDownloads(List<PendingDownload> downloads) {
        if (downloads.isEmpty()) {
            return;
        }
        SubjectKeyRing keys = vault.openKeys(
                downloads.stream().map(PendingDownload::conversation).distinct().toList());
        jdbi.useHandle(handle -> {
            PreparedBatch batch = handle.prepareBatch("""
                    insert into download (id, conversation_id, chat_id, place, body, attempts, not_before, created_at)
                    values (:id, :conversation, :chat, :place, :body, :attempts, :asked, :asked)
                    """);
            downloads.forEach(one -> batch.bind("id", one.id())
                    .bind("conversation", one.conversation())
                    .bind("chat", one.chat())
                    .bind("place", one.place())
                    .bind(
                            "body",
                            keys.seal(
                                    BODY_COLUMN.placeAt(one.conversation(), one.id()), DialogJson.toBytes(one.fetch())))
                    .bind("attempts", one.attempts())
                    .bind("asked", one.asked())
                    .add());
            batch.execute();
            handle.afterCommit(() -> events.publishEvent(new DownloadsRequestedEvent()));
        });
    }

    /// Downloads that are due: only the first of each conversation, so that its files arrive in order.
    public List<PendingDownload> findDue(Instant now, int limit) {
        List<Row> rows = jdbi.withHandle(handle -> handle.createQuery("""
                        select d.id, d.conversation_id, d.chat_id, d.place, d.body, d.attempts, d.created_at
                        from download d
                        where d.not_before <= :now and not exists (
                            select 1 from download e
                            where e.conversation_id = d.conversation_id and (e.created_at < d.created_at
                                or e.created_at = d.created_at and e.place < d.place))
                        order by d.not_before limit :most
                        """)
                .bind("now", now)
                .bind("most", limit)
                .map((row, context) -> row(row))
                .list());
        if (rows.isEmpty()) {
            return List.of();
        }
        SubjectKeyRing keys =
                vault.openKeys(rows.stream().map(Row::conversation).distinct().toList());
        rows.stream().filter(row -> !keys.hasKey(row.conversation())).forEach(row -> deleteDownload(row.id()));
        return rows.stream()
                .filter(row -> keys.hasKey(row.conversation()))
                .map(row -> row.toDownload(keys))
                .toList();
    }

    /// Claims a download until a time.
    ///
    /// @return false when another node was faster
    public boolean claimDownload(PendingDownload download, Instant now, Instant until) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        update download set attempts = attempts + 1, not_before = :until
                        where id = :id and not_before <= :now
                        """)
                        .bind("id", download.id())
                        .bind("now", now)
                        .bind("until", until)
                        .execute())
                == 1;
    }

    /// Postpones a download.
    public void postponeDownload(long id, Instant until) {
        jdbi.useHandle(handle -> handle.createUpdate("update download set not_before = :until where id = :id")
                .bind("id", id)
                .bind("until", until)
                .execute());
    }

    public void deleteDownload(long id) {
        jdbi.useHandle(handle -> handle.execute("delete from download where id = ?", id));
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                row.getInt(4),
                row.getBytes(5),
                row.getInt(6),
                UtcTimestamps.readInstant(row, 7));
    }

    private record Row(long id, long conversation, long chat, int place, byte[] body, int attempts, Instant asked) {

        PendingDownload toDownload(SubjectKeyRing keys) {
            FileFetch fetch =
                    DialogJson.fromBytes(keys.open(BODY_COLUMN.placeAt(conversation, id), body), FileFetch.class);
            return new PendingDownload(id, conversation, chat, place, fetch, attempts, asked);
        }
    }
}
