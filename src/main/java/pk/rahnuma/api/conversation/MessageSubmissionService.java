package pk.rahnuma.api.conversation;

import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
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
import pk.rahnuma.conversation.batch.IncomingMessage;
import pk.rahnuma.conversation.batch.MessageIntake;
import pk.rahnuma.conversation.batch.TurnReceipt;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.http.ApiConfiguration;
import pk.rahnuma.http.IdempotencyKeys;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.chat.Chat;
import pk.rahnuma.requestlog.RequestLogService;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Submits an input, waits for the commit, and reads the replies.
@Singleton
public final class MessageSubmissionService {

    private final MessageIntake intake;
    private final ConversationHistoryService lines;
    private final ConversationChangeNotifier notifier;
    private final RequestLogService requests;
    private final SubjectEncryptionService vault;
    private final ApiConfiguration settings;
    private final Clock clock;

    MessageSubmissionService(
            MessageIntake intake,
            ConversationHistoryService lines,
            ConversationChangeNotifier notifier,
            RequestLogService requests,
            SubjectEncryptionService vault,
            ApiConfiguration settings,
            Clock clock) {
        this.intake = intake;
        this.lines = lines;
        this.notifier = notifier;
        this.requests = requests;
        this.vault = vault;
        this.settings = settings;
        this.clock = clock;
    }

    /// Result of a submitted message.
    ///
    /// @param lines the stored message, then the replies to it
    /// @param notice a short text for the tap itself, or null
    /// @param delay time to hold the response back; zero for no delay
    record SubmissionResult(List<MessageResponse> lines, String notice, Duration delay) {}

    /// Submits a message and waits until it is committed.
    ///
    /// @throws MessageIntake.IntakeUnavailableException when it was not committed in time, or cannot be accepted now
    /// @throws ApiException when its id was used for another message
    SubmissionResult submitMessage(Chat chat, MessageRequest spoken) {
        if (spoken.keyed()) {
            requireUnusedKey(chat, spoken.id());
        }
        TurnReceipt receipt = submitInput(chat, spoken.id(), spoken.input(), spoken.language(), spoken.content());
        return new SubmissionResult(lines(chat, spoken, receipt), receipt.notice(), hold(receipt));
    }

    /// Refuses an `Idempotency-Key` that was used with a request which is no input of the conversation.
    ///
    /// @throws ApiException when it was
    public void requireUnusedKey(Chat chat, String key) {
        if (requests.isUsed(chat.conversation(), key)) {
            throw IdempotencyKeys.reusedKey();
        }
    }

    /// Submits an input of a program and waits until it is committed.
    ///
    /// @param id unique to this input
    /// @param language an IETF tag, or null
    /// @param content that a repeat with the same id must have too
    /// @throws MessageIntake.IntakeUnavailableException when it was not committed in time, or cannot be accepted now
    /// @throws ApiException when the id was used with another content
    public TurnReceipt submitInput(Chat chat, String id, ConversationInput input, String language, String content) {
        IncomingMessage incoming = new IncomingMessage(
                chat.channel(), chat.address(), id, input, language, clock.instant(), contentHash(content));
        TurnReceipt receipt = committed(incoming);
        if (receipt.repeated() && receipt.replies().isEmpty()) {
            // A duplicate was in one batch with the first message, whose replies exist only now.
            receipt = committed(incoming);
        }
        if (receipt.otherContent()) {
            throw IdempotencyKeys.reusedKey();
        }
        notifier.notifyListeners(receipt.conversation());
        return receipt;
    }

    private long contentHash(String content) {
        return ByteBuffer.wrap(vault.keyedHash("message content", content)).getLong();
    }

    /// Messages of this turn. The stored message comes right before its replies. An old tap may have no reply but its
    /// notice.
    private List<MessageResponse> lines(Chat chat, MessageRequest spoken, TurnReceipt receipt) {
        if (receipt.replies().isEmpty()) {
            return lines.findIncoming(chat, spoken.input());
        }
        List<Message> said = receipt.replies();
        int first = said.getFirst().seq();
        int last = said.getLast().seq();
        List<MessageResponse> messages = lines.readBetween(chat, Math.max(1, first - 1), last);
        boolean heard = !messages.isEmpty() && messages.getFirst().from() == MessageResponse.Sender.ME;
        return heard || messages.isEmpty() || messages.getFirst().seq() == first
                ? messages
                : messages.subList(1, messages.size());
    }

    private Duration hold(TurnReceipt receipt) {
        Instant now = clock.instant();
        return receipt.replies().stream()
                .filter(message -> message.isHeld(now))
                .map(message -> Duration.between(now, message.notBefore()))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    private TurnReceipt committed(IncomingMessage incoming) {
        try {
            return intake.offerMessage(incoming).get(settings.patience().toMillis(), TimeUnit.MILLISECONDS);
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
