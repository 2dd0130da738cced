package pk.rahnuma.messaging.conversation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collection;
import java.util.Map;
import java.util.function.Predicate;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Cache of chats that this process met recently, so that senders and receivers need no query. Thread-safe.
///
/// A cached person may have been erased meanwhile, here or by another node, and have written again as a new person, or
/// their chats may have been attached to another one. A caller locks the conversation, and if it is missing,
/// invalidates the chat and calls [ChatRepository#findByAddresses].
public final class ChatCache {

    private static final int MAX_CACHED_CHATS = 20_000;

    private final Cache<ChatAddress, Chat> chats = Caffeine.newBuilder()
            .maximumSize(MAX_CACHED_CHATS)
            .expireAfterWrite(SubjectEncryptionService.KEY_CACHE_TTL)
            .build();
    private final Cache<Long, Chat> byId = Caffeine.newBuilder()
            .maximumSize(MAX_CACHED_CHATS)
            .expireAfterWrite(SubjectEncryptionService.KEY_CACHE_TTL)
            .build();

    ChatCache() {}

    /// Cached chats of these addresses. None is blocked, unless another node knows better: a person who writes from a
    /// chat has not blocked it.
    public Map<ChatAddress, Chat> getAll(Collection<ChatAddress> addresses) {
        return chats.getAllPresent(addresses);
    }

    /// Cached chats by id.
    Map<Long, Chat> getAllById(Collection<Long> ids) {
        return byId.getAllPresent(ids);
    }

    /// Removes chats that have changed.
    public void invalidateAll(Collection<ChatAddress> addresses) {
        chats.getAllPresent(addresses).values().forEach(chat -> byId.invalidate(chat.id()));
        chats.invalidateAll(addresses);
    }

    public void invalidateAll(Predicate<Chat> which) {
        chats.asMap().values().removeIf(which);
        byId.asMap().values().removeIf(which);
    }

    /// @return the same map
    Map<ChatAddress, Chat> putAll(Map<ChatAddress, Chat> found) {
        found.forEach((address, chat) -> {
            if (!chat.blocked()) {
                chats.put(address, chat);
                byId.put(chat.id(), chat);
            }
        });
        return found;
    }
}
