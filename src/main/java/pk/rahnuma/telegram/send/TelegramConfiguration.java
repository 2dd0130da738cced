package pk.rahnuma.telegram.send;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import org.telegram.telegrambots.meta.TelegramUrl;
import pk.rahnuma.shared.WebAddressPattern;

/// Settings of the bot's account. Without a token the adapter is off.
///
/// @param token from @BotFather, `<bot id>:<secret>`; secret, never logged
/// @param apiUrl the Bot API server, without a path; `http` is allowed for a private server
@ConfigurationProperties(TelegramConfiguration.PREFIX)
@Requires(property = TelegramConfiguration.TOKEN, pattern = ".*\\S.*")
public record TelegramConfiguration(
        @Pattern(
                regexp = "\\d{1,20}:[A-Za-z0-9_-]{10,100}",
                message = "TELEGRAM_BOT_TOKEN must be the token that @BotFather gave,"
                        + " of the form 123456789:AbC-dEf_...")
        String token,

        @Pattern(
                regexp = WebAddressPattern.SERVER,
                message = "TELEGRAM_API_URL must be an address like https://api.telegram.org or http://localhost:8081,"
                        + " without a path")
        String apiUrl) {

    public static final String PREFIX = "rahnuma.telegram";
    static final String TOKEN = PREFIX + ".token";

    public TelegramConfiguration {
        apiUrl = apiUrl.replaceAll("/+$", "");
    }

    /// Number of the bot: update ids are unique only within it.
    public String botId() {
        return token.substring(0, token.indexOf(':'));
    }

    TelegramUrl telegramUrl() {
        URI api = URI.create(apiUrl);
        boolean secure = "https".equals(api.getScheme());
        int port = api.getPort() >= 0 ? api.getPort() : secure ? 443 : 80;
        return new TelegramUrl(api.getScheme(), api.getHost(), port, false);
    }

    /// Text without the token, which must not be logged.
    @Override
    public String toString() {
        return "bot " + botId() + " at " + apiUrl;
    }
}
