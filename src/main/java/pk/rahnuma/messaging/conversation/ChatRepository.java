package pk.rahnuma.messaging.conversation;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Expandable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import pk.rahnuma.persistence.FaultClassifier;
import pk.rahnuma.persistence.PaddedKeys;
import pk.rahnuma.persistence.UtcTimestamps;
import pk.rahnuma.vault.SealedColumn;
import pk.rahnuma.vault.SealedColumnProvider;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.SubjectKeyRing;

/// Repository of addresses on channels, and of their conversations. Thread-safe.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public abstract class ChatRepository implements GenericRepository<ChatRepository.ChatRow, Long>, SealedColumnProvider {

    static final SealedColumn ADDRESS_COLUMN =
            new SealedColumn("chat", "address", 400, List.of("id"), "t.conversation_id");
    private static final int MAX_ATTEMPTS = 3;
    /// Maximum chats of one person, oldest first.
    static final int MAX_CHATS = 100;

    private final TransactionOperations<Connection> transactions;
    private final JdbcOperations jdbc;
    private final SubjectEncryptionService encryption;
    private final ChatAddressHasher addressHasher;
    private final ChatCache cache = new ChatCache();

    ChatRepository(
            TransactionOperations<Connection> transactions,
            JdbcOperations jdbc,
            SubjectEncryptionService encryption,
            ChatAddressHasher addressHasher) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.encryption = encryption;
        this.addressHasher = addressHasher;
    }

    /// A row of the table.
    ///
    /// @param address sealed
    @MappedEntity(value = "chat", alias = "h")
    record ChatRow(
            @Id long id,
            Channel channel,
            byte[] addressHash,
            byte[] address,
            long conversationId,
            @Nullable Instant blockedAt,
            Instant createdAt) {

        private Chat toChat(String openedAddress) {
            return new Chat(id, channel, openedAddress, conversationId, blockedAt != null);
        }

        private Chat toChat(SubjectKeyRing keys) {
            return toChat(keys.openText(ADDRESS_COLUMN.placeAt(conversationId, id), address));
        }
    }

    /// Channel of a chat.
    @Introspected
    record ChannelRow(long id, Channel channel) {}

    abstract List<ChatRow> findByIdIn(Collection<Long> ids);

    abstract List<ChatRow> findByAddressHashIn(
            @Expandable @TypeDef(type = DataType.BYTE_ARRAY) Collection<byte[]> addressHashes);

    @Query("select h.* from chat_token t join chat h on h.id = t.chat_id where t.token_hash = :tokenHash")
    abstract Optional<ChatRow> findRowByToken(byte[] tokenHash);

    @Query("select h.* from chat h where h.conversation_id = :person order by h.created_at, h.id limit " + MAX_CHATS)
    abstract List<ChatRow> findOldest(long person);

    @Query("select id, channel from chat where id in (:ids)")
    abstract List<ChannelRow> findChannelRows(Collection<Long> ids);

    @Query("""
            insert ignore into chat (id, channel, address_hash, address, conversation_id, created_at)
            values (:id, :channel, :addressHash, :address, :conversationId, :createdAt)
            """)
    abstract void insertMissing(List<ChatRow> rows);

    @Query("update chat set blocked_at = :now where id = :id and blocked_at is null")
    abstract void setBlocked(long id, Instant now);

    /// Marks a chat whose person has written again.
    @Query("update chat set blocked_at = null where id = :id")
    public abstract void markUnblocked(long id);

    /// True when the person has blocked the bot, or deleted their account, in the chat that messages go to.
    @Query("""
            select count(*) > 0 from conversation c join chat h on h.id = c.last_chat
            where c.id = :person and h.blocked_at is not null
            """)
    public abstract boolean isUnreachable(long person);

    abstract long countByConversationId(long conversationId);

    @Query("update chat set conversation_id = :other where conversation_id = :person")
    abstract void moveChats(long person, long other);

    @Query("select distinct conversation_id from chat where conversation_id in (:persons) and channel <> 'WEB'")
    abstract Set<Long> findConversationsOfMessengers(Collection<Long> persons);

    abstract void deleteByConversationId(long conversationId);

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
        return cache.putAll(findByHashes(addressHasher.hashAddresses(addresses)));
    }

    /// Chat that a token opens; one query.
    Optional<Chat> findByToken(byte[] tokenHash) {
        return findRowByToken(tokenHash).map(row -> {
            Chat chat = row.toChat(encryption.openKeys(List.of(row.conversationId())));
            cache.putAll(Map.of(new ChatAddress(chat.channel(), chat.address()), chat));
            return chat;
        });
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
        addresses.forEach(ChatAddressHasher::checkAddress);
        List<ChatAddressHasher.HashedAddress> sorted = addressHasher.hashAddresses(addresses);
        RuntimeException last = null;
        for (int i = 0; i < MAX_ATTEMPTS; i++) {
            try {
                return cache.putAll(openOnce(sorted, languages, now));
            } catch (RuntimeException e) {
                if (!FaultClassifier.isDatabaseFault(e)) {
                    throw e;
                }
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
        List<ChatRow> rows = findByIdIn(PaddedKeys.padKeys(ids));
        SubjectKeyRing keys = encryption.openKeys(
                rows.stream().map(ChatRow::conversationId).distinct().toList());
        return rows.stream().collect(Collectors.toMap(ChatRow::id, row -> row.toChat(keys)));
    }

    /// Channels of existing chats, by id.
    public Map<Long, Channel> findChannels(Collection<Long> ids) {
        return ids.isEmpty()
                ? Map.of()
                : findChannelRows(PaddedKeys.padKeys(ids)).stream()
                        .collect(Collectors.toMap(ChannelRow::id, ChannelRow::channel));
    }

    /// Persons among these who have written by a messenger, where an account costs a number.
    public Set<Long> findPersonsOfMessengers(Collection<Long> persons) {
        return findConversationsOfMessengers(PaddedKeys.padKeys(persons));
    }

    /// Marks a chat whose person has blocked the bot.
    public void markBlocked(long id, Instant now) {
        setBlocked(id, now);
        cache.invalidateAll(chat -> chat.id() == id);
    }

    /// Chats of a person, oldest first.
    public List<Chat> findByConversation(long conversation) {
        List<ChatRow> rows = findOldest(conversation);
        SubjectKeyRing keys = encryption.openKeys(List.of(conversation));
        return rows.stream().map(row -> row.toChat(keys)).toList();
    }

    /// Adds a chat of the page that no token of its own opens, in the transaction of the caller, who has locked the
    /// person.
    public Chat addWebChat(long person, Instant now) {
        long id = SubjectEncryptionService.newId();
        ChatAddress address = ChatAddress.createUnknown(Channel.WEB);
        byte[] sealed = encryption.seal(ADDRESS_COLUMN.placeAt(person, id), address.address());
        ChatRow row = new ChatRow(id, address.channel(), addressHasher.hashAddress(address), sealed, person, null, now);
        insertMissing(List.of(row));
        return row.toChat(address.address());
    }

    /// Creates a conversation with a chat of the page that no token of its own opens, in the transaction of the caller.
    public Chat createWebChat(Instant now) {
        return createChat(ChatAddress.createUnknown(Channel.WEB), Map.of(), now);
    }

    /// Creates a conversation with a chat, in the transaction of the caller.
    ///
    /// @param address random, so that no other transaction waits for its locks
    /// @param languages as for [#findOrCreate]
    public Chat createChat(ChatAddress address, Map<ChatAddress, String> languages, Instant now) {
        return createChats(addressHasher.hashAddresses(List.of(address)), languages, now)
                .get(address);
    }

    private Map<ChatAddress, Chat> openOnce(
            List<ChatAddressHasher.HashedAddress> addresses, Map<ChatAddress, String> languages, Instant now) {
        if (transactions.findTransactionStatus().isPresent()) {
            throw new IllegalStateException("chats are opened before the transaction, not in it");
        }
        return transactions.executeWrite(status -> createChats(addresses, languages, now));
    }

    /// Creates rows: the node that inserts the address first creates the others; a slower node finds them.
    private Map<ChatAddress, Chat> createChats(
            List<ChatAddressHasher.HashedAddress> addresses, Map<ChatAddress, String> languages, Instant now) {
        Map<ChatAddress, ChatRow> mine = prepareRows(addresses, now);
        insertMissing(List.copyOf(mine.values()));
        Map<ChatAddress, Chat> all = findByHashes(addresses);
        Map<Boolean, List<ChatAddress>> won = mine.keySet().stream()
                .collect(Collectors.partitioningBy(
                        address -> all.get(address).id() == mine.get(address).id()));
        insertConversations(won.get(true).stream().map(all::get).toList(), languages, now);
        encryption.discardKeys(won.get(false).stream()
                .map(address -> mine.get(address).conversationId())
                .toList());
        return all;
    }

    private Map<ChatAddress, ChatRow> prepareRows(List<ChatAddressHasher.HashedAddress> addresses, Instant now) {
        Map<ChatAddressHasher.HashedAddress, Long> conversations = new LinkedHashMap<>();
        addresses.forEach(address -> conversations.put(address, SubjectEncryptionService.newId()));
        encryption.createKeys(conversations.values());
        SubjectKeyRing keys = encryption.openKeys(conversations.values());
        Map<ChatAddress, ChatRow> rows = new LinkedHashMap<>();
        conversations.forEach((hashed, conversation) -> {
            long id = SubjectEncryptionService.newId();
            ChatAddress address = hashed.address();
            byte[] sealed = keys.seal(ADDRESS_COLUMN.placeAt(conversation, id), address.address());
            rows.put(address, new ChatRow(id, address.channel(), hashed.hash(), sealed, conversation, null, now));
        });
        return rows;
    }

    private void insertConversations(List<Chat> chats, Map<ChatAddress, String> languages, Instant now) {
        if (chats.isEmpty()) {
            return;
        }
        String sql = """
                insert into conversation (id, language, last_seq, last_chat, created_at, updated_at)
                values (?, ?, 0, ?, ?, ?)
                """;
        jdbc.prepareStatement(sql, insert -> {
            for (Chat chat : chats) {
                insert.setLong(1, chat.conversation());
                insert.setString(2, languages.get(new ChatAddress(chat.channel(), chat.address())));
                insert.setLong(3, chat.id());
                UtcTimestamps.bindInstant(insert, 4, now);
                UtcTimestamps.bindInstant(insert, 5, now);
                insert.addBatch();
            }
            return insert.executeBatch();
        });
    }

    private Map<ChatAddress, Chat> findByHashes(List<ChatAddressHasher.HashedAddress> addresses) {
        Map<String, ChatAddress> byHash = HashMap.newHashMap(addresses.size());
        addresses.forEach(hashed -> byHash.put(HexFormat.of().formatHex(hashed.hash()), hashed.address()));
        Map<ChatAddress, Chat> chats = HashMap.newHashMap(addresses.size());
        findByAddressHashIn(PaddedKeys.padKeys(addresses.stream()
                        .map(ChatAddressHasher.HashedAddress::hash)
                        .toList()))
                .forEach(row -> {
                    ChatAddress address = byHash.get(HexFormat.of().formatHex(row.addressHash()));
                    chats.put(address, row.toChat(address.address()));
                });
        return chats;
    }
}
