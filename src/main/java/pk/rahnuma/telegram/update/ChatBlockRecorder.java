package pk.rahnuma.telegram.update;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import pk.rahnuma.messaging.chat.Channel;
import pk.rahnuma.messaging.chat.Chat;
import pk.rahnuma.messaging.chat.ChatRepository;
import pk.rahnuma.messaging.chat.ChatReturnListener;
import pk.rahnuma.telegram.client.TelegramConfiguration;

/// Records blocks in the table of chats.
@Singleton
@Requires(beans = TelegramConfiguration.class)
final class ChatBlockRecorder implements BlockListener {

    private final ChatRepository chats;
    private final Collection<ChatReturnListener> listeners;
    private final InstantSource clock;

    ChatBlockRecorder(ChatRepository chats, Collection<ChatReturnListener> listeners, InstantSource clock) {
        this.chats = chats;
        this.listeners = listeners;
        this.clock = clock;
    }

    @Override
    public void markBlocked(String address) {
        ifKnown(address, chat -> chats.markBlocked(chat.id(), clock.instant()));
    }

    @Override
    public void markUnblocked(String address) {
        ifKnown(address, chat -> listeners.forEach(listener -> listener.onReturn(chat, clock.instant())));
    }

    private void ifKnown(String address, Consumer<Chat> work) {
        chats.findByAddresses(List.of(new ChatRepository.Address(Channel.TELEGRAM, address)))
                .values()
                .forEach(work);
    }
}
