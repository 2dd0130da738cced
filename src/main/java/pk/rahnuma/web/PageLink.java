package pk.rahnuma.web;

import jakarta.inject.Singleton;
import java.util.Optional;
import pk.rahnuma.post.Channel;
import pk.rahnuma.post.Doorway;
import pk.rahnuma.post.OwnAddress;

/// Links that open the chat page: `<base>/?<word>=<rest>`. The page says the rest and takes it out of its address.
@Singleton
final class PageLink implements Doorway {

    private final OwnAddress own;

    PageLink(OwnAddress own) {
        this.own = own;
    }

    @Override
    public Channel channel() {
        return Channel.WEB;
    }

    @Override
    public Optional<String> link(String word, String rest) {
        return own.base().map(base -> base + "/?" + word + "=" + rest);
    }
}
