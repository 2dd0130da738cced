package pk.rahnuma.telegram.send;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.Optional;
import pk.rahnuma.messaging.conversation.Channel;
import pk.rahnuma.messaging.conversation.DeepLinkProvider;

/// Links that open the bot (core.telegram.org/api/links#bot-links). Available once Telegram has returned the bot's
/// name.
@Singleton
@Requires(beans = TelegramConfiguration.class)
final class TelegramDeepLinkProvider implements DeepLinkProvider {

    private final BotProfileRegistrar registrar;

    TelegramDeepLinkProvider(BotProfileRegistrar registrar) {
        this.registrar = registrar;
    }

    @Override
    public Channel channel() {
        return Channel.TELEGRAM;
    }

    @Override
    public Optional<String> createLink(String word, String rest) {
        return registrar.botUsername().map(name -> "https://t.me/" + name + "?start=" + word + "-" + rest);
    }
}
