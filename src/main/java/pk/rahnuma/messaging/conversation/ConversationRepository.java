package pk.rahnuma.messaging.conversation;

import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Jdbi;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.DialogJson;
import pk.rahnuma.persistence.JdbcExecutor;
import pk.rahnuma.persistence.UtcTimestamps;
import pk.rahnuma.vault.SubjectKeyRing;
import pk.rahnuma.vault.column.SealedColumn;
import pk.rahnuma.vault.column.SealedColumnProvider;

/// Repository of conversations, each row the lock of its person.
@Singleton
public class ConversationRepository implements SealedColumnProvider {

    public static final SealedColumn STATE_COLUMN =
            new SealedColumn("conversation", "state", "state", List.of("id"), "t.id");

    private static final String SELECT = """
            select id, state, last_seq, last_chat, wake_at, held_until, banner_id, language, node_id, left_at, held_by
            from conversation
            """;

    private static final int POSITIONS_BATCH_SIZE = 500;

    private final Jdbi jdbi;

    public ConversationRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(STATE_COLUMN);
    }

    /// A row of the table; locked if the query locks.
    ///
    /// @param heldUntil time before which nothing more may be sent; null, or past, means at once
    /// @param banner the last one that the person was shown; 0 is none
    /// @param heldBy ticket of the handover; 0 while the bot has the conversation
    public record ConversationRow(
            long id,
            byte[] state,
            int lastSeq,
            long lastChat,
            Instant wakeAt,
            Instant heldUntil,
            long banner,
            String language,
            OutboxOwner owner,
            long heldBy) {}

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
    public record DueConversation(long id, Instant wakeAt) {}

    /// Locks in the order of the ids, as all code does.
    public Map<Long, ConversationRow> lockConversations(SortedSet<Long> ids) {
        Map<Long, ConversationRow> rows = new LinkedHashMap<>();
        select("where id in (%s) order by id for update".formatted(JdbcExecutor.placeholders(ids.size())), ids)
                .forEach(row -> rows.put(row.id(), row));
        return rows;
    }

    private List<ConversationRow> select(String where, Collection<Long> ids) {
        return JdbcExecutor.withConnection(jdbi, connection -> {
            List<ConversationRow> rows = new ArrayList<>(ids.size());
            try (PreparedStatement select = connection.prepareStatement(SELECT + where)) {
                JdbcExecutor.bindKeys(select, 1, ids);
                try (ResultSet found = select.executeQuery()) {
                    while (found.next()) {
                        rows.add(row(found));
                    }
                }
            }
            return rows;
        });
    }

    /// Page of the conversations that have a state, in the order of their ids, without a lock.
    public List<ConversationRow> findPage(long after, int limit) {
        return jdbi.withHandle(
                handle -> handle.createQuery(SELECT + "where id > :after and state is not null order by id")
                        .bind("after", after)
                        .setMaxRows(limit)
                        .map((row, context) -> row(row))
                        .list());
    }

    /// Reads without a lock; empty when there is no such conversation.
    public Optional<ConversationRow> findConversations(long id) {
        return findConversations(List.of(id)).stream().findFirst();
    }

    /// Existing conversations, without a lock.
    public List<ConversationRow> findConversations(Collection<Long> ids) {
        return ids.isEmpty()
                ? List.of()
                : select("where id in (%s)".formatted(JdbcExecutor.placeholders(ids.size())), ids);
    }

    private static ConversationRow row(ResultSet found) throws SQLException {
        return new ConversationRow(
                found.getLong(1),
                found.getBytes(2),
                found.getInt(3),
                found.getLong(4),
                UtcTimestamps.readInstant(found, 5),
                UtcTimestamps.readInstant(found, 6),
                found.getLong(7),
                found.getString(8),
                new OutboxOwner(found.getLong(9), UtcTimestamps.readInstant(found, 10), found.getInt(3)),
                found.getLong(11));
    }

    public static ConversationState openState(ConversationRow row, SubjectKeyRing keys) {
        return row.state() == null
                ? ConversationState.empty()
                : DialogJson.fromBytes(
                        keys.open(STATE_COLUMN.placeAt(row.id(), row.id()), row.state()), ConversationState.class);
    }

    /// Writes all rows; the caller holds their locks.
    public void updateConversations(Collection<ConversationUpdate> rows, SubjectKeyRing keys, Instant now) {
        JdbcExecutor.withConnection(jdbi, connection -> {
            // All rows exist: as an upsert they are one statement for the server instead of one each.
            try (PreparedStatement update = connection.prepareStatement("""
                    insert into conversation (state, language, last_seq, last_chat, wake_at, held_until, banner_id,
                        updated_at, node_id, left_at, id, created_at)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    on duplicate key update state = values(state), language = values(language),
                        last_seq = values(last_seq), last_chat = values(last_chat), wake_at = values(wake_at),
                        held_until = values(held_until), banner_id = values(banner_id),
                        updated_at = values(updated_at), node_id = values(node_id), left_at = values(left_at)
                    """)) {
                for (ConversationUpdate row : rows) {
                    update.setBytes(
                            1, keys.seal(STATE_COLUMN.placeAt(row.id(), row.id()), DialogJson.toBytes(row.state())));
                    update.setString(2, row.state().language());
                    update.setInt(3, row.lastSeq());
                    update.setLong(4, row.lastChat());
                    UtcTimestamps.bindInstant(update, 5, row.wakeAt());
                    UtcTimestamps.bindInstant(update, 6, row.heldUntil());
                    update.setLong(7, row.banner());
                    UtcTimestamps.bindInstant(update, 8, now);
                    bindOwner(update, 9, row.owner());
                    update.setLong(11, row.id());
                    UtcTimestamps.bindInstant(update, 12, now);
                    update.addBatch();
                }
                return update.executeBatch();
            }
        });
    }

    private static void bindOwner(PreparedStatement update, int position, OutboxOwner owner) throws SQLException {
        if (owner.node() == 0) {
            update.setNull(position, Types.BIGINT);
        } else {
            update.setLong(position, owner.node());
        }
        UtcTimestamps.bindInstant(update, position + 1, owner.leftAt());
    }

    /// Replaces the state and clears the wake-up time; all else stays, including the update time. The caller holds the
    /// lock.
    public void updateState(ConversationRow row, SubjectKeyRing keys, UnaryOperator<ConversationState> change) {
        if (row.state() != null) {
            byte[] sealed = keys.seal(
                    STATE_COLUMN.placeAt(row.id(), row.id()), DialogJson.toBytes(change.apply(openState(row, keys))));
            jdbi.useHandle(handle ->
                    handle.execute("update conversation set state = ?, wake_at = null where id = ?", sealed, row.id()));
        }
    }

    /// Advances the position, and leaves the state as it is.
    public void updatePosition(long id, int lastSeq, long lastChat, Instant wakeAt, OutboxOwner owner, Instant now) {
        jdbi.useHandle(handle -> handle.execute(
                """
                update conversation
                set last_seq = ?, last_chat = ?, wake_at = ?, updated_at = ?, node_id = ?, left_at = ? where id = ?
                """,
                lastSeq,
                lastChat,
                wakeAt == null ? null : UtcTimestamps.toUtc(wakeAt),
                UtcTimestamps.toUtc(now),
                owner.node() == 0 ? null : owner.node(),
                UtcTimestamps.toUtc(owner.leftAt()),
                id));
    }

    /// Conversations that are due, oldest first.
    public List<DueConversation> findDue(Instant now, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id, wake_at from conversation where wake_at <= :now order by wake_at
                        """)
                .bind("now", now)
                .setMaxRows(limit)
                .map((row, context) -> new DueConversation(row.getLong(1), UtcTimestamps.readInstant(row, 2)))
                .list());
    }

    /// Position of a locked conversation, after which messages can be appended.
    ///
    /// @param chat that messages go to
    /// @param heldUntil time before which nothing more may be sent; null, or past, means at once
    public record LockedPosition(int seq, long chat, Instant heldUntil, OutboxOwner owner) {

        public LockedPosition withNotBefore(Instant at) {
            return at == null || heldUntil != null && heldUntil.isAfter(at)
                    ? this
                    : new LockedPosition(seq, chat, at, owner);
        }
    }

    /// Locks a conversation to append messages.
    ///
    /// @throws NoSuchElementException when there is no such conversation
    public LockedPosition lockPosition(long id) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select last_seq, last_chat, held_until, node_id, left_at from conversation where id = :id for update
                        """)
                .bind("id", id)
                .map((row, context) -> new LockedPosition(
                        row.getInt(1),
                        row.getLong(2),
                        UtcTimestamps.readInstant(row, 3),
                        new OutboxOwner(row.getLong(4), UtcTimestamps.readInstant(row, 5), row.getInt(1))))
                .findOne()
                .orElseThrow(() -> new NoSuchElementException("no conversation " + id)));
    }

    /// Advances the position of a locked conversation.
    ///
    /// @param heldUntil null keeps the stored value
    public void advancePosition(long id, int seq, OutboxOwner owner, Instant heldUntil, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update conversation set last_seq = :seq, updated_at = :now, node_id = :node, left_at = :left,
                            held_until = coalesce(:held, held_until)
                        where id = :id
                        """)
                .bind("held", heldUntil)
                .bind("seq", seq)
                .bind("now", now)
                .bind("node", owner.node() == 0 ? null : owner.node())
                .bind("left", owner.leftAt())
                .bind("id", id)
                .execute());
    }

    /// Position of the last message.
    ///
    /// @param heldUntil time before which it may not be shown; null, or past, means at once
    public record LastPosition(int seq, Instant heldUntil) {}

    /// Last positions of existing conversations; one query for every 500.
    public Map<Long, LastPosition> findLastPositions(Collection<Long> ids) {
        Map<Long, LastPosition> positions = HashMap.newHashMap(ids.size());
        List<Long> all = List.copyOf(ids);
        for (int from = 0; from < all.size(); from += POSITIONS_BATCH_SIZE) {
            List<Long> batch = all.subList(from, Math.min(all.size(), from + POSITIONS_BATCH_SIZE));
            jdbi.useHandle(handle -> handle.createQuery(
                            "select id, last_seq, held_until from conversation where id in (<ids>)")
                    .bindList("ids", batch)
                    .map((row, context) -> positions.put(
                            row.getLong(1), new LastPosition(row.getInt(2), UtcTimestamps.readInstant(row, 3))))
                    .list());
        }
        return positions;
    }

    /// Language that the person has chosen, without a lock.
    ///
    /// @return empty when there is none yet, or no such conversation
    public Optional<String> findLanguage(long id) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select language from conversation where id = :id and language is not null")
                .bind("id", id)
                .mapTo(String.class)
                .findOne());
    }

    /// Locks a conversation, waiting if necessary.
    ///
    /// @param defaultLanguage of a person who has not chosen one
    /// @return the language; empty when there is no such conversation
    public Optional<String> lockConversation(long id, String defaultLanguage) {
        return lockConversation(id, defaultLanguage, "");
    }

    /// As [#lockConversation], without waiting; also empty when another transaction holds the lock.
    public Optional<String> lockIfFree(long id, String defaultLanguage) {
        return lockConversation(id, defaultLanguage, " skip locked");
    }

    private Optional<String> lockConversation(long id, String defaultLanguage, String suffix) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select coalesce(language, :otherwise) from conversation where id = :id for update" + suffix)
                .bind("otherwise", defaultLanguage)
                .bind("id", id)
                .mapTo(String.class)
                .findOne());
    }

    /// Ids of conversations without a message since then, in order.
    public List<Long> findInactive(long afterId, Instant since, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id from conversation where id > :after and updated_at < :since order by id limit :limit
                        """)
                .bind("after", afterId)
                .bind("since", since)
                .bind("limit", limit)
                .mapTo(Long.class)
                .list());
    }

    /// Ids of those of [#findInactive] that have messages.
    public List<Long> findInactiveWithMessages(long afterId, Instant since, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select c.id from conversation c
                        where c.id > :after and c.updated_at < :since
                            and exists (select 1 from message m where m.conversation_id = c.id)
                        order by c.id limit :limit
                        """)
                .bind("after", afterId)
                .bind("since", since)
                .bind("limit", limit)
                .mapTo(Long.class)
                .list());
    }

    /// Position of the last message; empty when there is no such conversation.
    public Optional<Integer> findLastSeq(long id) {
        return jdbi.withHandle(handle -> handle.createQuery("select last_seq from conversation where id = :id")
                .bind("id", id)
                .mapTo(Integer.class)
                .findOne());
    }

    /// The ticket by which a member of staff holds the conversation; empty while the bot has it.
    public Optional<Long> findHolder(long id) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select held_by from conversation where id = :id and held_by is not null")
                        .bind("id", id)
                        .mapTo(Long.class)
                        .findOne());
    }

    /// Sets the holder. The caller holds the lock.
    ///
    /// @param ticket null gives the conversation to the bot
    public void updateHolder(long id, Long ticket) {
        jdbi.useHandle(handle -> handle.execute("update conversation set held_by = ? where id = ?", ticket, id));
    }

    public void deleteConversation(long id) {
        jdbi.useHandle(handle -> handle.execute("delete from conversation where id = ?", id));
    }
}
