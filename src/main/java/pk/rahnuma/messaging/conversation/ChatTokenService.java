package pk.rahnuma.messaging.conversation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.TransactionStatus;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import pk.rahnuma.messaging.conversation.ChatTokenRepository.TokenRow;
import pk.rahnuma.persistence.CommitCallback;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Opens chats by tokens, and issues, lists and revokes them. A token is given as its digest, of which a keyed hash is
/// stored.
@Singleton
public class ChatTokenService {

    /// Maximum tokens of a chat.
    public static final int MAX_TOKENS_PER_CHAT = 10;

    /// Dates are those of Pakistan.
    private static final ZoneId PAKISTAN_ZONE = ZoneId.of("Asia/Karachi");

    private static final int MAX_CACHED_USES = 20_000;

    private final TransactionOperations<Connection> transactions;
    private final ChatRepository chats;
    private final ChatTokenRepository tokens;
    private final ChatNetworkRepository networks;
    private final SubjectEncryptionService encryption;
    /// Date on which this node last recorded a token's use, so that each is written once a day.
    private final Cache<String, LocalDate> noted = Caffeine.newBuilder()
            .maximumSize(MAX_CACHED_USES)
            .expireAfterWrite(Duration.ofHours(24))
            .build();

    public ChatTokenService(
            TransactionOperations<Connection> transactions,
            ChatRepository chats,
            ChatTokenRepository tokens,
            ChatNetworkRepository networks,
            SubjectEncryptionService encryption) {
        this.transactions = transactions;
        this.chats = chats;
        this.tokens = tokens;
        this.networks = networks;
        this.encryption = encryption;
    }

    /// Opens a new chat of the page, in the transaction of the caller if there is one.
    ///
    /// @param tokenDigest of its first token, which is random
    /// @param device description of the device that opens it, in a word or two
    /// @param network prefix of the address that it is opened from, of which a keyed hash is stored
    public Chat openChat(byte[] tokenDigest, String device, String network, Instant now) {
        return transactions.executeWrite(status -> {
            Chat chat = chats.createWebChat(now);
            tokens.insertToken(chat, hashDigest(tokenDigest), device, toDay(now));
            networks.saveNetwork(chat, network);
            return chat;
        });
    }

    /// Chat that a token opens.
    public Optional<Chat> findChat(byte[] tokenDigest) {
        return chats.findByToken(hashDigest(tokenDigest));
    }

    /// Records that a token is used today.
    public void noteUse(byte[] tokenDigest, Instant now) {
        LocalDate today = toDay(now);
        byte[] hash = hashDigest(tokenDigest);
        String key = HexFormat.of().formatHex(hash);
        if (!today.equals(noted.getIfPresent(key))) {
            tokens.markSeen(hash, today);
            noted.put(key, today);
        }
    }

    /// Deletes all tokens of a person's chats, in the transaction of the caller.
    public void deleteTokens(long person) {
        tokens.deleteByConversationId(person);
    }

    /// Devices of a chat, newest first.
    ///
    /// @param current digest of the request's token
    public List<ChatDevice> listDevices(Chat chat, byte[] current) {
        return tokens.findByChat(chat, hashDigest(current));
    }

    /// Adds a token of another device.
    ///
    /// @return false when the chat has the maximum
    public boolean addToken(Chat chat, byte[] tokenDigest, String device, Instant now) {
        return transactions.executeWrite(status -> {
            tokens.lockChat(chat.id());
            if (tokens.countByChatId(chat.id()) >= MAX_TOKENS_PER_CHAT) {
                return false;
            }
            tokens.insertToken(chat, hashDigest(tokenDigest), device, toDay(now));
            return true;
        });
    }

    /// Adds a token of another device. If the chat has the maximum, one of those used least recently, by their
    /// day, is revoked.
    ///
    /// @return true when one was revoked
    public boolean replaceToken(Chat chat, byte[] tokenDigest, String device, Instant now) {
        return transactions.executeWrite(status -> {
            tokens.lockChat(chat.id());
            boolean full = tokens.countByChatId(chat.id()) >= MAX_TOKENS_PER_CHAT;
            if (full) {
                tokens.findLeastUsed(chat.id()).ifPresent(oldest -> revokeToken(status, oldest.tokenHash()));
            }
            tokens.insertToken(chat, hashDigest(tokenDigest), device, toDay(now));
            return full;
        });
    }

    /// Revokes a token: from its next request on it opens nothing.
    ///
    /// @return false when the chat has no token with this number
    public boolean revokeToken(Chat chat, long id) {
        return transactions.executeWrite(status -> {
            tokens.lockChat(chat.id());
            Optional<TokenRow> token = tokens.findByIdAndChatId(id, chat.id());
            token.ifPresent(found -> revokeToken(status, found.tokenHash()));
            return token.isPresent();
        });
    }

    /// Revokes the token of the request.
    public void revokeToken(Chat chat, byte[] tokenDigest) {
        transactions.executeWrite(status -> {
            tokens.lockChat(chat.id());
            revokeToken(status, hashDigest(tokenDigest));
            return null;
        });
    }

    private void revokeToken(TransactionStatus<Connection> status, byte[] hash) {
        tokens.deleteByTokenHash(hash);
        status.registerSynchronization(
                new CommitCallback(() -> noted.invalidate(HexFormat.of().formatHex(hash))));
    }

    private byte[] hashDigest(byte[] tokenDigest) {
        return encryption.keyedHash("chat token", tokenDigest);
    }

    private static LocalDate toDay(Instant now) {
        return now.atZone(PAKISTAN_ZONE).toLocalDate();
    }
}
