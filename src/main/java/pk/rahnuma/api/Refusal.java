package pk.rahnuma.api;

import java.time.Duration;

/// A request is not carried out, for a reason that its sender can be told.
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem.Kind kind;
    private final transient Duration retryAfter;

    private Refusal(Problem.Kind kind, String detail, Duration retryAfter) {
        super(detail, null, false, false);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    /// @param detail what to do, without anything that was sent
    static Refusal of(Problem.Kind kind, String detail) {
        return new Refusal(kind, detail, null);
    }

    /// @param pause after which it may work
    static Refusal later(Problem.Kind kind, String detail, Duration pause) {
        return new Refusal(kind, detail, pause);
    }

    Problem.Kind kind() {
        return kind;
    }

    /// Null where waiting does not help.
    Duration retryAfter() {
        return retryAfter;
    }
}
