package pk.rahnuma.telegram;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import pk.rahnuma.post.Channel;
import pk.rahnuma.post.Chat;
import pk.rahnuma.post.Chats;
import pk.rahnuma.post.ReturnListener;

/// Blocks as they lie with the chats.
@Singleton
@Requires(beans = TelegramSettings.class)
final class ChatBlocks implements Blocks {

    private final Chats chats;
    private final Collection<ReturnListener> listeners;
    private final InstantSource clock;

    ChatBlocks(Chats chats, Collection<ReturnListener> listeners, InstantSource clock) {
        this.chats = chats;
        this.listeners = listeners;
        this.clock = clock;
    }

    @Override
    public void block(String address) {
        ifKnown(address, chat -> chats.block(chat.id(), clock.instant()));
    }

    @Override
    public void unblock(String address) {
        ifKnown(address, chat -> listeners.forEach(listener -> listener.onReturn(chat, clock.instant())));
    }

    private void ifKnown(String address, Consumer<Chat> work) {
        chats.find(List.of(new Chats.Address(Channel.TELEGRAM, address)))
                .values()
                .forEach(work);
    }
}
