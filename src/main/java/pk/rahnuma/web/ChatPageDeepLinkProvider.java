package pk.rahnuma.web;

import jakarta.inject.Singleton;
import java.util.Optional;
import pk.rahnuma.messaging.conversation.Channel;
import pk.rahnuma.messaging.conversation.DeepLinkProvider;
import pk.rahnuma.shared.PublicBaseUrl;

/// Creates links that open the chat page: `<base>/chat?<word>=<rest>`. The page sends the rest as a message and removes
/// it from its address.
@Singleton
final class ChatPageDeepLinkProvider implements DeepLinkProvider {

    private final PublicBaseUrl own;

    ChatPageDeepLinkProvider(PublicBaseUrl own) {
        this.own = own;
    }

    @Override
    public Channel channel() {
        return Channel.WEB;
    }

    @Override
    public Optional<String> createLink(String word, String rest) {
        return own.baseUrl().map(base -> base + ChatPageController.PATH + "?" + word + "=" + rest);
    }
}
