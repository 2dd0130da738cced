package pk.rahnuma.telegram;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import pk.rahnuma.post.Channel;
import pk.rahnuma.post.Chat;
import pk.rahnuma.post.Chats;

/// Blocks as they lie with the chats.
@Singleton
@Requires(beans = TelegramSettings.class)
final class ChatBlocks implements Blocks {

    private final Chats chats;
    private final InstantSource clock;

    ChatBlocks(Chats chats, InstantSource clock) {
        this.chats = chats;
        this.clock = clock;
    }

    @Override
    public void block(String address) {
        ifKnown(address, chat -> chats.block(chat.id(), clock.instant()));
    }

    @Override
    public void unblock(String address) {
        ifKnown(address, chat -> chats.unblock(chat.id()));
    }

    private void ifKnown(String address, Consumer<Chat> work) {
        chats.find(List.of(new Chats.Address(Channel.TELEGRAM, address)))
                .values()
                .forEach(work);
    }
}
