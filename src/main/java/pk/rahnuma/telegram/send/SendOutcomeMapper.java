package pk.rahnuma.telegram.send;

import java.time.Duration;
import java.util.Objects;
import org.telegram.telegrambots.meta.api.objects.message.Message;
import pk.rahnuma.conversation.delivery.MessageSender.SendResult;

/// Maps the result of a send to its meaning for delivery. Reasons hold nothing personal: Telegram quotes the text in
/// some of its descriptions, so they are not stored unchanged.
public final class SendOutcomeMapper {

    /// Maximum delay between retries while Telegram, or the network, is out of order.
    private static final Duration MAX_RETRY_DELAY = Duration.ofMinutes(5);

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY = 429;
    private static final int SERVER_FAULT = 500;

    private SendOutcomeMapper() {}

    /// @param attempts made before this one
    static SendResult toOutcome(BotApiResult answer, int attempts) {
        return switch (answer) {
            case BotApiResult.Success ok ->
                new SendResult.Sent(
                        ok.result() instanceof Message sent ? Objects.toString(sent.getMessageId(), null) : null);
            case BotApiResult.Rejected no -> mapRefusal(no, attempts);
            case BotApiResult.UnexpectedResponse strange ->
                strange.isFromGateway()
                        ? retryLater(attempts, "a gateway answered with " + strange.status())
                        : new SendResult.Unknown("an answer without a verdict");
            case BotApiResult.NotSent unreached -> retryLater(attempts, "not reached");
            case BotApiResult.OutcomeUnknown lost -> new SendResult.Unknown("no answer");
        };
    }

    public static boolean isTokenRefused(BotApiResult answer) {
        return answer instanceof BotApiResult.Rejected no && (no.code() == UNAUTHORIZED || no.code() == NOT_FOUND);
    }

    private static SendResult mapRefusal(BotApiResult.Rejected no, int attempts) {
        if (no.code() == TOO_MANY) {
            return new SendResult.Limited(Objects.requireNonNullElse(no.retryAfter(), Duration.ofSeconds(1)));
        }
        if (no.code() >= SERVER_FAULT) {
            return retryLater(attempts, "Telegram answered with " + no.code());
        }
        if (isTokenRefused(no)) {
            return new SendResult.Refused("the token is refused", false);
        }
        if (no.code() == FORBIDDEN) {
            return new SendResult.Refused(no.descriptionContains("deactivated") ? "deactivated" : "blocked", true);
        }
        return new SendResult.Refused(no.code() + " " + extractReason(no), false);
    }

    /// Part of the description before anything quoted.
    private static String extractReason(BotApiResult.Rejected no) {
        String words = no.description().replaceFirst("^Bad Request: ", "");
        return words.split("[:\"<]", 2)[0].strip();
    }

    static SendResult retryLater(int attempts, String reason) {
        return new SendResult.RetryAfter(RetryBackoff.delayAfter(attempts, MAX_RETRY_DELAY), reason);
    }
}
