package pk.rahnuma.messaging.push;

import java.net.URI;
import java.time.Instant;

/// A browser or app that gets news by web push.
///
/// @param endpoint address at its push service; who knows it may send there; personal, never logged
/// @param keys for the encryption
public record PushSubscription(long id, String endpoint, PushKeys keys, Instant created) {

    /// Name of its push service, by which a person recognises the kind of browser.
    public String host() {
        return URI.create(endpoint).getHost();
    }

    @Override
    public String toString() {
        return "subscription " + id;
    }
}
