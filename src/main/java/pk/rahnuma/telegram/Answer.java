package pk.rahnuma.telegram;

import com.fasterxml.jackson.databind.JsonNode;

/// All that can come of one call to the Bot API.
public sealed interface Answer {

    record Ok(JsonNode result) implements Answer {}

    /// Telegram says no.
    ///
    /// @param retryAfter seconds, or null
    record No(int code, String description, Integer retryAfter) implements Answer {
        public boolean says(String part) {
            return description.contains(part);
        }
    }

    /// Something answered that is not the Bot API, or not in its right mind.
    ///
    /// @param status the HTTP status of a gateway's page; 0 when it looked like the Bot API and had no `ok`
    /// @param body of the latter; of a gateway's page, empty
    record Strange(int status, String body) implements Answer {
        static Strange gateway(int status) {
            return new Strange(status, "");
        }

        static Strange withoutVerdict(String body) {
            return new Strange(0, body);
        }

        public boolean fromGateway() {
            return status != 0;
        }
    }

    /// Nothing was written: no address, no connection.
    record Unreached() implements Answer {}

    /// The connection broke or went silent after something was written: whether the call was carried out is unknown.
    record Lost() implements Answer {}
}
