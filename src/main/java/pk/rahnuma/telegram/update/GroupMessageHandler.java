package pk.rahnuma.telegram.update;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import pk.rahnuma.shared.Language;
import pk.rahnuma.telegram.send.BotApiClient;
import pk.rahnuma.telegram.send.BotProfileProvider;
import pk.rahnuma.telegram.send.BotProfileRegistrar;
import pk.rahnuma.telegram.send.TelegramConfiguration;

/// Handles messages of groups: those of the staff group go to its listener. In any other group, the bot answers who
/// addresses it with one line that says to write in private, once a day.
@Singleton
@Requires(beans = TelegramConfiguration.class)
final class GroupMessageHandler {

    private static final int MAX_REMEMBERED_GROUPS = 10_000;

    private final StaffGroupListener staff;
    private final BotProfileProvider botProfile;
    private final BotProfileRegistrar registrar;
    private final BotApiClient bot;
    private final Cache<String, Boolean> answered = Caffeine.newBuilder()
            .maximumSize(MAX_REMEMBERED_GROUPS)
            .expireAfterWrite(Duration.ofDays(1))
            .build();

    /// @param staff null without a staff group
    GroupMessageHandler(
            @Nullable StaffGroupListener staff,
            BotProfileProvider botProfile,
            BotProfileRegistrar registrar,
            BotApiClient bot) {
        this.staff = staff;
        this.botProfile = botProfile;
        this.registrar = registrar;
        this.bot = bot;
    }

    /// Returns once it is committed: see [StaffGroupListener#handleMessage].
    void handleStaffMessage(IncomingUpdate.StaffGroupMessage said, Instant received) {
        staff.handleMessage(said.update(), said.edited(), said.message(), received);
    }

    /// Answers once; whether the answer arrives does not matter. Silent until Telegram has returned the bot's name.
    void answerGroup(IncomingUpdate.OtherGroupMessage said) {
        Optional<String> name = registrar.botUsername().filter(known -> isAddressed(said.message(), known));
        if (name.isEmpty() || answered.asMap().putIfAbsent(said.address(), true) != null) {
            return;
        }
        String language = Language.fromTag(
                        said.message().path("from").path("language_code").asText(null))
                .orElse(Language.DEFAULT);
        bot.callIdempotentAsync(SendMessage.builder()
                .chatId(said.address())
                .messageThreadId(readThread(said.message()))
                .text(botProfile.profileText("telegram.in_group", language) + "\nhttps://t.me/" + name.get())
                .build());
    }

    private static Integer readThread(JsonNode message) {
        return message.path("is_topic_message").asBoolean()
                ? (Integer) message.path("message_thread_id").asInt()
                : null;
    }

    /// True for a command without the name of another bot, a mention of the bot, and a reply to one of its messages.
    private static boolean isAddressed(JsonNode message, String name) {
        String text = message.path("text").asText().toLowerCase(Locale.ROOT);
        String mention = "@" + name.toLowerCase(Locale.ROOT);
        String first = text.split("\\s", 2)[0];
        return text.contains(mention)
                || first.startsWith("/") && first.indexOf('@') < 0
                || message.path("reply_to_message")
                        .path("from")
                        .path("username")
                        .asText()
                        .equalsIgnoreCase(name);
    }
}
