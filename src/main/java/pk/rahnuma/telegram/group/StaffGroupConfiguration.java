package pk.rahnuma.telegram.group;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.bind.annotation.Bindable;
import pk.rahnuma.shared.Language;
import pk.rahnuma.telegram.client.TelegramConfiguration;

/// Settings of the staff group. It requires a bot.
///
/// @param group chat id, which begins with -100
/// @param language of the bot's texts there: `en` or `ur`
@ConfigurationProperties(StaffGroupConfiguration.PREFIX)
@Requires(property = StaffGroupConfiguration.GROUP, pattern = ".*\\S.*")
@Requires(beans = TelegramConfiguration.class)
record StaffGroupConfiguration(
        String group,
        @Bindable(defaultValue = Language.ENGLISH) String language) {

    static final String PREFIX = "rahnuma.telegram.staff";
    static final String GROUP = PREFIX + ".group";

    /// @throws IllegalArgumentException with one line that names the setting, when a value is invalid
    StaffGroupConfiguration {
        group = group.strip();
        if (!group.matches("-100\\d{5,14}")) {
            throw new IllegalArgumentException("RAHNUMA_TELEGRAM_STAFF_GROUP is \"" + group
                    + "\": expected the number of a group with topics, which begins with -100");
        }
        if (!Language.STAFF.contains(language)) {
            throw new IllegalArgumentException(
                    "RAHNUMA_TELEGRAM_STAFF_LANGUAGE is \"" + language + "\": expected en or ur");
        }
    }

    /// Chat id for the Bot API.
    long chatId() {
        return Long.parseLong(group);
    }
}
