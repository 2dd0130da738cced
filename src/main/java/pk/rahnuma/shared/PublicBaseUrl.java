package pk.rahnuma.shared;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;

/// Public address of this desk, as configured: `RAHNUMA_URL`, otherwise the address of Telegram's webhook. The host of
/// a request can be forged.
@Singleton
public final class PublicBaseUrl {

    private final String own;
    private final String base;

    /// The setting.
    @ConfigurationProperties("rahnuma")
    record PublicBaseUrlConfiguration(
            @Pattern(
                    regexp = "|" + WebAddressPattern.SERVER,
                    message = "RAHNUMA_URL must be an address like https://desk.example.pk, without a path")
            String url) {}

    PublicBaseUrl(
            PublicBaseUrlConfiguration settings,
            @Property(name = "rahnuma.telegram.webhook.url", defaultValue = "") String webhook) {
        this.own = settings.url().replaceAll("/+$", "");
        this.base = (own.isEmpty() ? webhook : own).replaceAll("/+$", "");
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
