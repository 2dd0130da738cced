package pk.rahnuma.telegram.update;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import pk.rahnuma.messaging.conversation.Channel;
import pk.rahnuma.messaging.conversation.ChatAddress;
import pk.rahnuma.messaging.conversation.ChatBlockService;
import pk.rahnuma.telegram.send.TelegramConfiguration;

/// Records blocks of Telegram chats.
@Singleton
@Requires(beans = TelegramConfiguration.class)
final class ChatBlockRecorder implements BlockListener {

    private final ChatBlockService blocks;
    private final InstantSource clock;

    ChatBlockRecorder(ChatBlockService blocks, InstantSource clock) {
        this.blocks = blocks;
        this.clock = clock;
    }

    @Override
    public void markBlocked(String address) {
        blocks.markBlocked(new ChatAddress(Channel.TELEGRAM, address), clock.instant());
    }

    @Override
    public void markUnblocked(String address) {
        blocks.markUnblocked(new ChatAddress(Channel.TELEGRAM, address), clock.instant());
    }
}
