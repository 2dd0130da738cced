package pk.rahnuma.conversation.intake;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Where doors hand over what came in.
public interface MessageIntake {

    /// Takes one update. Updates of one chat are worked on in the order in which they were offered.
    ///
    /// @return completed after the commit. It fails with [IntakeUnavailableException] when the house cannot work now
    /// (the database is
    ///     away, the queue is full, it is closing): the door must not acknowledge, and its channel will deliver again.
    ///     A message that cannot be worked on is parked and completes normally.
    CompletableFuture<TurnReceipt> offerMessage(IncomingMessage incoming);

    /// Why it takes nothing, however often it is asked; empty while it does. Another process on the same database may
    /// take what this one does not.
    default Optional<String> findObstacle() {
        return Optional.empty();
    }

    /// The house cannot take updates now.
    final class IntakeUnavailableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public IntakeUnavailableException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
