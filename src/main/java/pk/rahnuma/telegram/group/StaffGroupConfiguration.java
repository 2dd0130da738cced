package pk.rahnuma.telegram.group;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import jakarta.validation.constraints.Pattern;
import pk.rahnuma.shared.Language;
import pk.rahnuma.telegram.send.TelegramConfiguration;

/// Settings of the staff group. It requires a bot.
///
/// @param group chat id, which begins with -100
/// @param language of the bot's texts there: `en` or `ur`
@ConfigurationProperties(StaffGroupConfiguration.PREFIX)
@Requires(property = StaffGroupConfiguration.GROUP, pattern = ".*\\S.*")
@Requires(beans = TelegramConfiguration.class)
record StaffGroupConfiguration(
        @Pattern(
                regexp = "-100\\d{5,14}",
                message =
                        "RAHNUMA_TELEGRAM_STAFF_GROUP must be the number of a group with topics, which begins with -100")
        String group,

        @Pattern(
                regexp = Language.ENGLISH + "|" + Language.URDU,
                message = "RAHNUMA_TELEGRAM_STAFF_LANGUAGE must be en or ur; unset, it is en")
        String language) {

    static final String PREFIX = "rahnuma.telegram.staff";
    static final String GROUP = PREFIX + ".group";

    /// Chat id for the Bot API.
    long chatId() {
        return Long.parseLong(group);
    }
}
