package pk.rahnuma.telegram;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.Optional;
import pk.rahnuma.messaging.Channel;
import pk.rahnuma.messaging.DeepLinkProvider;

/// Links that open the bot (core.telegram.org/api/links#bot-links). Its name is known once Telegram has told it.
@Singleton
@Requires(beans = TelegramConfiguration.class)
final class TelegramDeepLinkProvider implements DeepLinkProvider {

    private final BotProfileRegistrar introduction;

    TelegramDeepLinkProvider(BotProfileRegistrar introduction) {
        this.introduction = introduction;
    }

    @Override
    public Channel channel() {
        return Channel.TELEGRAM;
    }

    @Override
    public Optional<String> createLink(String word, String rest) {
        return introduction.botUsername().map(name -> "https://t.me/" + name + "?start=" + word + "-" + rest);
    }
}
