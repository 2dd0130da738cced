package pk.rahnuma.messaging.chat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.column.SealedColumn;
import pk.rahnuma.vault.column.SealedColumnProvider;

/// Table `chat_token`: tokens with which devices open a chat of the page. The first token of a chat is its address too,
/// by which nodes of the previous version find it; its row is created on first use. When that token is revoked the chat
/// gets an address that no device knows, so that those nodes do not find it either.
@Singleton
public class ChatTokenRepository implements SealedColumnProvider {

    /// Maximum tokens of a chat.
    public static final int MAX_TOKENS_PER_CHAT = 10;

    static final SealedColumn DEVICE_COLUMN =
            new SealedColumn("chat_token", "device", "chat_device", List.of("id"), "t.conversation_id");
    /// Dates are those of Pakistan.
    private static final ZoneId PAKISTAN_ZONE = ZoneId.of("Asia/Karachi");

    private static final int MAX_CACHED_USES = 20_000;

    private final Jdbi jdbi;
    private final SubjectEncryptionService vault;
    private final ChatRepository chats;
    /// Date on which this node last recorded a token's use, so that each is written once a day.
    private final Cache<String, LocalDate> noted = Caffeine.newBuilder()
            .maximumSize(MAX_CACHED_USES)
            .expireAfterWrite(Duration.ofHours(24))
            .build();

    public ChatTokenRepository(Jdbi jdbi, SubjectEncryptionService vault, ChatRepository chats) {
        this.jdbi = jdbi;
        this.vault = vault;
        this.chats = chats;
    }

    /// A device that opens a chat.
    ///
    /// @param device its kind, in a word or two; empty when unknown
    /// @param current whether the request came from it
    public record Token(long id, String device, LocalDate created, LocalDate seen, boolean current) {}

    /// Chat that a token opens.
    ///
    /// @param address made from the token
    public Optional<Chat> findChat(ChatRepository.Address address) {
        Chat own = chats.findByAddresses(List.of(address)).get(address);
        if (own != null) {
            return Optional.of(own);
        }
        return jdbi.withHandle(handle -> handle.createQuery("select chat_id from chat_token where token_hash = ?")
                        .bind(0, hash(address))
                        .mapTo(Long.class)
                        .findOne())
                .map(id -> chats.findByIds(List.of(id)).get(id));
    }

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(DEVICE_COLUMN);
    }

    /// Records that a device uses the chat today; from the first time on it is listed.
    public void noteUse(Chat chat, ChatRepository.Address address, String device, Instant now) {
        LocalDate today = day(now);
        byte[] hash = hash(address);
        String key = HexFormat.of().formatHex(hash);
        if (today.equals(noted.getIfPresent(key))) {
            return;
        }
        int updated = jdbi.withHandle(handle -> handle.execute(
                "update chat_token set seen_on = ? where token_hash = ? and seen_on <= ?", today, hash, today));
        if (updated == 0) {
            insert(chat, hash, device, today);
        }
        noted.put(key, today);
    }

    /// Devices of a chat, newest first.
    ///
    /// @param current address of the request's token
    public List<Token> listTokens(Chat chat, ChatRepository.Address current) {
        byte[] own = hash(current);
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id, token_hash, device, created_on, seen_on from chat_token where chat_id = ?
                        order by created_on desc, id limit ?
                        """)
                .bind(0, chat.id())
                .bind(1, MAX_TOKENS_PER_CHAT)
                .map((row, context) -> new Token(
                        row.getLong(1),
                        vault.openText(DEVICE_COLUMN.placeAt(chat.conversation(), row.getLong(1)), row.getBytes(3)),
                        row.getObject(4, LocalDate.class),
                        row.getObject(5, LocalDate.class),
                        Arrays.equals(own, row.getBytes(2))))
                .list());
    }

    /// All devices with which a person has opened chats.
    public List<Token> findByConversation(long conversation) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id, device, created_on, seen_on from chat_token where conversation_id = ?
                        order by created_on, id limit ?
                        """)
                .bind(0, conversation)
                .bind(1, ChatRepository.MAX_CHATS * MAX_TOKENS_PER_CHAT)
                .map((row, context) -> new Token(
                        row.getLong(1),
                        vault.openText(DEVICE_COLUMN.placeAt(conversation, row.getLong(1)), row.getBytes(2)),
                        row.getObject(3, LocalDate.class),
                        row.getObject(4, LocalDate.class),
                        false))
                .list());
    }

    /// Adds a token of another device.
    ///
    /// @param address made from its token
    /// @return false when the chat has the maximum
    public boolean addToken(Chat chat, ChatRepository.Address address, String device, Instant now) {
        return jdbi.inTransaction(handle -> {
            lock(handle, chat);
            long there = handle.createQuery("select count(*) from chat_token where chat_id = ?")
                    .bind(0, chat.id())
                    .mapTo(Long.class)
                    .one();
            if (there >= MAX_TOKENS_PER_CHAT) {
                return false;
            }
            insert(chat, hash(address), device, day(now));
            return true;
        });
    }

    /// Revokes a token: from its next request on it opens nothing.
    ///
    /// @return false when the chat has no token with this number
    public boolean revokeToken(Chat chat, long id) {
        return jdbi.inTransaction(handle -> {
            lock(handle, chat);
            Optional<byte[]> hash = handle.createQuery("select token_hash from chat_token where id = ? and chat_id = ?")
                    .bind(0, id)
                    .bind(1, chat.id())
                    .mapTo(byte[].class)
                    .findOne();
            hash.ifPresent(found -> revokeToken(handle, chat, found));
            return hash.isPresent();
        });
    }

    /// Revokes the token of the request.
    public void revokeToken(Chat chat, ChatRepository.Address address) {
        jdbi.useTransaction(handle -> {
            lock(handle, chat);
            revokeToken(handle, chat, hash(address));
        });
    }

    private void revokeToken(Handle handle, Chat chat, byte[] hash) {
        handle.execute("delete from chat_token where token_hash = ?", hash);
        String nobodys = Long.toString(SubjectEncryptionService.newId(), Character.MAX_RADIX)
                + Long.toString(SubjectEncryptionService.newId(), 36);
        ChatRepository.Address unknown = new ChatRepository.Address(chat.channel(), nobodys);
        handle.execute(
                "update chat set address_hash = ?, address = ? where id = ? and address_hash = ?",
                hash(unknown),
                vault.seal(ChatRepository.ADDRESS_COLUMN.placeAt(chat.conversation(), chat.id()), nobodys),
                chat.id(),
                hash);
        handle.afterCommit(() -> {
            chats.chatCache().invalidateAll(met -> met.id() == chat.id());
            noted.invalidate(HexFormat.of().formatHex(hash));
        });
    }

    /// Locks the chat: two requests may arrive at once.
    private static void lock(Handle handle, Chat chat) {
        handle.createQuery("select id from chat where id = ? for update")
                .bind(0, chat.id())
                .mapTo(Long.class)
                .findOne();
    }

    private void insert(Chat chat, byte[] hash, String device, LocalDate today) {
        long id = SubjectEncryptionService.newId();
        jdbi.useHandle(handle -> handle.execute(
                """
                insert ignore into chat_token (id, chat_id, conversation_id, token_hash, device, created_on, seen_on)
                values (?, ?, ?, ?, ?, ?, ?)
                """,
                id,
                chat.id(),
                chat.conversation(),
                hash,
                vault.seal(DEVICE_COLUMN.placeAt(chat.conversation(), id), device),
                today,
                today));
    }

    private static LocalDate day(Instant now) {
        return now.atZone(PAKISTAN_ZONE).toLocalDate();
    }

    private byte[] hash(ChatRepository.Address address) {
        return chats.hashAddress(address);
    }
}
