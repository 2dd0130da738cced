package pk.rahnuma.messaging;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.EmbeddedId;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.connection.annotation.Connectable;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.messaging.Message.Direction;
import pk.rahnuma.messaging.Message.State;
import pk.rahnuma.persistence.BatchSplitter;
import pk.rahnuma.persistence.PaddedKeys;
import pk.rahnuma.persistence.UtcTimestamps;
import pk.rahnuma.vault.SealedColumn;
import pk.rahnuma.vault.SealedColumnProvider;
import pk.rahnuma.vault.SealedPlace;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.SubjectKeyRing;

/// Repository of messages. The body is sealed under the conversation's subject; messages of erased persons are not
/// read.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
abstract class MessageRepository
        implements GenericRepository<MessageRepository.MessageRow, MessageKey>, SealedColumnProvider {

    static final SealedColumn BODY_COLUMN =
            new SealedColumn("message", "body", 20_000, List.of("conversation_id", "seq"), "t.conversation_id");
    private static final int MAX_FAILURE_LENGTH = 200;

    private static final String INSERT = """
            insert into message (conversation_id, seq, chat_id, direction, body, replaces, state, attempts, not_before,
                reference, failure, created_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private final JdbcOperations jdbc;
    private final SubjectEncryptionService encryption;
    private final BatchSplitter batches;

    MessageRepository(JdbcOperations jdbc, SubjectEncryptionService encryption, BatchSplitter batches) {
        this.jdbc = jdbc;
        this.encryption = encryption;
        this.batches = batches;
    }

    /// A row of the table.
    ///
    /// @param direction `H` heard, `S` reply, `N` notice
    /// @param body sealed
    @MappedEntity(value = "message", alias = "m")
    record MessageRow(
            @EmbeddedId MessageKey key,
            long chatId,
            String direction,
            byte[] body,
            @Nullable String replaces,
            State state,
            int attempts,
            @Nullable Instant notBefore,
            @Nullable String reference,
            @Nullable String failure,
            Instant createdAt) {

        Message toMessage(SubjectKeyRing keys) {
            SealedPlace place = sealedPlace(key.conversation(), key.seq());
            return new Message(
                    key.conversation(),
                    key.seq(),
                    chatId,
                    parseDirection(direction),
                    MessageBodyCodec.fromBytes(keys.open(place, body)),
                    replaces,
                    state,
                    attempts,
                    notBefore,
                    reference,
                    failure,
                    createdAt);
        }
    }

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(BODY_COLUMN);
    }

    static SealedPlace sealedPlace(long conversation, int seq) {
        return BODY_COLUMN.placeAt(conversation, conversation, seq);
    }

    @Query("select m.* from message m where m.conversation_id = :id and m.seq > :after order by m.seq limit :limit")
    abstract List<MessageRow> findAfter(long id, int after, int limit);

    @Query("select m.* from message m where m.conversation_id = :id order by m.seq desc limit :limit")
    abstract List<MessageRow> findLast(long id, int limit);

    @Query("""
            select created_at from message where conversation_id = :id and direction = 'H' order by seq desc limit 1
            """)
    abstract Optional<Instant> findLastReceivedAt(long id);

    @Query("""
            select m.* from message m join (
                select c.id, (select b.seq from message b
                    where b.conversation_id = c.id and b.direction = 'H' order by b.seq desc limit 1) seq
                from conversation c where c.id in (:ids)) n
                on n.id = m.conversation_id and n.seq = m.seq
            """)
    abstract List<MessageRow> findLastReceived(Collection<Long> ids);

    @Query("select m.* from message m where m.conversation_id = :id and m.seq in (:lines)")
    abstract List<MessageRow> findLines(long id, Collection<Integer> lines);

    @Query("""
            select m.* from message m where m.state = 'PENDING' and m.conversation_id in (:ids)
            order by m.conversation_id, m.seq
            """)
    abstract List<MessageRow> findPending(Collection<Long> ids);

    @Query("""
            select m.* from message m join conversation c on c.id = m.conversation_id
            where m.state = 'PENDING' and c.node_id = :node order by m.created_at, m.conversation_id, m.seq limit :limit
            """)
    abstract List<MessageRow> findPendingOfNode(long node, int limit);

    @Query("select count(*) > 0 from message where conversation_id = :id and state = 'PENDING'")
    abstract boolean hasPending(long id);

    @Query("select distinct conversation_id from message where state = 'PENDING' and conversation_id in (:ids)")
    abstract Set<Long> findConversationsWithUnsent(Collection<Long> ids);

    /// Conversations with unsent messages whose node is gone.
    ///
    /// @param nodes all nodes, at least one
    @Query("""
            select distinct m.conversation_id from message m join conversation c on c.id = m.conversation_id
            where m.state = 'PENDING' and (c.node_id is null or c.node_id <> :me and c.node_id not in (:nodes))
            limit :limit
            """)
    abstract List<Long> findOrphaned(long me, Collection<Long> nodes, int limit);

    /// Positions of the messages that replace the one with this reference.
    @Query("select seq from message where conversation_id = :id and replaces = :reference limit :limit")
    abstract List<Integer> findReplacements(long id, String reference, int limit);

    @Query("update message set body = :sealed where conversation_id = :id and seq = :line")
    abstract void replaceBody(long id, int line, byte[] sealed);

    /// @return 0 when it was recalled
    @Query("""
            update message set not_before = null where conversation_id = :id and seq = :line and state = 'PENDING'
            """)
    abstract int releaseHeld(long id, int line);

    /// @return 0 when there is no such message, or it may have been sent
    @Query("""
            update message set state = 'REFUSED', failure = :why, settled_at = :now, not_before = null
            where conversation_id = :id and seq = :line and state = 'PENDING' and attempts = 0
                and direction <> 'H' and not_before > :now
            """)
    abstract int recallUnsent(long id, int line, String why, Instant now);

    /// @return 0 when there is no such message, or it needs no resending
    @Query("""
            update message set state = 'PENDING', attempts = 0, not_before = null, failure = null,
                settled_at = null, created_at = :now
            where conversation_id = :id and seq = :line and state in ('REFUSED', 'UNKNOWN')
                and coalesce(failure, '') <> :recalled
            """)
    abstract int requeueMessage(long id, int line, String recalled, Instant now);

    /// Puts refused messages of these channels back into the outbox.
    @Query("""
            update message set state = 'PENDING', failure = null, settled_at = null
            where state = 'REFUSED' and failure = :off and created_at > :since
                and chat_id in (select id from chat where channel in (:channels))
            """)
    abstract void requeueRefused(String off, Instant since, Collection<String> channels);

    @Query("delete from message where conversation_id = :id and state <> 'PENDING'")
    abstract void deleteSettled(long id);

    @Query("delete from message where conversation_id = :id")
    abstract void deleteAll(long id);

    /// Inserts one batch.
    void insertMessages(List<Message> messages) {
        SubjectKeyRing keys = encryption.openKeys(
                messages.stream().map(Message::conversation).distinct().toList());
        batches.writeRows(INSERT, messages, (insert, message) -> bindRow(insert, message, keys));
    }

    private static void bindRow(PreparedStatement insert, Message message, SubjectKeyRing keys) throws SQLException {
        SealedPlace place = sealedPlace(message.conversation(), message.seq());
        insert.setLong(1, message.conversation());
        insert.setInt(2, message.seq());
        insert.setLong(3, message.chat());
        insert.setString(4, toLetter(message.direction()));
        insert.setBytes(5, keys.seal(place, toBytes(message.body())));
        insert.setString(6, message.replaces());
        insert.setString(7, message.state().name());
        insert.setInt(8, message.attempts());
        UtcTimestamps.bindInstant(insert, 9, message.notBefore());
        insert.setString(10, message.reference());
        insert.setString(11, cutFailure(message.failure()));
        UtcTimestamps.bindInstant(insert, 12, message.at());
    }

    private static byte[] toBytes(Reply body) {
        return MessageBodyCodec.toBytes(body, BODY_COLUMN.maxPlainBytes());
    }

    /// Replaces the body of a message.
    void updateBody(long conversation, int seq, Reply body) {
        replaceBody(conversation, seq, encryption.seal(sealedPlace(conversation, seq), toBytes(body)));
    }

    /// Opens rows, except those of erased persons.
    List<Message> toMessages(List<MessageRow> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        SubjectKeyRing keys = encryption.openKeys(
                rows.stream().map(row -> row.key().conversation()).distinct().toList());
        return rows.stream()
                .filter(row -> keys.hasKey(row.key().conversation()))
                .map(row -> row.toMessage(keys))
                .toList();
    }

    /// Common part of many results, which are recorded by one statement.
    record SharedResult(State state, int attempts, Instant notBefore, String failure) {
        static SharedResult fromResult(DeliveryResult one) {
            return new SharedResult(one.state(), one.attempts(), one.notBefore(), one.failure());
        }
    }

    /// Records results of messages that are still pending.
    ///
    /// @param outcomes with this common part, in the order of their keys
    @Connectable
    void updateResults(SharedResult same, List<DeliveryResult> outcomes) {
        List<DeliveryResult> named =
                outcomes.stream().filter(one -> one.reference() != null).toList();
        List<DeliveryResult> keys = PaddedKeys.padPairs(outcomes);
        // MySQL would scan a small table, or read it by the index of pending messages, and then wait for rows of
        // others in another order than that of the keys. H2 ignores the hint as a comment.
        String sql = """
                update message /*! force index (primary) */
                set state = ?, attempts = ?, not_before = ?, failure = ?, settled_at = ?%s
                where (conversation_id, seq) in (%s) and state = 'PENDING'
                """.formatted(buildReferenceUpdate(named.size()), PaddedKeys.pairPlaceholders(keys.size()));
        jdbc.prepareStatement(sql, update -> {
            DeliveryResult last = outcomes.getLast();
            update.setString(1, same.state().name());
            update.setInt(2, same.attempts());
            UtcTimestamps.bindInstant(update, 3, same.notBefore());
            update.setString(4, cutFailure(same.failure()));
            UtcTimestamps.bindInstant(update, 5, same.state() == State.PENDING ? null : last.at());
            int position = 6;
            for (DeliveryResult one : named) {
                update.setLong(position++, one.conversation());
                update.setInt(position++, one.seq());
                update.setString(position++, one.reference());
            }
            for (DeliveryResult one : keys) {
                update.setLong(position++, one.conversation());
                update.setInt(position++, one.seq());
            }
            return update.executeUpdate();
        });
    }

    private static String buildReferenceUpdate(int named) {
        return named == 0
                ? ""
                : ", reference = case " + "when conversation_id = ? and seq = ? then ? ".repeat(named)
                        + "else reference end";
    }

    private static String toLetter(Direction direction) {
        return switch (direction) {
            case RECEIVED -> "H";
            case REPLY -> "S";
            case NOTICE -> "N";
        };
    }

    private static Direction parseDirection(String letter) {
        return switch (letter) {
            case "H" -> Direction.RECEIVED;
            case "N" -> Direction.NOTICE;
            default -> Direction.REPLY;
        };
    }

    private static String cutFailure(String failure) {
        return failure == null || failure.length() <= MAX_FAILURE_LENGTH
                ? failure
                : failure.substring(0, MAX_FAILURE_LENGTH);
    }
}
