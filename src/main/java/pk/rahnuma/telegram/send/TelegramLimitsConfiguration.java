package pk.rahnuma.telegram.send;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import pk.rahnuma.conversation.delivery.ChannelRateLimits;
import pk.rahnuma.telegram.client.TelegramConfiguration;

/// Send limits of the bot. The defaults are Telegram's published ones (core.telegram.org/bots/faq); 0 means no such
/// limit.
///
/// @param chat messages per second to one chat, on average
/// @param burst messages to one chat at once; Telegram allows short bursts and publishes no number
/// @param group messages per minute to one group
/// @param bulk notices per second, from all nodes together; replies are not limited by it
@ConfigurationProperties(TelegramLimitsConfiguration.PREFIX)
public record TelegramLimitsConfiguration(
        @Bindable(defaultValue = "1") int chat,
        @Bindable(defaultValue = "5") int burst,
        @Bindable(defaultValue = "20") int group,
        @Bindable(defaultValue = "30") int bulk) {

    static final String PREFIX = TelegramConfiguration.PREFIX + ".limits";
    private static final int MAX_RATE = 10_000;

    /// @throws IllegalArgumentException with one line that names the setting, when a value is invalid
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
