package pk.rahnuma.web;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.util.Optional;
import pk.rahnuma.post.Channel;
import pk.rahnuma.post.Doorway;

/// Links that open the chat page: `<base>/?<word>=<rest>`. The page says the rest and takes it out of its address.
///
/// The address is the operator's to say (`RAHNUMA_URL`, or else where Telegram brings updates to): what a request says
/// it came to can be forged.
@Singleton
final class PageLink implements Doorway {

    private final String base;

    PageLink(
            @Property(name = "rahnuma.url", defaultValue = "") String own,
            @Property(name = "rahnuma.telegram.webhook.url", defaultValue = "") String webhook) {
        this.base = (own.isBlank() ? webhook : own).strip().replaceAll("/+$", "");
    }

    @Override
    public Channel channel() {
        return Channel.WEB;
    }

    @Override
    public Optional<String> link(String word, String rest) {
        return base.isEmpty() ? Optional.empty() : Optional.of(base + "/?" + word + "=" + rest);
    }
}
