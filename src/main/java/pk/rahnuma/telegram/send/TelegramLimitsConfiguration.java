package pk.rahnuma.telegram.send;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import pk.rahnuma.conversation.delivery.ChannelRateLimits;
import pk.rahnuma.telegram.client.TelegramConfiguration;

/// How fast the bot writes. The defaults are what Telegram publishes (core.telegram.org/bots/faq); 0 is without that
/// limit.
///
/// @param chat messages a second to one chat, on the average
/// @param burst messages to one chat at once; Telegram lets short bursts pass and says no number
/// @param group messages a minute to one group
/// @param bulk notices a second, from all nodes together; replies are not held to it
@ConfigurationProperties(TelegramLimitsConfiguration.PREFIX)
public record TelegramLimitsConfiguration(
        @Bindable(defaultValue = "1") int chat,
        @Bindable(defaultValue = "5") int burst,
        @Bindable(defaultValue = "20") int group,
        @Bindable(defaultValue = "30") int bulk) {

    static final String PREFIX = TelegramConfiguration.PREFIX + ".limits";
    private static final int MAX_RATE = 10_000;

    /// @throws IllegalArgumentException with one line that names the setting, when a value cannot be right
    public TelegramLimitsConfiguration {
        check("CHAT", chat, 0);
        check("BURST", burst, 1);
        check("GROUP", group, 0);
        check("BULK", bulk, 0);
    }

    private static void check(String name, int value, int least) {
        if (value < least || value > MAX_RATE) {
            throw new IllegalArgumentException("RAHNUMA_TELEGRAM_LIMITS_" + name + " is " + value + ": expected "
                    + least + " to " + MAX_RATE + (least == 0 ? ", 0 for no limit" : ""));
        }
    }

    ChannelRateLimits toRateLimits() {
        return new ChannelRateLimits(chat, burst, group, bulk);
    }
}
