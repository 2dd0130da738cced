package pk.rahnuma.web;

import io.micronaut.context.annotation.Value;
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

    PageLink(@Value("${rahnuma.url:${rahnuma.telegram.webhook.url:}}") String base) {
        this.base = base.strip().replaceAll("/+$", "");
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
