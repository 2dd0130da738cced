package pk.rahnuma.telegram;

import java.time.Duration;
import pk.rahnuma.turn.delivery.Sender.Outcome;

/// What an answer to a send means for delivery. Reasons hold nothing personal: Telegram quotes the text in some of its
/// descriptions, so that they are not kept as they come.
final class Outcomes {

    /// Between tries while Telegram, or the way to it, is out of order.
    private static final Duration MOST = Duration.ofMinutes(5);

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY = 429;
    private static final int SERVER_FAULT = 500;

    private Outcomes() {}

    /// @param attempts made before this one
    static Outcome of(Answer answer, int attempts) {
        return switch (answer) {
            case Answer.Ok ok -> new Outcome.Sent(ok.result().path("message_id").asText(null));
            case Answer.No no -> refusal(no, attempts);
            case Answer.Strange strange ->
                strange.fromGateway()
                        ? again(attempts, "a gateway answered with " + strange.status())
                        : new Outcome.Unknown("an answer without a verdict");
            case Answer.Unreached unreached -> again(attempts, "not reached");
            case Answer.Lost lost -> new Outcome.Unknown("no answer");
        };
    }

    static boolean isTokenRefused(Answer answer) {
        return answer instanceof Answer.No no && (no.code() == UNAUTHORIZED || no.code() == NOT_FOUND);
    }

    private static Outcome refusal(Answer.No no, int attempts) {
        if (no.code() == TOO_MANY) {
            long seconds = no.retryAfter() == null ? 1 : Math.max(1, no.retryAfter());
            return new Outcome.Limited(Duration.ofSeconds(seconds));
        }
        if (no.code() >= SERVER_FAULT) {
            return again(attempts, "Telegram answered with " + no.code());
        }
        if (isTokenRefused(no)) {
            return new Outcome.Refused("the token is refused", false);
        }
        if (no.code() == FORBIDDEN) {
            return new Outcome.Refused(no.says("deactivated") ? "deactivated" : "blocked", true);
        }
        return new Outcome.Refused(no.code() + " " + reason(no), false);
    }

    /// Only what stands before anything quoted.
    private static String reason(Answer.No no) {
        String words = no.description().replaceFirst("^Bad Request: ", "");
        return words.split("[:\"<]", 2)[0].strip();
    }

    static Outcome again(int attempts, String reason) {
        return new Outcome.RetryAfter(Backoff.after(attempts, MOST), reason);
    }
}
