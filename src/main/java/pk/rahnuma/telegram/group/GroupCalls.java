package pk.rahnuma.telegram.group;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.telegram.telegrambots.meta.api.methods.botapimethods.BotApiMethod;
import org.telegram.telegrambots.meta.api.methods.forum.CloseForumTopic;
import org.telegram.telegrambots.meta.api.methods.forum.CreateForumTopic;
import org.telegram.telegrambots.meta.api.methods.forum.DeleteForumTopic;
import org.telegram.telegrambots.meta.api.methods.forum.ReopenForumTopic;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import org.telegram.telegrambots.meta.api.objects.LinkPreviewOptions;
import org.telegram.telegrambots.meta.api.objects.ReplyParameters;
import pk.rahnuma.telegram.Answer;
import pk.rahnuma.telegram.Bot;

/// What is done in the group, and what the answer to it means there. Texts go plain, without markup.
@Singleton
@Requires(beans = StaffGroupSettings.class)
final class GroupCalls {

    private static final int TOO_MANY = 429;
    private static final int BAD_REQUEST = 400;
    private static final int SERVER_FAULT = 500;
    private static final Duration SOON = Duration.ofSeconds(5);

    private final Bot bot;
    private final String chat;

    GroupCalls(Bot bot, StaffGroupSettings settings) {
        this.bot = bot;
        this.chat = settings.group();
    }

    /// What came of a call.
    sealed interface Result {

        record Done(JsonNode answer) implements Result {}

        /// The topic is no more.
        record Gone() implements Result {}

        /// The topic is closed, and nobody may write in it.
        record Closed() implements Result {}

        /// It is to be done again: not done, or nobody knows.
        record Later(Duration pause) implements Result {}

        /// Nothing can be done in the group, until somebody sees to it.
        ///
        /// @param why for the operator
        record Barred(String why) implements Result {}

        /// This one will never be taken.
        record Refused(String why) implements Result {}
    }

    Result create(String name) {
        return result(CreateForumTopic.builder().chatId(chat).name(name).build());
    }

    Result close(int thread) {
        return result(new CloseForumTopic(chat, thread));
    }

    Result reopen(int thread) {
        return result(new ReopenForumTopic(chat, thread));
    }

    Result delete(int thread) {
        return result(new DeleteForumTopic(chat, thread));
    }

    /// @param answers the message that it answers, or null
    Result say(int thread, String text, Integer answers) {
        return result(SendMessage.builder()
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

    /// Says something once, wherever it was asked; what comes of it does not matter.
    ///
    /// @param thread null outside of topics
    void reply(String to, Integer thread, String text) {
        bot.askLater(SendMessage.builder()
                .chatId(to)
                .messageThreadId(thread)
                .text(text)
                .build());
    }

    /// Asked once more where the connection broke: twice is better than not at all.
    private Result result(BotApiMethod<?> method) {
        return switch (bot.ask(method)) {
            case Answer.Ok ok -> new Result.Done(ok.result());
            case Answer.No no -> refusal(no);
            case Answer.Strange strange -> new Result.Later(SOON);
            case Answer.Unreached unreached -> new Result.Later(SOON);
            case Answer.Lost lost -> new Result.Later(SOON);
        };
    }

    private static Result refusal(Answer.No no) {
        if (no.code() == TOO_MANY || no.retryAfter() != null) {
            return new Result.Later(Duration.ofSeconds(no.retryAfter() == null ? 1 : Math.max(1, no.retryAfter())));
        }
        if (no.code() >= SERVER_FAULT) {
            return new Result.Later(SOON);
        }
        if (no.says("TOPIC_NOT_MODIFIED")) {
            return new Result.Done(null);
        }
        if (no.says("thread not found") || no.says("TOPIC_ID_INVALID") || no.says("TOPIC_DELETED")) {
            return new Result.Gone();
        }
        if (no.says("TOPIC_CLOSED")) {
            return new Result.Closed();
        }
        String why = why(no);
        return why == null ? new Result.Refused("refused with " + no.code()) : new Result.Barred(why);
    }

    private static String why(Answer.No no) {
        if (no.says("upgraded")) {
            return "the group has another number now: set RAHNUMA_TELEGRAM_STAFF_GROUP to it";
        }
        if (no.says("not a forum")) {
            return "the group of RAHNUMA_TELEGRAM_STAFF_GROUP has no topics: turn them on";
        }
        if (no.says("rights") || no.says("RIGHT") || no.says("ADMIN_REQUIRED")) {
            return "the bot may not do that in the staff's group: make it an administrator that manages topics and"
                    + " deletes messages";
        }
        if (no.says("chat not found") || no.code() != BAD_REQUEST) {
            return "the bot is not in the group of RAHNUMA_TELEGRAM_STAFF_GROUP: add it";
        }
        return null;
    }
}
