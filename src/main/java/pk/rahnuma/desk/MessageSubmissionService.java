package pk.rahnuma.desk;

import io.micronaut.core.annotation.Nullable;
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
import pk.rahnuma.conversation.batch.TurnConfiguration;
import pk.rahnuma.conversation.batch.TurnReceipt;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.requestlog.RequestLogService;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Submits an input, waits for the commit, and reads the replies.
@Singleton
public final class MessageSubmissionService {

    private final MessageIntake intake;
    private final ConversationHistoryService history;
    private final ConversationChangeNotifier notifier;
    private final RequestLogService requests;
    private final SubjectEncryptionService encryption;
    private final TurnConfiguration settings;
    private final Clock clock;

    MessageSubmissionService(
            MessageIntake intake,
            ConversationHistoryService history,
            ConversationChangeNotifier notifier,
            RequestLogService requests,
            SubjectEncryptionService encryption,
            TurnConfiguration settings,
            Clock clock) {
        this.intake = intake;
        this.history = history;
        this.notifier = notifier;
        this.requests = requests;
        this.encryption = encryption;
        this.settings = settings;
        this.clock = clock;
    }

    /// Result of a submitted message.
    ///
    /// @param entries the stored message, then the replies to it
    /// @param notice a short text for the tap itself, or null
    /// @param delay time to hold the response back; zero for no delay
    public record SubmissionResult(
            List<ConversationEntry> entries, @Nullable String notice, Duration delay) {}

    /// Submits a message and waits until it is committed.
    ///
    /// @throws MessageIntake.IntakeUnavailableException when it was not committed in time, or cannot be accepted now
    /// @throws DeskException when its id was used for another message
    public SubmissionResult submitMessage(Caller caller, RequestIdentity request, ConversationInput input) {
        requireUnusedKey(caller, request);
        TurnReceipt receipt = submit(caller, request, input, false);
        return new SubmissionResult(readEntries(caller.chat(), input, receipt), receipt.notice(), findDelay(receipt));
    }

    /// Refuses a key that was used with a request which is no input of the conversation.
    ///
    /// @throws DeskException when it was
    void requireUnusedKey(Caller caller, RequestIdentity request) {
        if (request.byClient() && requests.isUsed(caller.person(), request.id())) {
            throw DeskException.reusedKey();
        }
    }

    /// Submits an input that concerns a form and waits until it is committed. The receipt has the forms, unless it is
    /// that of a repeat.
    ///
    /// @throws MessageIntake.IntakeUnavailableException when it was not committed in time, or cannot be accepted now
    /// @throws DeskException when the id was used with another content
    TurnReceipt submitToForm(Caller caller, RequestIdentity request, ConversationInput input) {
        return submit(caller, request, input, true);
    }

    private TurnReceipt submit(Caller caller, RequestIdentity request, ConversationInput input, boolean asksForForms) {
        Chat chat = caller.chat();
        IncomingMessage incoming = new IncomingMessage(
                chat.channel(),
                chat.address(),
                request.id(),
                input,
                caller.language(),
                clock.instant(),
                hashContent(request.content()),
                asksForForms);
        TurnReceipt receipt = awaitCommit(incoming);
        if (receipt.repeated() && receipt.replies().isEmpty()) {
            // A duplicate was in one batch with the first message, whose replies exist only now.
            receipt = awaitCommit(incoming);
        }
        if (receipt.otherContent()) {
            throw DeskException.reusedKey();
        }
        notifier.notifyListeners(receipt.conversation());
        return receipt;
    }

    private long hashContent(String content) {
        return ByteBuffer.wrap(encryption.keyedHash("message content", content)).getLong();
    }

    /// Messages of this turn. The stored message comes right before its replies. An old tap may have no reply but its
    /// notice.
    private List<ConversationEntry> readEntries(Chat chat, ConversationInput input, TurnReceipt receipt) {
        if (receipt.replies().isEmpty()) {
            return history.findIncoming(chat, input);
        }
        List<Message> replies = receipt.replies();
        int first = replies.getFirst().seq();
        int last = replies.getLast().seq();
        List<ConversationEntry> entries = history.readBetween(chat, Math.max(1, first - 1), last);
        boolean isOfTurn = entries.isEmpty()
                || entries.getFirst().isReceived()
                || entries.getFirst().message().seq() == first;
        return isOfTurn ? entries : entries.subList(1, entries.size());
    }

    private Duration findDelay(TurnReceipt receipt) {
        Instant now = clock.instant();
        return receipt.replies().stream()
                .filter(message -> message.isHeld(now))
                .map(message -> Duration.between(now, message.notBefore()))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    private TurnReceipt awaitCommit(IncomingMessage incoming) {
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
