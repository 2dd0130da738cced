package pk.rahnuma.conversation.batch;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Entry point for messages from channel adapters.
public interface MessageIntake {

    /// Accepts one update. Updates of one chat are processed in the order in which they were offered.
    ///
    /// @return completed after the commit. Fails with [IntakeUnavailableException] when no turn can run now (the
    ///     database is unavailable, the queue is full, the process is closing): the adapter must not acknowledge, and
    ///     its channel delivers again. A message that cannot be processed becomes a dead letter and completes normally.
    default CompletableFuture<TurnReceipt> offerMessage(IncomingMessage incoming) {
        return offerMessages(List.of(incoming)).getFirst();
    }

    /// Accepts updates of one chat that were queued before any of them was answered: their replies are merged. When one
    /// of them fails, those after it fail too.
    ///
    /// @param incoming at least one, in order
    /// @return as of [#offerMessage], for each of them
    List<CompletableFuture<TurnReceipt>> offerMessages(List<IncomingMessage> incoming);

    /// Reason why this process accepts no messages, however often they are offered; empty while it accepts them.
    /// Another process on the same database may accept them.
    default Optional<String> findObstacle() {
        return Optional.empty();
    }

    /// No update can be accepted now.
    final class IntakeUnavailableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public IntakeUnavailableException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
