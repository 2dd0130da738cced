package pk.rahnuma.messaging.conversation;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Embeddable;
import io.micronaut.data.annotation.EmbeddedId;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.connection.annotation.Connectable;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import pk.rahnuma.persistence.BatchSplitter;
import pk.rahnuma.persistence.FaultClassifier;
import pk.rahnuma.persistence.PaddedKeys;
import pk.rahnuma.persistence.UtcTimestamps;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Repository of processed updates, each with the messages that it caused, so that a repeated update gets the same
/// answer and takes effect once. The lock of the conversation covers its rows.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public abstract class ProcessedUpdateRepository
        implements GenericRepository<ProcessedUpdateRepository.UpdateRow, ProcessedUpdateRepository.RowKey> {

    private static final int HASH_BYTES = 16;

    private static final String INSERT = """
            insert into seen (conversation_id, update_hash, first_seq, last_seq, seen_at, content_hash)
            values (?, ?, ?, ?, ?, ?)
            """;

    private final JdbcOperations jdbc;
    private final SubjectEncryptionService encryption;
    private final BatchSplitter batches;

    ProcessedUpdateRepository(JdbcOperations jdbc, SubjectEncryptionService encryption, BatchSplitter batches) {
        this.jdbc = jdbc;
        this.encryption = encryption;
        this.batches = batches;
    }

    /// A row of the table `seen`.
    @MappedEntity(value = "seen", alias = "s")
    record UpdateRow(
            @EmbeddedId RowKey key,
            int firstSeq,
            int lastSeq,
            Instant seenAt,
            @Nullable Long contentHash) {}

    /// Primary key.
    ///
    /// @param updateHash of the channel's id
    @Embeddable
    record RowKey(
            @MappedProperty("conversation_id") long conversationId,
            @MappedProperty("update_hash") byte[] updateHash) {

        @Override
        public String toString() {
            return conversationId + " " + HexFormat.of().formatHex(updateHash);
        }
    }

    /// @param update the channel's own id, unique within the conversation (it includes the chat, because a person may
    ///     have several)
    public record UpdateKey(long conversation, String update) {

        /// @param update the channel's own id, unique within the chat
        public static UpdateKey ofChat(Chat chat, String update) {
            return new UpdateKey(chat.conversation(), chat.id() + " " + update);
        }
    }

    /// A processed update.
    ///
    /// @param firstSeq first message that it caused
    /// @param lastSeq last message that it caused; less than `firstSeq` when it caused none
    /// @param contentHash of what the update said; null when the channel's ids are never used twice
    public record ProcessedUpdate(UpdateKey update, int firstSeq, int lastSeq, Instant at, Long contentHash) {

        /// True when the id is known to have been used with another content.
        public boolean hasOtherContent(Long content) {
            return contentHash != null && content != null && !contentHash.equals(content);
        }
    }

    @Query("select * from seen where seen_at < :before order by seen_at limit :limit")
    abstract List<UpdateRow> findOlderThan(Instant before, int limit);

    abstract void deleteAll(List<UpdateRow> rows);

    @Query("delete from seen where conversation_id = :person")
    public abstract void deleteByConversation(long person);

    /// Makes the updates of a person those of another one, without their messages. None has been processed for both:
    /// the hash includes the chat.
    @Query("update seen set conversation_id = :other, first_seq = 1, last_seq = 0 where conversation_id = :person")
    public abstract void attachUpdates(long person, long other);

    /// Updates that were processed before; one query.
    @Connectable
    public Map<UpdateKey, ProcessedUpdate> findProcessed(Collection<UpdateKey> updates) {
        if (updates.isEmpty()) {
            return Map.of();
        }
        Map<String, UpdateKey> byKey = HashMap.newHashMap(updates.size());
        List<RowKey> asked = PaddedKeys.padPairs(updates.stream()
                .map(update -> {
                    RowKey key = toKey(update);
                    byKey.put(key.toString(), update);
                    return key;
                })
                .toList());
        String sql = """
                select conversation_id, update_hash, first_seq, last_seq, seen_at, content_hash from seen
                where (conversation_id, update_hash) in (%s)
                """.formatted(PaddedKeys.pairPlaceholders(asked.size()));
        return jdbc.prepareStatement(sql, select -> {
            for (int i = 0; i < asked.size(); i++) {
                select.setLong(2 * i + 1, asked.get(i).conversationId());
                select.setBytes(2 * i + 2, asked.get(i).updateHash());
            }
            Map<UpdateKey, ProcessedUpdate> processed = new HashMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    UpdateKey update = byKey.get(new RowKey(rows.getLong(1), rows.getBytes(2)).toString());
                    processed.put(
                            update,
                            new ProcessedUpdate(
                                    update,
                                    rows.getInt(3),
                                    rows.getInt(4),
                                    UtcTimestamps.readInstant(rows, 5),
                                    rows.getObject(6, Long.class)));
                }
            }
            return processed;
        });
    }

    /// One of the updates to be inserted exists already. The caller has to repeat the transaction, and look up repeats
    /// first.
    public static final class DuplicateUpdateException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        DuplicateUpdateException(DataAccessException cause) {
            super(cause);
        }
    }

    /// Inserts one batch.
    ///
    /// @throws DuplicateUpdateException when an update was processed before
    public void insertProcessed(List<ProcessedUpdate> taken) {
        if (taken.isEmpty()) {
            return;
        }
        try {
            batches.writeRows(INSERT, taken, this::bindRow);
        } catch (DataAccessException e) {
            // The key is the only constraint of the table.
            if (FaultClassifier.isConstraintViolation(e)) {
                throw new DuplicateUpdateException(e);
            }
            throw e;
        }
    }

    private void bindRow(PreparedStatement insert, ProcessedUpdate processed) throws SQLException {
        RowKey key = toKey(processed.update());
        insert.setLong(1, key.conversationId());
        insert.setBytes(2, key.updateHash());
        insert.setInt(3, processed.firstSeq());
        insert.setInt(4, processed.lastSeq());
        UtcTimestamps.bindInstant(insert, 5, processed.at());
        insert.setObject(6, processed.contentHash(), Types.BIGINT);
    }

    /// Deletes updates processed before `before`, at most `limit` of them, by their keys.
    ///
    /// @return how many; less than `limit` when none are left
    @Transactional
    public int deleteOlderThan(Instant before, int limit) {
        List<UpdateRow> old = findOlderThan(before, limit);
        if (!old.isEmpty()) {
            deleteAll(old);
        }
        return old.size();
    }

    private RowKey toKey(UpdateKey update) {
        return new RowKey(
                update.conversation(), Arrays.copyOf(encryption.keyedHash("seen", update.update()), HASH_BYTES));
    }
}
