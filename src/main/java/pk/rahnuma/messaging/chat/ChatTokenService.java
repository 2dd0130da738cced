package pk.rahnuma.messaging.chat;

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
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.messaging.chat.ChatTokenRepository.TokenRow;
import pk.rahnuma.persistence.CommitCallback;

/// Opens chats by tokens, and issues, lists and revokes them. The first token of a chat is its address too, by which
/// nodes of the previous version find it; its row is created on first use. When that token is revoked the chat gets an
/// address that no device knows, so that those nodes do not find it either.
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
    /// Date on which this node last recorded a token's use, so that each is written once a day.
    private final Cache<String, LocalDate> noted = Caffeine.newBuilder()
            .maximumSize(MAX_CACHED_USES)
            .expireAfterWrite(Duration.ofHours(24))
            .build();

    public ChatTokenService(
            TransactionOperations<Connection> transactions,
            ChatRepository chats,
            ChatTokenRepository tokens,
            ChatNetworkRepository networks) {
        this.transactions = transactions;
        this.chats = chats;
        this.tokens = tokens;
        this.networks = networks;
    }

    /// Opens a chat that no token opens yet.
    ///
    /// @param address made from its first token
    /// @param network prefix of the address that it is opened from, of which a keyed hash is stored
    public Chat openChat(ChatAddress address, String network, Instant now) {
        Chat chat = chats.findOrCreate(List.of(address), Map.of(), now).get(address);
        transactions.executeWrite(status -> {
            networks.saveNetwork(chat, network);
            return null;
        });
        return chat;
    }

    /// Opens a chat that no token opens yet, in the transaction of the caller if there is one.
    ///
    /// @param address made from its first token, which is random
    /// @param network as for [#openChat]
    public void createChat(ChatAddress address, String network, Instant now) {
        transactions.executeWrite(status -> {
            networks.saveNetwork(chats.createChat(address, Map.of(), now), network);
            return null;
        });
    }

    /// Chat that a token opens.
    ///
    /// @param address made from the token
    public Optional<Chat> findChat(ChatAddress address) {
        Chat own = chats.findByAddresses(List.of(address)).get(address);
        return own != null
                ? Optional.of(own)
                : tokens.findChatId(chats.hashAddress(address))
                        .map(id -> chats.findByIds(List.of(id)).get(id));
    }

    /// Records that a device uses the chat today; from the first time on it is listed.
    public void noteUse(Chat chat, ChatAddress address, String device, Instant now) {
        LocalDate today = day(now);
        byte[] hash = chats.hashAddress(address);
        String key = HexFormat.of().formatHex(hash);
        if (today.equals(noted.getIfPresent(key))) {
            return;
        }
        if (tokens.markSeen(hash, today) == 0) {
            tokens.insertToken(chat, hash, device, today);
        }
        noted.put(key, today);
    }

    /// Devices of a chat, newest first.
    ///
    /// @param current address of the request's token
    public List<ChatDevice> listDevices(Chat chat, ChatAddress current) {
        return tokens.findByChat(chat, chats.hashAddress(current));
    }

    /// Devices of a person that opened a chat by a token, by chat; the newest of each.
    public Map<Long, String> findDevices(long person) {
        return tokens.findDevices(person);
    }

    /// Deletes all tokens of a chat, in the transaction of the caller.
    public void deleteTokens(long chat) {
        tokens.deleteByChatId(chat);
    }

    /// Adds a token of another device.
    ///
    /// @param address made from its token
    /// @return false when the chat has the maximum
    public boolean addToken(Chat chat, ChatAddress address, String device, Instant now) {
        return transactions.executeWrite(status -> {
            tokens.lockChat(chat.id());
            if (tokens.countByChatId(chat.id()) >= MAX_TOKENS_PER_CHAT) {
                return false;
            }
            tokens.insertToken(chat, chats.hashAddress(address), device, day(now));
            return true;
        });
    }

    /// Adds a token of another device. If the chat has the maximum, one of those used least recently, by their
    /// day, is revoked.
    ///
    /// @param address made from its token
    /// @return true when one was revoked
    public boolean replaceToken(Chat chat, ChatAddress address, String device, Instant now) {
        return transactions.executeWrite(status -> {
            tokens.lockChat(chat.id());
            boolean full = tokens.countByChatId(chat.id()) >= MAX_TOKENS_PER_CHAT;
            if (full) {
                tokens.findLeastUsed(chat.id()).ifPresent(oldest -> revokeToken(status, chat, oldest.tokenHash()));
            }
            tokens.insertToken(chat, chats.hashAddress(address), device, day(now));
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
            token.ifPresent(found -> revokeToken(status, chat, found.tokenHash()));
            return token.isPresent();
        });
    }

    /// Revokes the token of the request.
    public void revokeToken(Chat chat, ChatAddress address) {
        transactions.executeWrite(status -> {
            tokens.lockChat(chat.id());
            revokeToken(status, chat, chats.hashAddress(address));
            return null;
        });
    }

    private void revokeToken(TransactionStatus<Connection> status, Chat chat, byte[] hash) {
        ChatAddress unknown = ChatAddress.createUnknown(chat.channel());
        tokens.deleteByTokenHash(hash);
        tokens.replaceAddress(chat, hash, unknown.address(), chats.hashAddress(unknown));
        status.registerSynchronization(new CommitCallback(() -> {
            chats.chatCache().invalidateAll(met -> met.id() == chat.id());
            noted.invalidate(HexFormat.of().formatHex(hash));
        }));
    }

    private static LocalDate day(Instant now) {
        return now.atZone(PAKISTAN_ZONE).toLocalDate();
    }
}
