package pk.rahnuma.messaging.chat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collection;
import java.util.Map;
import java.util.function.Predicate;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Chats that this process has met lately, so that the database need not be asked whose a message is, or where
/// it goes. Safe for threads.
///
/// Somebody may have been erased meanwhile, here or by another node, and have written again as somebody new. Whoever
/// works with one locks its conversation, and where that is missing lets go of it and asks
/// [ChatRepository#findByAddresses].
public final class ChatCache {

    private static final int MAX_CACHED_CHATS = 20_000;

    private final Cache<ChatRepository.Address, Chat> chats = Caffeine.newBuilder()
            .maximumSize(MAX_CACHED_CHATS)
            .expireAfterWrite(SubjectEncryptionService.KEY_CACHE_TTL)
            .build();
    private final Cache<Long, Chat> byId = Caffeine.newBuilder()
            .maximumSize(MAX_CACHED_CHATS)
            .expireAfterWrite(SubjectEncryptionService.KEY_CACHE_TTL)
            .build();

    ChatCache() {}

    /// Those of these addresses that are known. None of the chats is blocked, unless another node knows better: who
    /// writes from there has not blocked it.
    public Map<ChatRepository.Address, Chat> getAll(Collection<ChatRepository.Address> addresses) {
        return chats.getAllPresent(addresses);
    }

    /// The same by the ids of chats.
    Map<Long, Chat> getAllById(Collection<Long> ids) {
        return byId.getAllPresent(ids);
    }

    /// They are not what they were.
    public void invalidateAll(Collection<ChatRepository.Address> addresses) {
        chats.getAllPresent(addresses).values().forEach(chat -> byId.invalidate(chat.id()));
        chats.invalidateAll(addresses);
    }

    public void invalidateAll(Predicate<Chat> which) {
        chats.asMap().values().removeIf(which);
        byId.asMap().values().removeIf(which);
    }

    /// @return the same
    Map<ChatRepository.Address, Chat> putAll(Map<ChatRepository.Address, Chat> found) {
        found.forEach((address, chat) -> {
            if (!chat.blocked()) {
                chats.put(address, chat);
                byId.put(chat.id(), chat);
            }
        });
        return found;
    }
}
