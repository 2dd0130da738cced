package pk.rahnuma.telegram.send;

import io.micronaut.context.annotation.ConfigurationProperties;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import pk.rahnuma.conversation.delivery.ChannelRateLimits;

/// Send limits of the bot. The defaults are Telegram's published ones (core.telegram.org/bots/faq); 0 means no such
/// limit.
///
/// @param chat messages per second to one chat, on average
/// @param burst messages to one chat at once; Telegram allows short bursts and publishes no number
/// @param group messages per minute to one group
/// @param bulk notices per second, from all nodes together; replies are not limited by it
@ConfigurationProperties(TelegramLimitsConfiguration.PREFIX)
public record TelegramLimitsConfiguration(
        @Min(0) @Max(10_000) int chat,
        @Min(1) @Max(10_000) int burst,
        @Min(0) @Max(10_000) int group,
        @Min(0) @Max(10_000) int bulk) {

    static final String PREFIX = TelegramConfiguration.PREFIX + ".limits";

    ChannelRateLimits toRateLimits() {
        return new ChannelRateLimits(chat, burst, group, bulk);
    }
}
