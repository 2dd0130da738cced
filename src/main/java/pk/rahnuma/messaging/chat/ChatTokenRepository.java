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

/// The table `chat_token`: by what devices open a chat of the page. The first token of a chat is its address too, by
/// which nodes of the version before find it; its row is made when it is used. Where that one is revoked the chat
/// gets an address that nobody knows, so that those nodes do not find it either.
@Singleton
public class ChatTokenRepository implements SealedColumnProvider {

    /// A chat has no more.
    public static final int MAX_TOKENS_PER_CHAT = 10;

    static final SealedColumn DEVICE_COLUMN =
            new SealedColumn("chat_token", "device", "chat_device", List.of("id"), "t.conversation_id");
    /// Days are those of the people here.
    private static final ZoneId PAKISTAN_ZONE = ZoneId.of("Asia/Karachi");

    private static final int MAX_CACHED_USES = 20_000;

    private final Jdbi jdbi;
    private final SubjectEncryptionService vault;
    private final ChatRepository chats;
    /// The day on which this node has noted a token last, so that it is written to once a day.
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
    /// @param device what kind it is, in a word or two; empty when nobody knows
    /// @param current whether the request came from it
    public record Token(long id, String device, LocalDate created, LocalDate seen, boolean current) {}

    /// The chat that a token opens.
    ///
    /// @param address as the token says it
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

    /// Notes that a device uses the chat today; the first time it is listed from then on.
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

    /// The devices of a chat, the newest first.
    ///
    /// @param current the address that the request came with
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

    /// All devices by which a person has opened chats.
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

    /// Lets another device open the chat.
    ///
    /// @param address as its token says it
    /// @return false when the chat has as many as it may have
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

    /// Takes a token away: from its next request on it opens nothing.
    ///
    /// @return false when the chat has none of this number
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

    /// The same for the token that the request came with.
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

    /// Two requests of one chat may come at once.
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
