package pk.rahnuma.web.signin;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Optional;
import pk.rahnuma.messaging.conversation.Channel;
import pk.rahnuma.messaging.conversation.DeepLinkProvider;

/// Links that carry the code of a chat to the bot on Telegram.
@Singleton
class TelegramLinks {

    /// Of the script `connect-link`.
    private static final String LINK_WORD = "connect";

    private final Collection<DeepLinkProvider> channels;

    TelegramLinks(Collection<DeepLinkProvider> channels) {
        this.channels = channels;
    }

    /// True once the desk has a bot whose name is known.
    boolean isOffered() {
        return createLink("").isPresent();
    }

    Optional<String> createLink(String code) {
        return channels.stream()
                .filter(links -> links.channel() == Channel.TELEGRAM)
                .findFirst()
                .flatMap(links -> links.createLink(LINK_WORD, code));
    }
}
