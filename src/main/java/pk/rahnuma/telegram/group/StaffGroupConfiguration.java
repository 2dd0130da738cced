package pk.rahnuma.telegram.group;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import pk.rahnuma.telegram.client.TelegramConfiguration;

/// Settings of the staff group. It requires a bot.
///
/// @param group chat id, which begins with -100
/// @param language of the bot's texts there: `en` or `ur`
@ConfigurationProperties(StaffGroupConfiguration.PREFIX)
@Requires(property = StaffGroupConfiguration.GROUP, pattern = ".*\\S.*")
@Requires(beans = TelegramConfiguration.class)
record StaffGroupConfiguration(String group, String language) {

    static final String PREFIX = "rahnuma.telegram.staff";
    static final String GROUP = PREFIX + ".group";

    StaffGroupConfiguration {
        group = group.strip();
    }

    /// Chat id for the Bot API.
    long chatId() {
        return Long.parseLong(group);
    }
}
