package pk.rahnuma.shared;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.util.Optional;

/// Where this desk is reached from outside, as its operator says: `RAHNUMA_URL`, or else where Telegram brings updates
/// to.
/// What a request says it came to can be forged.
@Singleton
public final class PublicBaseUrl {

    private final String own;
    private final String base;

    PublicBaseUrl(
            @Property(name = "rahnuma.url", defaultValue = "") String own,
            @Property(name = "rahnuma.telegram.webhook.url", defaultValue = "") String webhook) {
        this.own = own.strip().replaceAll("/+$", "");
        this.base = (own.isBlank() ? webhook : own).strip().replaceAll("/+$", "");
    }

    /// As `RAHNUMA_URL` says it alone, without a slash at its end: whoever comes to the pages comes there.
    public Optional<String> configuredUrl() {
        return own.isEmpty() ? Optional.empty() : Optional.of(own);
    }

    /// Without a slash at its end; empty when the operator says nothing.
    public Optional<String> baseUrl() {
        return base.isEmpty() ? Optional.empty() : Optional.of(base);
    }
}
