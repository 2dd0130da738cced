package pk.rahnuma.messaging.conversation;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/// Records that persons have blocked the bot or are back. An unknown address is ignored.
@Singleton
public final class ChatBlockService {

    private final ChatRepository chats;
    private final Collection<ChatReturnListener> listeners;

    ChatBlockService(ChatRepository chats, Collection<ChatReturnListener> listeners) {
        this.chats = chats;
        this.listeners = listeners;
    }

    public void markBlocked(ChatAddress address, Instant now) {
        findChats(address).forEach(chat -> chats.markBlocked(chat.id(), now));
    }

    public void markUnblocked(ChatAddress address, Instant now) {
        findChats(address).forEach(chat -> listeners.forEach(listener -> listener.onReturn(chat, now)));
    }

    private Collection<Chat> findChats(ChatAddress address) {
        return chats.findByAddresses(List.of(address)).values();
    }
}
