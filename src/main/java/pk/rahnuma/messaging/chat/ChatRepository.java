package pk.rahnuma.messaging.chat;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jdbi.v3.core.Jdbi;
import pk.rahnuma.persistence.JdbcExecutor;
import pk.rahnuma.persistence.UtcTimestamps;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.SubjectKeyRing;
import pk.rahnuma.vault.column.SealedColumn;
import pk.rahnuma.vault.column.SealedColumnProvider;

/// Addresses on channels, and their conversations. Thread-safe.
@Singleton
public final class ChatRepository implements SealedColumnProvider {

    static final SealedColumn ADDRESS_COLUMN =
            new SealedColumn("chat", "address", "address", List.of("id"), "t.conversation_id");
    private static final int MAX_ATTEMPTS = 3;
    /// The sealed value fits its column. Checked here, because `insert ignore` would cut it silently.
    private static final int MAX_ADDRESS_LENGTH = 255;

    /// Maximum chats of one person, oldest first.
    static final int MAX_CHATS = 100;

    private final Jdbi jdbi;
    private final SubjectEncryptionService vault;
    private final ChatCache cache = new ChatCache();

    public ChatRepository(Jdbi jdbi, SubjectEncryptionService vault) {
        this.jdbi = jdbi;
        this.vault = vault;
    }

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(ADDRESS_COLUMN);
    }

    /// Chats known without a query.
    public ChatCache chatCache() {
        return cache;
    }

    /// Known chats of these addresses; one query.
    public Map<ChatAddress, Chat> findByAddresses(Collection<ChatAddress> addresses) {
        if (addresses.isEmpty()) {
            return Map.of();
        }
        return cache.putAll(
                JdbcExecutor.withConnection(jdbi, connection -> findByAddresses(connection, hashed(addresses))));
    }

    /// Creates chat, conversation and subject for each address that has none, in a short transaction of its own, and
    /// returns all of them. If another node does the same at the same time, both get the same rows.
    ///
    /// @param languages of the persons, as far as known
    /// @throws IllegalArgumentException when an address is longer than any channel's, or empty
    /// @throws IllegalStateException in a transaction: it would keep its locks to the end of that one
    public Map<ChatAddress, Chat> findOrCreate(
            Collection<ChatAddress> addresses, Map<ChatAddress, String> languages, Instant now) {
        if (addresses.isEmpty()) {
            return Map.of();
        }
        addresses.forEach(ChatRepository::check);
        List<HashedAddress> sorted = hashed(addresses);
        RuntimeException last = null;
        for (int i = 0; i < MAX_ATTEMPTS; i++) {
            try {
                return cache.putAll(openOnce(sorted, languages, now));
            } catch (JdbcExecutor.DatabaseFailureException e) {
                last = e;
            }
        }
        throw last;
    }

    /// @throws NoSuchElementException when there is none
    /// @throws pk.rahnuma.vault.SubjectErasedException when its person was erased
    public Chat getById(long id) {
        Chat chat = findByIds(List.of(id)).get(id);
        if (chat == null) {
            throw new NoSuchElementException("no chat " + id);
        }
        return chat;
    }

    /// Chats for delivery: cached ones ([ChatCache#getAll]), others by one query. A chat of an erased person throws
    /// [pk.rahnuma.vault.SubjectErasedException].
    public Map<Long, Chat> findForDelivery(Collection<Long> ids) {
        Map<Long, Chat> known = new HashMap<>(cache.getAllById(ids));
        known.putAll(findByIds(ids.stream().filter(id -> !known.containsKey(id)).toList()));
        return known;
    }

    /// Chats by id; one query. A chat of an erased person throws [pk.rahnuma.vault.SubjectErasedException].
    public Map<Long, Chat> findByIds(Collection<Long> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        List<Row> rows = JdbcExecutor.withConnection(jdbi, connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("""
                    select id, channel, address, conversation_id, blocked_at from chat where id in (%s)
                    """.formatted(JdbcExecutor.placeholders(ids.size())))) {
                JdbcExecutor.bindKeys(select, 1, ids);
                return rows(select);
            }
        });
        SubjectKeyRing keys =
                vault.openKeys(rows.stream().map(Row::conversation).distinct().toList());
        Map<Long, Chat> chats = HashMap.newHashMap(rows.size());
        for (Row row : rows) {
            chats.put(row.id(), row.toChat(keys));
        }
        return chats;
    }

    /// Channels of existing chats, by id.
    public Map<Long, Channel> findChannels(Collection<Long> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return JdbcExecutor.withConnection(jdbi, connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select id, channel from chat where id in (%s)".formatted(JdbcExecutor.placeholders(ids.size())))) {
                JdbcExecutor.bindKeys(select, 1, ids);
                Map<Long, Channel> channels = HashMap.newHashMap(ids.size());
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        channels.put(rows.getLong(1), Channel.valueOf(rows.getString(2)));
                    }
                }
                return channels;
            }
        });
    }

    /// Marks a chat whose person has blocked the bot.
    public void markBlocked(long id, Instant now) {
        jdbi.useHandle(handle ->
                handle.createUpdate("""
                        update chat set blocked_at = :now where id = :id and blocked_at is null
                        """).bind("now", now).bind("id", id).execute());
        cache.invalidateAll(chat -> chat.id() == id);
    }

    /// Marks a chat whose person has written again.
    public void markUnblocked(long id) {
        jdbi.useHandle(handle -> handle.execute("update chat set blocked_at = null where id = ?", id));
    }

    /// True when the person has blocked the bot, or deleted their account, in the chat that messages go to.
    public boolean isUnreachable(long conversation) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select count(*) from conversation c join chat h on h.id = c.last_chat
                        where c.id = :conversation and h.blocked_at is not null
                        """)
                        .bind("conversation", conversation)
                        .mapTo(Integer.class)
                        .one())
                > 0;
    }

    /// Chats of a person, oldest first.
    public List<Chat> findByConversation(long conversation) {
        List<Row> rows = JdbcExecutor.withConnection(jdbi, connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    select id, channel, address, conversation_id, blocked_at from chat
                    where conversation_id = ? order by created_at, id limit ?
                    """)) {
                select.setLong(1, conversation);
                select.setInt(2, MAX_CHATS);
                return rows(select);
            }
        });
        SubjectKeyRing keys = vault.openKeys(List.of(conversation));
        return rows.stream().map(row -> row.toChat(keys)).toList();
    }

    private Map<ChatAddress, Chat> openOnce(
            List<HashedAddress> addresses, Map<ChatAddress, String> languages, Instant now) {
        return jdbi.withHandle(handle -> {
            if (handle.isInTransaction()) {
                throw new IllegalStateException("chats are opened before the transaction, not in it");
            }
            return handle.inTransaction(own ->
                    JdbcExecutor.withConnection(jdbi, connection -> make(connection, addresses, languages, now)));
        });
    }

    private static void check(ChatAddress address) {
        int length = address.address().getBytes(StandardCharsets.UTF_8).length;
        if (length == 0 || length > MAX_ADDRESS_LENGTH) {
            throw new IllegalArgumentException("no address of a chat has " + length + " bytes");
        }
    }

    /// Creates rows: the node that inserts the address first creates the others; a slower node finds them.
    private Map<ChatAddress, Chat> make(
            Connection connection, List<HashedAddress> addresses, Map<ChatAddress, String> languages, Instant now)
            throws SQLException {
        Map<HashedAddress, Row> mine = fresh(addresses);
        insertChats(connection, mine, now);
        Map<ChatAddress, Chat> all = findByAddresses(connection, addresses);
        List<Row> lost = new ArrayList<>();
        Map<ChatAddress, Row> won = new LinkedHashMap<>();
        mine.forEach((address, row) -> {
            if (all.get(address.address()).id() == row.id()) {
                won.put(address.address(), row);
            } else {
                lost.add(row);
            }
        });
        insertConversations(connection, won, languages, now);
        vault.discardKeys(lost.stream().map(Row::conversation).toList());
        return all;
    }

    private Map<HashedAddress, Row> fresh(List<HashedAddress> addresses) {
        Map<HashedAddress, Long> conversations = new LinkedHashMap<>();
        addresses.forEach(address -> conversations.put(address, SubjectEncryptionService.newId()));
        vault.createKeys(conversations.values());
        SubjectKeyRing keys = vault.openKeys(conversations.values());
        Map<HashedAddress, Row> rows = new LinkedHashMap<>();
        conversations.forEach((address, conversation) -> {
            long id = SubjectEncryptionService.newId();
            byte[] sealed = keys.seal(
                    ADDRESS_COLUMN.placeAt(conversation, id), address.address().address());
            rows.put(address, new Row(id, address.address().channel(), sealed, conversation, false));
        });
        return rows;
    }

    private static void insertChats(Connection connection, Map<HashedAddress, Row> rows, Instant now)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert ignore into chat (id, channel, address_hash, address, conversation_id, created_at)
                values (?, ?, ?, ?, ?, ?)
                """)) {
            for (Map.Entry<HashedAddress, Row> entry : rows.entrySet()) {
                Row row = entry.getValue();
                insert.setLong(1, row.id());
                insert.setString(2, row.channel().name());
                insert.setBytes(3, entry.getKey().hash());
                insert.setBytes(4, row.address());
                insert.setLong(5, row.conversation());
                insert.setObject(6, UtcTimestamps.toUtc(now));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void insertConversations(
            Connection connection, Map<ChatAddress, Row> rows, Map<ChatAddress, String> languages, Instant now)
            throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into conversation (id, language, last_seq, last_chat, created_at, updated_at)
                values (?, ?, 0, ?, ?, ?)
                """)) {
            for (Map.Entry<ChatAddress, Row> entry : rows.entrySet()) {
                insert.setLong(1, entry.getValue().conversation());
                insert.setString(2, languages.get(entry.getKey()));
                insert.setLong(3, entry.getValue().id());
                insert.setObject(4, UtcTimestamps.toUtc(now));
                insert.setObject(5, UtcTimestamps.toUtc(now));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static Map<ChatAddress, Chat> findByAddresses(Connection connection, List<HashedAddress> addresses)
            throws SQLException {
        Map<String, ChatAddress> byHash = HashMap.newHashMap(addresses.size());
        addresses.forEach(hashed -> byHash.put(HexFormat.of().formatHex(hashed.hash()), hashed.address()));
        Map<ChatAddress, Chat> chats = HashMap.newHashMap(addresses.size());
        try (PreparedStatement select =
                connection.prepareStatement("""
                select id, conversation_id, blocked_at, address_hash from chat where address_hash in (%s)
                """.formatted(JdbcExecutor.placeholders(addresses.size())))) {
            for (int i = 0; i < JdbcExecutor.paddedSize(addresses.size()); i++) {
                HashedAddress one = addresses.get(Math.min(i, addresses.size() - 1));
                select.setBytes(i + 1, one.hash());
            }
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    ChatAddress address = byHash.get(HexFormat.of().formatHex(rows.getBytes(4)));
                    boolean blocked = rows.getObject(3) != null;
                    Chat chat =
                            new Chat(rows.getLong(1), address.channel(), address.address(), rows.getLong(2), blocked);
                    chats.put(address, chat);
                }
            }
        }
        return chats;
    }

    private static List<Row> rows(PreparedStatement select) throws SQLException {
        List<Row> found = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                found.add(new Row(
                        rows.getLong(1),
                        Channel.valueOf(rows.getString(2)),
                        rows.getBytes(3),
                        rows.getLong(4),
                        rows.getObject(5) != null));
            }
        }
        return found;
    }

    /// Sorts by hash: inserts in one order do not deadlock.
    private List<HashedAddress> hashed(Collection<ChatAddress> addresses) {
        return addresses.stream()
                .distinct()
                .map(address -> new HashedAddress(address, hashAddress(address)))
                .sorted(Comparator.comparing(HashedAddress::hash, Arrays::compareUnsigned))
                .toList();
    }

    /// Hash by which an address is found.
    byte[] hashAddress(ChatAddress address) {
        return vault.keyedHash("chat", address.channel() + " " + address.address());
    }

    private record HashedAddress(ChatAddress address, byte[] hash) {}

    private record Row(long id, Channel channel, byte[] address, long conversation, boolean blocked) {

        Chat toChat(SubjectKeyRing keys) {
            return new Chat(
                    id,
                    channel,
                    keys.openText(ADDRESS_COLUMN.placeAt(conversation, id), address),
                    conversation,
                    blocked);
        }
    }
}
