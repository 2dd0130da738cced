package pk.rahnuma.telegram.update;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import jakarta.validation.constraints.Pattern;
import pk.rahnuma.shared.WebAddressPattern;
import pk.rahnuma.telegram.send.TelegramConfiguration;

/// Settings of the webhook, to which Telegram posts updates instead of being polled: `TELEGRAM_WEBHOOK_URL` and
/// `TELEGRAM_WEBHOOK_SECRET`.
///
/// @param url address of this desk as Telegram reaches it, without a path
/// @param secret that Telegram sends with every update, so that no other client can post any; never logged
@ConfigurationProperties(WebhookConfiguration.PREFIX)
@Requires(property = WebhookConfiguration.URL, pattern = ".+")
@Requires(beans = TelegramConfiguration.class)
public record WebhookConfiguration(
        @Pattern(
                regexp = WebAddressPattern.SERVER,
                message = "TELEGRAM_WEBHOOK_URL must be this desk's own address as Telegram reaches it, like"
                        + " https://desk.example.pk, without a path")
        String url,

        // The format that Telegram accepts (core.telegram.org/bots/api#setwebhook), and long enough not to be guessed.
        @Pattern(
                regexp = "[A-Za-z0-9_-]{16,256}",
                message = "TELEGRAM_WEBHOOK_SECRET must be 16 to 256 letters, digits, _ or -,"
                        + " known to no one else (the value is not shown)")
        String secret) {

    /// Path that Telegram posts to.
    public static final String PATH = "/telegram/webhook";

    static final String PREFIX = TelegramConfiguration.PREFIX + ".webhook";
    static final String URL = PREFIX + ".url";

    /// Complete address of the webhook.
    String targetUrl() {
        return url.replaceAll("/+$", "") + PATH;
    }

    /// Text without the secret, which must not be logged.
    @Override
    public String toString() {
        return "webhook at " + targetUrl();
    }
}
