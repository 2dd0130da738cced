package pk.rahnuma.post;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collection;
import java.util.Map;
import java.util.function.Predicate;
import pk.rahnuma.vault.Vault;

/// Chats that this process has met lately, so that the database need not be asked whose a message is, or where
/// it goes. Safe for threads.
///
/// Somebody may have been erased meanwhile, here or by another node, and have written again as somebody new. Whoever
/// works with one locks its conversation, and where that is missing lets go of it and asks [Chats#find].
public final class Met {

    private static final int MOST = 20_000;

    private final Cache<Chats.Address, Chat> chats =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(Vault.KEPT).build();
    private final Cache<Long, Chat> byId =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(Vault.KEPT).build();

    Met() {}

    /// Those of these addresses that are known. None of the chats is blocked, unless another node knows better: who
    /// writes from there has not blocked it.
    public Map<Chats.Address, Chat> recall(Collection<Chats.Address> addresses) {
        return chats.getAllPresent(addresses);
    }

    /// The same by the ids of chats.
    Map<Long, Chat> known(Collection<Long> ids) {
        return byId.getAllPresent(ids);
    }

    /// They are not what they were.
    public void forget(Collection<Chats.Address> addresses) {
        chats.getAllPresent(addresses).values().forEach(chat -> byId.invalidate(chat.id()));
        chats.invalidateAll(addresses);
    }

    void forget(Predicate<Chat> which) {
        chats.asMap().values().removeIf(which);
        byId.asMap().values().removeIf(which);
    }

    /// @return the same
    Map<Chats.Address, Chat> remembered(Map<Chats.Address, Chat> found) {
        found.forEach((address, chat) -> {
            if (!chat.blocked()) {
                chats.put(address, chat);
                byId.put(chat.id(), chat);
            }
        });
        return found;
    }
}
