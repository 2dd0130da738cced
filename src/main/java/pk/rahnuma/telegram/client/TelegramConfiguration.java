package pk.rahnuma.telegram.client;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import org.telegram.telegrambots.meta.TelegramUrl;

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

        URI apiUrl) {

    public static final String PREFIX = "rahnuma.telegram";
    static final String TOKEN = PREFIX + ".token";

    public TelegramConfiguration {
        apiUrl = URI.create(apiUrl.toString().replaceAll("/+$", ""));
    }

    /// Number of the bot: update ids are unique only within it.
    public String botId() {
        return token.substring(0, token.indexOf(':'));
    }

    TelegramUrl telegramUrl() {
        boolean secure = "https".equals(apiUrl.getScheme());
        int port = apiUrl.getPort() >= 0 ? apiUrl.getPort() : secure ? 443 : 80;
        return new TelegramUrl(apiUrl.getScheme(), apiUrl.getHost(), port, false);
    }

    /// Text without the token, which must not be logged.
    @Override
    public String toString() {
        return "bot " + botId() + " at " + apiUrl;
    }
}
