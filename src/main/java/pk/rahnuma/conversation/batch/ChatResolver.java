package pk.rahnuma.conversation.batch;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.messaging.conversation.ChatAddress;
import pk.rahnuma.messaging.conversation.ChatRepository;
import pk.rahnuma.messaging.conversation.ChatReturnListener;
import pk.rahnuma.messaging.conversation.ConversationRepository;

/// Finds the chats of requests, from the cache where it can.
@Singleton
public class ChatResolver {

    private final ChatRepository chats;
    private final Collection<ChatReturnListener> returnListeners;

    ChatResolver(ChatRepository chats, Collection<ChatReturnListener> returnListeners) {
        this.chats = chats;
        this.returnListeners = returnListeners;
    }

    /// A cached conversation does not exist any more: the chats of the requests must be resolved again.
    public static final class StaleChatException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /// Finds the chats of the requests, creating new ones in their own transaction.
    public List<TurnRequest> resolveChats(List<TurnRequest> requests, Instant now) {
        Set<ChatAddress> addresses = new LinkedHashSet<>();
        requests.stream().filter(TurnRequest::isFromPerson).forEach(request -> addresses.add(request.address()));
        Map<ChatAddress, Chat> cached = chats.chatCache().getAll(addresses);
        addresses.removeAll(cached.keySet());
        Map<ChatAddress, Chat> stored = new HashMap<>(chats.findByAddresses(addresses));
        stored.replaceAll((address, chat) -> chat.blocked() ? unblock(chat, now) : chat);
        List<ChatAddress> unknown = addresses.stream()
                .filter(address -> !stored.containsKey(address))
                .toList();
        if (!unknown.isEmpty()) {
            stored.putAll(chats.findOrCreate(unknown, Map.of(), now));
        }
        return requests.stream()
                .map(request -> resolve(request, stored, cached))
                .toList();
    }

    /// A person who writes has unblocked the chat, even if the channel did not report it.
    private Chat unblock(Chat chat, Instant now) {
        returnListeners.forEach(listener -> listener.onReturn(chat, now));
        return new Chat(chat.id(), chat.channel(), chat.address(), chat.conversation(), false);
    }

    private static TurnRequest resolve(
            TurnRequest request, Map<ChatAddress, Chat> stored, Map<ChatAddress, Chat> cached) {
        if (!request.isFromPerson()) {
            return request;
        }
        Chat chat = cached.get(request.address());
        return chat == null ? request.withChat(stored.get(request.address()), false) : request.withChat(chat, true);
    }

    /// Compares cached chats with the locked conversations.
    ///
    /// @throws StaleChatException when a person was erased, or their chats were attached to another one since; the
    /// cache
    ///     no longer holds the chat then
    void checkCachedChats(List<TurnRequest> requests, Map<Long, ConversationRepository.ConversationRow> conversations) {
        List<ChatAddress> stale = requests.stream()
                .filter(TurnRequest::cachedChat)
                .filter(request -> !conversations.containsKey(request.conversation()))
                .map(TurnRequest::address)
                .toList();
        if (!stale.isEmpty()) {
            chats.chatCache().invalidateAll(stale);
            throw new StaleChatException();
        }
    }
}
