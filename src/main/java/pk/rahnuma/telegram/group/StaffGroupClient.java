package pk.rahnuma.telegram.group;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Objects;
import org.telegram.telegrambots.meta.api.methods.botapimethods.BotApiMethod;
import org.telegram.telegrambots.meta.api.methods.forum.CloseForumTopic;
import org.telegram.telegrambots.meta.api.methods.forum.CreateForumTopic;
import org.telegram.telegrambots.meta.api.methods.forum.DeleteForumTopic;
import org.telegram.telegrambots.meta.api.methods.forum.ReopenForumTopic;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import org.telegram.telegrambots.meta.api.objects.LinkPreviewOptions;
import org.telegram.telegrambots.meta.api.objects.ReplyParameters;
import org.telegram.telegrambots.meta.api.objects.forum.ForumTopic;
import pk.rahnuma.telegram.send.BotApiClient;
import pk.rahnuma.telegram.send.BotApiResult;

/// Calls for the staff group, and the meaning of their results. Texts are sent plain, without markup.
@Singleton
@Requires(beans = StaffGroupConfiguration.class)
final class StaffGroupClient {

    private static final int TOO_MANY = 429;
    private static final int BAD_REQUEST = 400;
    private static final int SERVER_FAULT = 500;
    private static final Duration RETRY_DELAY = Duration.ofSeconds(5);

    private final BotApiClient bot;
    private final String chat;

    StaffGroupClient(BotApiClient bot, StaffGroupConfiguration settings) {
        this.bot = bot;
        this.chat = settings.group();
    }

    /// Result of a call.
    sealed interface GroupCallResult {

        /// @param thread of a topic that was created; otherwise null
        record Done(Integer thread) implements GroupCallResult {}

        /// The topic does not exist any more.
        record TopicDeleted() implements GroupCallResult {}

        /// The topic is closed for messages.
        record TopicClosed() implements GroupCallResult {}

        /// Try again: the call was not made, or its outcome is unknown.
        record RetryLater(Duration pause) implements GroupCallResult {}

        /// The group is unavailable until the operator fixes it.
        ///
        /// @param why for the operator
        record GroupUnavailable(String why) implements GroupCallResult {}

        /// This call will never be accepted.
        record Refused(String why) implements GroupCallResult {}
    }

    GroupCallResult createTopic(String name) {
        return callApi(CreateForumTopic.builder().chatId(chat).name(name).build());
    }

    GroupCallResult closeTopic(int thread) {
        return callApi(new CloseForumTopic(chat, thread));
    }

    GroupCallResult reopenTopic(int thread) {
        return callApi(new ReopenForumTopic(chat, thread));
    }

    GroupCallResult deleteTopic(int thread) {
        return callApi(new DeleteForumTopic(chat, thread));
    }

    /// @param answers id of the message that it answers, or null
    GroupCallResult sendMessage(int thread, String text, Integer answers) {
        return callApi(SendMessage.builder()
                .chatId(chat)
                .messageThreadId(thread)
                .text(text)
                .linkPreviewOptions(
                        LinkPreviewOptions.builder().isDisabled(true).build())
                .replyParameters(
                        answers == null
                                ? null
                                : ReplyParameters.builder()
                                        .messageId(answers)
                                        .allowSendingWithoutReply(true)
                                        .build())
                .build());
    }

    /// Sends a reply once; its outcome does not matter.
    ///
    /// @param thread null outside of topics
    void sendReply(String to, Integer thread, String text) {
        bot.callIdempotentAsync(SendMessage.builder()
                .chatId(to)
                .messageThreadId(thread)
                .text(text)
                .build());
    }

    /// Repeats a call whose connection broke: twice is better than not at all.
    private GroupCallResult callApi(BotApiMethod<?> method) {
        return switch (bot.callIdempotent(method)) {
            case BotApiResult.Success ok ->
                new GroupCallResult.Done(ok.result() instanceof ForumTopic topic ? topic.getMessageThreadId() : null);
            case BotApiResult.Rejected no -> toRefusal(no);
            case BotApiResult.UnexpectedResponse strange -> new GroupCallResult.RetryLater(RETRY_DELAY);
            case BotApiResult.NotSent unreached -> new GroupCallResult.RetryLater(RETRY_DELAY);
            case BotApiResult.OutcomeUnknown lost -> new GroupCallResult.RetryLater(RETRY_DELAY);
        };
    }

    private static GroupCallResult toRefusal(BotApiResult.Rejected no) {
        if (no.code() == TOO_MANY || no.retryAfter() != null) {
            return new GroupCallResult.RetryLater(Objects.requireNonNullElse(no.retryAfter(), Duration.ofSeconds(1)));
        }
        if (no.code() >= SERVER_FAULT) {
            return new GroupCallResult.RetryLater(RETRY_DELAY);
        }
        if (no.descriptionContains("TOPIC_NOT_MODIFIED")) {
            return new GroupCallResult.Done(null);
        }
        if (no.descriptionContains("thread not found")
                || no.descriptionContains("TOPIC_ID_INVALID")
                || no.descriptionContains("TOPIC_DELETED")) {
            return new GroupCallResult.TopicDeleted();
        }
        if (no.descriptionContains("TOPIC_CLOSED")) {
            return new GroupCallResult.TopicClosed();
        }
        String why = describeProblem(no);
        return why == null
                ? new GroupCallResult.Refused("refused with " + no.code())
                : new GroupCallResult.GroupUnavailable(why);
    }

    private static String describeProblem(BotApiResult.Rejected no) {
        if (no.descriptionContains("upgraded")) {
            return "the group has a new chat id: set RAHNUMA_TELEGRAM_STAFF_GROUP to it";
        }
        if (no.descriptionContains("not a forum")) {
            return "the group of RAHNUMA_TELEGRAM_STAFF_GROUP has no topics: turn them on";
        }
        if (no.descriptionContains("rights")
                || no.descriptionContains("RIGHT")
                || no.descriptionContains("ADMIN_REQUIRED")) {
            return "the bot may not do that in the staff's group: make it an administrator that manages topics and"
                    + " deletes messages";
        }
        if (no.descriptionContains("chat not found") || no.code() != BAD_REQUEST) {
            return "the bot is not in the group of RAHNUMA_TELEGRAM_STAFF_GROUP: add it";
        }
        return null;
    }
}
