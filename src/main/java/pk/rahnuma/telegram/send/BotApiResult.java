package pk.rahnuma.telegram.send;

import java.time.Duration;

/// All outcomes of one call to the Bot API.
public sealed interface BotApiResult {

    /// @param result as the library's type, null when it cannot be read; of a poll a `JsonNode`
    record Success(Object result) implements BotApiResult {}

    /// Telegram rejected the call.
    ///
    /// @param retryAfter at least a second, or null
    record Rejected(int code, String description, Duration retryAfter) implements BotApiResult {
        public boolean descriptionContains(String part) {
            return description.contains(part);
        }
    }

    /// A response that is not a valid one of the Bot API.
    ///
    /// @param status HTTP status of a gateway's page; 0 when it looked like the Bot API but had no `ok`
    /// @param body of the latter; empty for a gateway's page
    record UnexpectedResponse(int status, String body) implements BotApiResult {
        public boolean isFromGateway() {
            return status != 0;
        }
    }

    /// Nothing was written: no address, no connection.
    record NotSent() implements BotApiResult {}

    /// The connection broke or fell silent after data was written: the call may have been executed.
    record OutcomeUnknown() implements BotApiResult {}
}
