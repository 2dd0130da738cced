package pk.rahnuma.api.chat;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import pk.rahnuma.api.http.ApiConfiguration;
import pk.rahnuma.conversation.intake.IncomingMessage;
import pk.rahnuma.conversation.intake.MessageIntake;
import pk.rahnuma.conversation.intake.TurnReceipt;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.chat.Chat;

/// Hands over what was said, waits for the commit, and reads what came of it.
@Singleton
final class MessageSubmissionService {

    private final MessageIntake intake;
    private final ConversationHistoryService lines;
    private final ConversationChangeNotifier bell;
    private final ApiConfiguration settings;
    private final Clock clock;

    MessageSubmissionService(
            MessageIntake intake,
            ConversationHistoryService lines,
            ConversationChangeNotifier bell,
            ApiConfiguration settings,
            Clock clock) {
        this.intake = intake;
        this.lines = lines;
        this.bell = bell;
        this.settings = settings;
        this.clock = clock;
    }

    /// @param lines what was heard, then what was said to it
    /// @param notice a short word for the tap itself, or null
    /// @param delay how long to keep all this back; zero is not at all
    record SubmissionResult(List<MessageResponse> lines, String notice, Duration delay) {}

    /// @throws MessageIntake.IntakeUnavailableException when it was not committed in time, or cannot be taken now
    SubmissionResult submitMessage(Chat chat, MessageRequest spoken) {
        IncomingMessage incoming = new IncomingMessage(
                chat.channel(), chat.address(), spoken.id(), spoken.input(), spoken.language(), clock.instant());
        TurnReceipt receipt = committed(incoming);
        if (receipt.repeated() && receipt.said().isEmpty()) {
            // It lay in one batch with the first of its kind, whose answer is there only now.
            receipt = committed(incoming);
        }
        bell.notifyListeners(receipt.conversation());
        return new SubmissionResult(lines(chat, spoken, receipt), receipt.notice(), hold(receipt));
    }

    /// What was heard stands right before what was said to it. To a tap of long ago there may be no more to say than
    /// its notice.
    private List<MessageResponse> lines(Chat chat, MessageRequest spoken, TurnReceipt receipt) {
        if (receipt.said().isEmpty()) {
            return lines.findIncoming(chat, spoken.input());
        }
        List<Message> said = receipt.said();
        int first = said.getFirst().seq();
        int last = said.getLast().seq();
        List<MessageResponse> found = lines.readBetween(chat, Math.max(1, first - 1), last);
        boolean heard = !found.isEmpty() && found.getFirst().from() == MessageResponse.Sender.ME;
        return heard || found.isEmpty() || found.getFirst().seq() == first ? found : found.subList(1, found.size());
    }

    private Duration hold(TurnReceipt receipt) {
        Instant now = clock.instant();
        return receipt.said().stream()
                .filter(message -> message.isHeld(now))
                .map(message -> Duration.between(now, message.notBefore()))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    private TurnReceipt committed(IncomingMessage incoming) {
        try {
            return intake.offerMessage(incoming).get(settings.getPatience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | CancellationException e) {
            throw new MessageIntake.IntakeUnavailableException("not committed in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MessageIntake.IntakeUnavailableException("closing", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new CompletionException(e.getCause());
        }
    }
}
