package pk.rahnuma.shared;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.util.Optional;

/// Public address of this desk, as configured: `RAHNUMA_URL`, otherwise the address of Telegram's webhook. The host of
/// a request can be forged.
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

    /// Value of `RAHNUMA_URL` alone, without a trailing slash.
    public Optional<String> configuredUrl() {
        return own.isEmpty() ? Optional.empty() : Optional.of(own);
    }

    /// Configured address without a trailing slash; empty when the operator configured none.
    public Optional<String> baseUrl() {
        return base.isEmpty() ? Optional.empty() : Optional.of(base);
    }
}
