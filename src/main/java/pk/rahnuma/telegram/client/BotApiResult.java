package pk.rahnuma.telegram.client;

import com.fasterxml.jackson.databind.JsonNode;

/// All that can come of one call to the Bot API.
public sealed interface BotApiResult {

    record Success(JsonNode result) implements BotApiResult {}

    /// Telegram says no.
    ///
    /// @param retryAfter seconds, or null
    record Rejected(int code, String description, Integer retryAfter) implements BotApiResult {
        public boolean descriptionContains(String part) {
            return description.contains(part);
        }
    }

    /// Something answered that is not the Bot API, or not in its right mind.
    ///
    /// @param status the HTTP status of a gateway's page; 0 when it looked like the Bot API and had no `ok`
    /// @param body of the latter; of a gateway's page, empty
    record UnexpectedResponse(int status, String body) implements BotApiResult {
        static UnexpectedResponse ofGateway(int status) {
            return new UnexpectedResponse(status, "");
        }

        static UnexpectedResponse withoutVerdict(String body) {
            return new UnexpectedResponse(0, body);
        }

        public boolean isFromGateway() {
            return status != 0;
        }
    }

    /// Nothing was written: no address, no connection.
    record NotSent() implements BotApiResult {}

    /// The connection broke or went silent after something was written: whether the call was carried out is unknown.
    record OutcomeUnknown() implements BotApiResult {}
}
