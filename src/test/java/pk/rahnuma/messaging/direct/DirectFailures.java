package pk.rahnuma.messaging.direct;

/// Failures of senders, for tests.
public final class DirectFailures {

    private DirectFailures() {}

    public static DirectMessageException create(DirectMessageException.Outcome outcome) {
        return new DirectMessageException(outcome, "as the test says");
    }
}
