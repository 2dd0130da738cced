package pk.rahnuma.telegram.webhook;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.telegram.telegrambots.meta.api.methods.botapimethods.BotApiMethodBoolean;
import pk.rahnuma.telegram.update.UpdateParser;

/// Method `setWebhook` as JSON. The library's own can only be sent as a form with a certificate, which bypasses our
/// result handling.
final class SetWebhookMethod extends BotApiMethodBoolean {

    /// Telegram's maximum.
    private static final int MAX_CONNECTIONS = 100;

    @JsonProperty("url")
    private final String url;

    @JsonProperty("secret_token")
    private final String secret;

    @JsonProperty("allowed_updates")
    private final List<String> kinds = UpdateParser.UPDATE_KINDS;

    @JsonProperty("max_connections")
    private final int connections = MAX_CONNECTIONS;

    SetWebhookMethod(String url, String secret) {
        this.url = url;
        this.secret = secret;
    }

    @Override
    public String getMethod() {
        return "setWebhook";
    }

    @Override
    public void validate() {
        // WebhookConfiguration has validated the values.
    }
}
