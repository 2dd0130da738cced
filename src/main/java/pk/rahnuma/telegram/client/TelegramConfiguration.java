package pk.rahnuma.telegram.client;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import java.util.regex.Pattern;
import org.telegram.telegrambots.meta.TelegramUrl;

/// Settings of the bot's account. Without a token the adapter is off.
///
/// @param token from @BotFather, `<bot id>:<secret>`; secret, never logged
/// @param apiUrl the Bot API server, without a path; `http` is allowed for a private server
@ConfigurationProperties(TelegramConfiguration.PREFIX)
@Requires(property = TelegramConfiguration.TOKEN, pattern = ".*\\S.*")
public record TelegramConfiguration(
        String token,
        @Bindable(defaultValue = "https://api.telegram.org") URI apiUrl) {

    public static final String PREFIX = "rahnuma.telegram";
    static final String TOKEN = PREFIX + ".token";
    private static final Pattern TOKEN_PATTERN = Pattern.compile("\\d{1,20}:[A-Za-z0-9_-]+");

    /// @throws IllegalArgumentException with one line that names the setting, when a value is invalid
    public TelegramConfiguration {
        token = token.strip();
        if (!TOKEN_PATTERN.matcher(token).matches()) {
            throw new IllegalArgumentException("TELEGRAM_BOT_TOKEN is not a bot token: expected what @BotFather"
                    + " gives, digits, a colon and letters (the value is not shown)");
        }
        String path = apiUrl.getPath() == null ? "" : apiUrl.getPath();
        boolean web = "http".equals(apiUrl.getScheme()) || "https".equals(apiUrl.getScheme());
        if (!web || apiUrl.getHost() == null || !(path.isEmpty() || path.equals("/"))) {
            throw new IllegalArgumentException("TELEGRAM_API_URL is \"" + apiUrl
                    + "\": expected http or https, a host and perhaps a port, without a path");
        }
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
