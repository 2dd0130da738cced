package pk.rahnuma.telegram.fake;

/// Error response of the Bot API.
final class BotApiErrorException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int code;
    private final Integer retryAfter;

    BotApiErrorException(int code, String description) {
        this(code, description, null);
    }

    BotApiErrorException(int code, String description, Integer retryAfter) {
        super(description);
        this.code = code;
        this.retryAfter = retryAfter;
    }

    static BotApiErrorException bad(String description) {
        return new BotApiErrorException(400, "Bad Request: " + description);
    }

    int code() {
        return code;
    }

    Integer retryAfter() {
        return retryAfter;
    }
}
