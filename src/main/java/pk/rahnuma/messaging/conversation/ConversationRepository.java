package pk.rahnuma.messaging.conversation;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.UnaryOperator;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.persistence.BatchSplitter;
import pk.rahnuma.persistence.PaddedKeys;
import pk.rahnuma.persistence.UtcTimestamps;
import pk.rahnuma.vault.SealedColumn;
import pk.rahnuma.vault.SealedColumnProvider;
import pk.rahnuma.vault.SubjectKeyRing;

/// Repository of conversations, each row the lock of its person.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public abstract class ConversationRepository
        implements GenericRepository<ConversationRepository.ConversationRow, Long>, SealedColumnProvider {

    public static final SealedColumn STATE_COLUMN =
            new SealedColumn("conversation", "state", 1_000_000, List.of("id"), "t.id");

    private static final int POSITIONS_BATCH_SIZE = 500;

    /// All rows exist: as an upsert they are one statement for the server instead of one each.
    private static final String UPSERT = """
            insert into conversation (state, language, last_seq, last_chat, wake_at, held_until, banner_id, updated_at,
                node_id, left_at, id, created_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on duplicate key update state = values(state), language = values(language), last_seq = values(last_seq),
                last_chat = values(last_chat), wake_at = values(wake_at), held_until = values(held_until),
                banner_id = values(banner_id), updated_at = values(updated_at), node_id = values(node_id),
                left_at = values(left_at)
            """;

    private final BatchSplitter batches;

    ConversationRepository(BatchSplitter batches) {
        this.batches = batches;
    }

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(STATE_COLUMN);
    }

    /// A row of the table; locked if the query locks. Columns are named, because Micronaut Data would
    /// otherwise derive a name for each value that it reads.
    ///
    /// @param state sealed; null while there is none
    /// @param heldUntil time before which nothing more may be sent; null, or past, means at once
    /// @param bannerId the last one that the person was shown; null or 0 is none
    /// @param nodeId node that sends its messages; null or 0 is none
    /// @param leftAt see [OutboxOwner]
    /// @param holder ticket of the handover; null while the bot has the conversation
    @MappedEntity(value = "conversation", alias = "c")
    public record ConversationRow(
            @Id @MappedProperty("id") long id,
            @Nullable @MappedProperty("state") byte[] state,
            @MappedProperty("last_seq") int lastSeq,
            @MappedProperty("last_chat") long lastChat,
            @Nullable @MappedProperty("wake_at") Instant wakeAt,
            @Nullable @MappedProperty("held_until") Instant heldUntil,
            @Nullable @MappedProperty("banner_id") Long bannerId,
            @Nullable @MappedProperty("language") String language,
            @Nullable @MappedProperty("node_id") Long nodeId,
            @Nullable @MappedProperty("left_at") Instant leftAt,
            @Nullable @MappedProperty("held_by") Long holder) {

        public long banner() {
            return bannerId == null ? 0 : bannerId;
        }

        public OutboxOwner owner() {
            return OutboxOwner.ofColumns(nodeId, leftAt, lastSeq);
        }

        /// Ticket of the handover; 0 while the bot has the conversation.
        public long heldBy() {
            return holder == null ? 0 : holder;
        }
    }

    /// New values of a row.
    public record ConversationUpdate(
            long id,
            ConversationState state,
            int lastSeq,
            long lastChat,
            Instant wakeAt,
            Instant heldUntil,
            long banner,
            OutboxOwner owner) {}

    /// A conversation with a wake-up time.
    @Introspected
    public record DueConversation(long id, Instant wakeAt) {}

    /// Beginning of a conversation, and the channel that its person used last; null when there is none.
    @Introspected
    public record ConversationOrigin(
            long id, Instant createdAt, @Nullable Channel channel) {}

    @Query("""
            select c.id, c.created_at, h.channel from conversation c left join chat h on h.id = c.last_chat
            where c.id in (:ids)
            """)
    public abstract List<ConversationOrigin> findOrigins(Collection<Long> ids);

    abstract List<ConversationRow> findByIdInOrderByIdForUpdate(Collection<Long> ids);

    abstract List<ConversationRow> findByIdIn(Collection<Long> ids);

    /// Locks in the order of the ids, as all code does.
    public Map<Long, ConversationRow> lockConversations(SortedSet<Long> ids) {
        Map<Long, ConversationRow> rows = new LinkedHashMap<>();
        findByIdInOrderByIdForUpdate(PaddedKeys.padKeys(ids)).forEach(row -> rows.put(row.id(), row));
        return rows;
    }

    /// Page of the conversations that have a state, in the order of their ids, without a lock.
    @Query("select c.* from conversation c where c.id > :after and c.state is not null order by c.id limit :limit")
    public abstract List<ConversationRow> findPage(long after, int limit);

    /// Reads without a lock; empty when there is no such conversation.
    public abstract Optional<ConversationRow> findById(long id);

    /// Existing conversations, without a lock.
    public List<ConversationRow> findConversations(Collection<Long> ids) {
        return ids.isEmpty() ? List.of() : findByIdIn(PaddedKeys.padKeys(ids));
    }

    public static ConversationState openState(ConversationRow row, SubjectKeyRing keys) {
        return row.state() == null
                ? ConversationState.empty()
                : StateBytes.fromBytes(keys.open(STATE_COLUMN.placeAt(row.id(), row.id()), row.state()));
    }

    private static byte[] sealState(long id, ConversationState state, SubjectKeyRing keys) {
        return keys.seal(STATE_COLUMN.placeAt(id, id), StateBytes.toBytes(state));
    }

    /// Writes all rows; the caller holds their locks.
    public void updateConversations(List<ConversationUpdate> rows, SubjectKeyRing keys, Instant now) {
        batches.writeRows(UPSERT, rows, (update, row) -> bindRow(update, row, keys, now));
    }

    private static void bindRow(PreparedStatement update, ConversationUpdate row, SubjectKeyRing keys, Instant now)
            throws SQLException {
        update.setBytes(1, sealState(row.id(), row.state(), keys));
        update.setString(2, row.state().language());
        update.setInt(3, row.lastSeq());
        update.setLong(4, row.lastChat());
        UtcTimestamps.bindInstant(update, 5, row.wakeAt());
        UtcTimestamps.bindInstant(update, 6, row.heldUntil());
        update.setLong(7, row.banner());
        UtcTimestamps.bindInstant(update, 8, now);
        update.setObject(9, row.owner().nodeColumn(), Types.BIGINT);
        UtcTimestamps.bindInstant(update, 10, row.owner().leftAt());
        update.setLong(11, row.id());
        UtcTimestamps.bindInstant(update, 12, now);
    }

    @Query("update conversation set state = :sealed where id = :id")
    abstract void updateSealedState(long id, byte[] sealed);

    /// Stores what a notice offers; all else stays. The caller holds the lock.
    public void updateOffer(ConversationRow row, SubjectKeyRing keys, UnaryOperator<ConversationState> change) {
        if (row.state() != null) {
            updateSealedState(row.id(), sealState(row.id(), change.apply(openState(row, keys)), keys));
        }
    }

    @Query("update conversation set state = :sealed, wake_at = null where id = :id")
    abstract void replaceState(long id, byte[] sealed);

    /// Replaces the state and clears the wake-up time; all else stays, including the update time. The caller holds the
    /// lock.
    public void updateState(ConversationRow row, SubjectKeyRing keys, UnaryOperator<ConversationState> change) {
        if (row.state() != null) {
            replaceState(row.id(), sealState(row.id(), change.apply(openState(row, keys)), keys));
        }
    }

    @Query("""
            update conversation set last_seq = :seq, last_chat = :chat, wake_at = :wake, updated_at = :now,
                node_id = :node, left_at = :left
            where id = :id
            """)
    abstract void updatePosition(
            long id,
            int seq,
            long chat,
            @Nullable Instant wake,
            Instant now,
            @Nullable Long node,
            @Nullable Instant left);

    /// Advances the position, and leaves the state as it is.
    public void updatePosition(long id, int lastSeq, long lastChat, Instant wakeAt, OutboxOwner owner, Instant now) {
        updatePosition(id, lastSeq, lastChat, wakeAt, now, owner.nodeColumn(), owner.leftAt());
    }

    /// Conversations that are due, oldest first.
    @Query("select id, wake_at from conversation where wake_at <= :now order by wake_at limit :limit")
    public abstract List<DueConversation> findDue(Instant now, int limit);

    /// Position of a locked conversation, after which messages can be appended.
    ///
    /// @param chat that messages go to
    /// @param heldUntil time before which nothing more may be sent; null, or past, means at once
    public record LockedPosition(int seq, long chat, Instant heldUntil, OutboxOwner owner) {

        public LockedPosition withChat(long other) {
            return new LockedPosition(seq, other, heldUntil, owner);
        }

        public LockedPosition withNotBefore(Instant at) {
            return at == null || heldUntil != null && heldUntil.isAfter(at)
                    ? this
                    : new LockedPosition(seq, chat, at, owner);
        }
    }

    /// Columns of a [LockedPosition].
    @Introspected
    record PositionRow(
            int lastSeq,
            long lastChat,
            @Nullable Instant heldUntil,
            @Nullable Long nodeId,
            @Nullable Instant leftAt) {}

    @Query("select last_seq, last_chat, held_until, node_id, left_at from conversation where id = :id for update")
    abstract Optional<PositionRow> lockRow(long id);

    /// Locks a conversation to append messages.
    ///
    /// @throws NoSuchElementException when there is no such conversation
    public LockedPosition lockPosition(long id) {
        PositionRow row = lockRow(id).orElseThrow(() -> new NoSuchElementException("no conversation " + id));
        OutboxOwner owner = OutboxOwner.ofColumns(row.nodeId(), row.leftAt(), row.lastSeq());
        return new LockedPosition(row.lastSeq(), row.lastChat(), row.heldUntil(), owner);
    }

    @Query("""
            update conversation set last_seq = :seq, updated_at = :now, node_id = :node, left_at = :left,
                held_until = coalesce(:held, held_until)
            where id = :id
            """)
    abstract void updateSeq(
            long id, int seq, Instant now, @Nullable Long node, @Nullable Instant left, @Nullable Instant held);

    /// Advances the position of a locked conversation.
    ///
    /// @param heldUntil null keeps the stored value
    public void advancePosition(long id, int seq, OutboxOwner owner, Instant heldUntil, Instant now) {
        updateSeq(id, seq, now, owner.nodeColumn(), owner.leftAt(), heldUntil);
    }

    /// Position of the last message.
    ///
    /// @param heldUntil time before which it may not be shown; null, or past, means at once
    @Introspected
    public record LastPosition(
            long id,
            @MappedProperty("last_seq") int seq,
            @Nullable Instant heldUntil) {}

    @Query("select id, last_seq, held_until from conversation where id in (:ids)")
    abstract List<LastPosition> findPositions(Collection<Long> ids);

    /// Last positions of existing conversations; one query for every 500.
    public Map<Long, LastPosition> findLastPositions(Collection<Long> ids) {
        Map<Long, LastPosition> positions = HashMap.newHashMap(ids.size());
        List<Long> all = List.copyOf(ids);
        for (int from = 0; from < all.size(); from += POSITIONS_BATCH_SIZE) {
            findPositions(all.subList(from, Math.min(all.size(), from + POSITIONS_BATCH_SIZE)))
                    .forEach(position -> positions.put(position.id(), position));
        }
        return positions;
    }

    /// Language that the person has chosen, without a lock.
    ///
    /// @return empty when there is none yet, or no such conversation
    @Query("select language from conversation where id = :id and language is not null")
    public abstract Optional<String> findLanguage(long id);

    /// Locks a conversation, waiting if necessary.
    ///
    /// @param otherwise language of a person who has not chosen one
    /// @return the language; empty when there is no such conversation
    @Query("select coalesce(language, :otherwise) from conversation where id = :id for update")
    public abstract Optional<String> lockConversation(long id, String otherwise);

    /// As [#lockConversation], without waiting; also empty when another transaction holds the lock.
    @Query("select coalesce(language, :otherwise) from conversation where id = :id for update skip locked")
    public abstract Optional<String> lockIfFree(long id, String otherwise);

    /// Position of the last message; empty when there is no such conversation.
    @Query("select last_seq from conversation where id = :id")
    public abstract Optional<Integer> findLastSeq(long id);

    /// Number of the message down to which the person has read their news; empty before the first.
    @Query("select read_line from conversation where id = :id and read_line is not null")
    public abstract Optional<Integer> findReadLine(long id);

    /// Advances that number, never backwards. The caller holds the lock.
    @Query("update conversation set read_line = :line where id = :id and coalesce(read_line, 0) < :line")
    public abstract void updateReadLine(long id, int line);

    /// Sets the language of a person who has not chosen one. The caller holds the lock.
    @Query("update conversation set language = :language where id = :id")
    public abstract void updateLanguage(long id, @Nullable String language);

    /// The ticket by which a member of staff holds the conversation; empty while the bot has it.
    @Query("select held_by from conversation where id = :id and held_by is not null")
    public abstract Optional<Long> findHolder(long id);

    /// Sets the holder. The caller holds the lock.
    ///
    /// @param ticket null gives the conversation to the bot
    @Query("update conversation set held_by = :ticket where id = :id")
    public abstract void updateHolder(long id, @Nullable Long ticket);

    public abstract void deleteById(long id);
}
