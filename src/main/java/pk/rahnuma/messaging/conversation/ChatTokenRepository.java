package pk.rahnuma.messaging.conversation;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import pk.rahnuma.vault.SealedColumn;
import pk.rahnuma.vault.SealedColumnProvider;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Repository of hashes of the tokens with which devices open a chat of the page.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public abstract class ChatTokenRepository
        implements GenericRepository<ChatTokenRepository.TokenRow, Long>, SealedColumnProvider {

    static final SealedColumn DEVICE_COLUMN =
            new SealedColumn("chat_token", "device", 300, List.of("id"), "t.conversation_id");

    private static final int MAX_TOKENS_PER_PERSON = ChatRepository.MAX_CHATS * ChatTokenService.MAX_TOKENS_PER_CHAT;

    private final SubjectEncryptionService encryption;

    ChatTokenRepository(SubjectEncryptionService encryption) {
        this.encryption = encryption;
    }

    /// A row of the table `chat_token`.
    ///
    /// @param device sealed
    @MappedEntity(value = "chat_token", alias = "t")
    record TokenRow(
            @Id long id,
            long chatId,
            long conversationId,
            byte[] tokenHash,
            byte[] device,
            LocalDate createdOn,
            LocalDate seenOn) {}

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(DEVICE_COLUMN);
    }

    @Query("update chat_token set seen_on = :today where token_hash = :hash and seen_on <= :today")
    abstract void markSeen(byte[] hash, LocalDate today);

    @Query("select t.* from chat_token t where t.chat_id = :chat order by t.created_on desc, t.id limit "
            + ChatTokenService.MAX_TOKENS_PER_CHAT)
    abstract List<TokenRow> findNewest(long chat);

    @Query("select t.* from chat_token t where t.conversation_id = :person order by t.created_on, t.id limit "
            + MAX_TOKENS_PER_PERSON)
    abstract List<TokenRow> findOldest(long person);

    /// Locks the chat: two requests may arrive at once.
    @Query("select id from chat where id = :chat for update")
    abstract Optional<Long> lockChat(long chat);

    @Query("select t.* from chat_token t where t.chat_id = :chat order by t.seen_on, t.created_on, t.id limit 1")
    abstract Optional<TokenRow> findLeastUsed(long chat);

    abstract long countByChatId(long chatId);

    abstract Optional<TokenRow> findByIdAndChatId(long id, long chatId);

    @Query("""
            insert ignore into chat_token (id, chat_id, conversation_id, token_hash, device, created_on, seen_on)
            values (:id, :chatId, :conversationId, :tokenHash, :device, :createdOn, :seenOn)
            """)
    abstract void insertMissing(TokenRow row);

    abstract void deleteByTokenHash(byte[] tokenHash);

    @Query("update chat_token set conversation_id = :other where conversation_id = :person")
    abstract void moveTokens(long person, long other);

    abstract void deleteByConversationId(long conversationId);

    /// Devices of a chat, newest first.
    ///
    /// @param own hash of the request's token
    List<ChatDevice> findByChat(Chat chat, byte[] own) {
        return findNewest(chat.id()).stream()
                .map(row -> toDevice(chat.conversation(), row, Arrays.equals(own, row.tokenHash())))
                .toList();
    }

    /// All devices with which a person has opened chats.
    public List<ChatDevice> findByConversation(long conversation) {
        return findOldest(conversation).stream()
                .map(row -> toDevice(conversation, row, false))
                .toList();
    }

    private ChatDevice toDevice(long conversation, TokenRow row, boolean own) {
        return new ChatDevice(
                row.id(),
                encryption.openText(DEVICE_COLUMN.placeAt(conversation, row.id()), row.device()),
                row.createdOn(),
                row.seenOn(),
                own);
    }

    void insertToken(Chat chat, byte[] hash, String device, LocalDate today) {
        long id = SubjectEncryptionService.newId();
        byte[] sealed = encryption.seal(DEVICE_COLUMN.placeAt(chat.conversation(), id), device);
        insertMissing(new TokenRow(id, chat.id(), chat.conversation(), hash, sealed, today, today));
    }
}
