package pk.rahnuma.telegram.webhook;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import java.net.URI;
import java.util.regex.Pattern;
import pk.rahnuma.telegram.client.TelegramConfiguration;

/// Settings of the webhook, to which Telegram posts updates instead of being polled: `TELEGRAM_WEBHOOK_URL` and
/// `TELEGRAM_WEBHOOK_SECRET`.
///
/// @param url address of this desk as Telegram reaches it, without the path
/// @param secret that Telegram sends with every update, so that no other client can post any; never logged
@ConfigurationProperties(WebhookConfiguration.PREFIX)
@Requires(property = WebhookConfiguration.URL)
@Requires(beans = TelegramConfiguration.class)
public record WebhookConfiguration(URI url, String secret) {

    /// Path that Telegram posts to.
    public static final String PATH = "/telegram/webhook";

    static final String PREFIX = TelegramConfiguration.PREFIX + ".webhook";
    public static final String URL = PREFIX + ".url";

    /// Format that Telegram accepts (core.telegram.org/bots/api#setwebhook), and long enough not to be guessed.
    private static final Pattern SECRET_PATTERN = Pattern.compile("[A-Za-z0-9_-]{16,256}");

    /// @throws IllegalArgumentException with one line that names the setting, when a value is invalid
    public WebhookConfiguration {
        String path = url.getPath() == null ? "" : url.getPath();
        boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
        boolean bare = path.isEmpty() || path.equals("/");
        if (!web || !bare || url.getHost() == null || url.getQuery() != null || url.getUserInfo() != null) {
            throw new IllegalArgumentException("TELEGRAM_WEBHOOK_URL must be this desk's own address as Telegram"
                    + " reaches it, like https://desk.example.pk, without a path");
        }
        if (secret == null || !SECRET_PATTERN.matcher(secret).matches()) {
            throw new IllegalArgumentException("TELEGRAM_WEBHOOK_SECRET must be 16 to 256 letters, digits, _ or -,"
                    + " known to no one else (the value is not shown)");
        }
    }

    /// Complete address of the webhook.
    String targetUrl() {
        return url.toString().replaceAll("/+$", "") + PATH;
    }

    /// Text without the secret, which must not be logged.
    @Override
    public String toString() {
        return "webhook at " + targetUrl();
    }
}
