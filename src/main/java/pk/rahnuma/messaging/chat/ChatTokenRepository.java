package pk.rahnuma.messaging.chat;

import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.column.SealedColumn;
import pk.rahnuma.vault.column.SealedColumnProvider;

/// Table `chat_token`: hashes of the tokens with which devices open a chat of the page. Takes part in the transaction
/// of the thread.
@Singleton
public class ChatTokenRepository implements SealedColumnProvider {

    static final SealedColumn DEVICE_COLUMN =
            new SealedColumn("chat_token", "device", "chat_device", List.of("id"), "t.conversation_id");

    private final Jdbi jdbi;
    private final SubjectEncryptionService vault;

    public ChatTokenRepository(Jdbi jdbi, SubjectEncryptionService vault) {
        this.jdbi = jdbi;
        this.vault = vault;
    }

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(DEVICE_COLUMN);
    }

    Optional<Long> findChatId(byte[] hash) {
        return jdbi.withHandle(handle -> handle.createQuery("select chat_id from chat_token where token_hash = ?")
                .bind(0, hash)
                .mapTo(Long.class)
                .findOne());
    }

    /// @return false when there is no such token, or it was seen on a later day
    boolean markSeen(byte[] hash, LocalDate today) {
        return jdbi.withHandle(handle -> handle.execute(
                        "update chat_token set seen_on = ? where token_hash = ? and seen_on <= ?", today, hash, today))
                > 0;
    }

    /// Devices of a chat, newest first.
    ///
    /// @param own hash of the request's token
    List<ChatDevice> findByChat(Chat chat, byte[] own) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id, token_hash, device, created_on, seen_on from chat_token where chat_id = ?
                        order by created_on desc, id limit ?
                        """)
                .bind(0, chat.id())
                .bind(1, ChatTokenService.MAX_TOKENS_PER_CHAT)
                .map((row, context) -> new ChatDevice(
                        row.getLong(1),
                        vault.openText(DEVICE_COLUMN.placeAt(chat.conversation(), row.getLong(1)), row.getBytes(3)),
                        row.getObject(4, LocalDate.class),
                        row.getObject(5, LocalDate.class),
                        Arrays.equals(own, row.getBytes(2))))
                .list());
    }

    /// All devices with which a person has opened chats.
    public List<ChatDevice> findByConversation(long conversation) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id, device, created_on, seen_on from chat_token where conversation_id = ?
                        order by created_on, id limit ?
                        """)
                .bind(0, conversation)
                .bind(1, ChatRepository.MAX_CHATS * ChatTokenService.MAX_TOKENS_PER_CHAT)
                .map((row, context) -> new ChatDevice(
                        row.getLong(1),
                        vault.openText(DEVICE_COLUMN.placeAt(conversation, row.getLong(1)), row.getBytes(2)),
                        row.getObject(3, LocalDate.class),
                        row.getObject(4, LocalDate.class),
                        false))
                .list());
    }

    /// Locks the chat: two requests may arrive at once.
    void lockChat(Chat chat) {
        jdbi.useHandle(handle -> handle.createQuery("select id from chat where id = ? for update")
                .bind(0, chat.id())
                .mapTo(Long.class)
                .findOne());
    }

    long countByChat(Chat chat) {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from chat_token where chat_id = ?")
                .bind(0, chat.id())
                .mapTo(Long.class)
                .one());
    }

    Optional<byte[]> findHash(Chat chat, long id) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select token_hash from chat_token where id = ? and chat_id = ?")
                        .bind(0, id)
                        .bind(1, chat.id())
                        .mapTo(byte[].class)
                        .findOne());
    }

    void insertToken(Chat chat, byte[] hash, String device, LocalDate today) {
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

    void deleteToken(byte[] hash) {
        jdbi.useHandle(handle -> handle.execute("delete from chat_token where token_hash = ?", hash));
    }

    /// Replaces the address of a chat, if it still has the one with this hash.
    void replaceAddress(Chat chat, byte[] hash, String address, byte[] addressHash) {
        jdbi.useHandle(handle -> handle.execute(
                "update chat set address_hash = ?, address = ? where id = ? and address_hash = ?",
                addressHash,
                vault.seal(ChatRepository.ADDRESS_COLUMN.placeAt(chat.conversation(), chat.id()), address),
                chat.id(),
                hash));
    }
}
