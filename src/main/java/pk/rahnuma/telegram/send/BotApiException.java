package pk.rahnuma.telegram.send;

import java.io.IOException;

/// A call of the Bot API that was not accepted, or of which that is unknown.
final class BotApiException extends IOException {

    private static final long serialVersionUID = 1L;
    private final transient BotApiResult result;

    /// @param cause may be null
    BotApiException(BotApiResult result, Throwable cause) {
        super(cause);
        this.result = result;
    }

    /// Result of the call.
    BotApiResult result() {
        return result;
    }
}
