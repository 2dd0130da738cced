package pk.rahnuma.conversation;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import pk.rahnuma.conversation.batch.ReceivedMessageFactory;
import pk.rahnuma.conversation.batch.TurnMetrics;
import pk.rahnuma.conversation.batch.TurnReceipt;
import pk.rahnuma.conversation.batch.TurnRequest;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.DialogJson;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.conversation.ConversationRepository;
import pk.rahnuma.messaging.conversation.DeadLetterListener;
import pk.rahnuma.shared.Language;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.SubjectKeyRing;

/// Stores messages that cannot be processed, for staff, with a notice to the sender, in one transaction.
@Singleton
public class DeadLetterRecorder {

    private static final int MAX_FAILURE_LENGTH = 500;

    private final TransactionOperations<Connection> transactions;
    private final DeadLetterRepository deadLetters;
    private final ConversationRepository conversations;
    private final SubjectEncryptionService vault;
    private final UpdateReplyWriter replyWriter;
    private final ScriptLibrary library;
    private final Collection<DeadLetterListener> listeners;
    private final TurnMetrics meters;

    DeadLetterRecorder(
            TransactionOperations<Connection> transactions,
            DeadLetterRepository deadLetters,
            ConversationRepository conversations,
            SubjectEncryptionService vault,
            UpdateReplyWriter replyWriter,
            ScriptLibrary library,
            Collection<DeadLetterListener> listeners,
            TurnMetrics meters) {
        this.transactions = transactions;
        this.deadLetters = deadLetters;
        this.conversations = conversations;
        this.vault = vault;
        this.replyWriter = replyWriter;
        this.library = library;
        this.listeners = listeners;
        this.meters = meters;
    }

    public long countAll() {
        return deadLetters.countAll();
    }

    /// Stores a dead letter. Leaves the sealed state of the conversation as it is, because it may be the cause.
    public TurnReceipt storeDeadLetter(TurnRequest request, Throwable failure, boolean ticket, Instant now) {
        return transactions.executeWrite(status -> {
            long id = request.conversation();
            ConversationRepository.ConversationRow row =
                    conversations.lockConversations(new TreeSet<>(List.of(id))).get(id);
            SubjectKeyRing keys = vault.openKeys(List.of(id));
            if (row == null || !keys.hasKey(id)) {
                return new TurnReceipt(id, false, List.of(), null);
            }
            if (replyWriter.isProcessed(request)) {
                return new TurnReceipt(id, true, List.of(), null);
            }
            String language = Language.orDefault(row.language());
            long letter = SubjectEncryptionService.newId();
            byte[] body = keys.seal(DeadLetterRepository.BODY_COLUMN.placeAt(id, letter), kept(request.input()));
            Long from = request.chat() == null ? null : request.chat().id();
            deadLetters.insertRow(
                    new DeadLetterRepository.LetterRow(letter, id, from, body, failureReason(failure), now));
            Reply word = Reply.ofText(library.texts()
                    .formatText(language, "engine.parked", Map.of("number", DeadLetterService.toNumber(letter))));
            Message said = replyWriter.writeReply(row, request, word, now);
            if (ticket) {
                listeners.forEach(listener -> listener.onDeadLetter(id, letter, language, now));
            }
            TurnReceipt receipt = new TurnReceipt(id, false, List.of(said), null);
            meters.recordReplies(request, receipt);
            return receipt;
        });
    }

    /// The input as JSON, or only its text when it is too large: a message that cannot be stored would come again
    /// forever, and block all others behind it.
    private static byte[] kept(ConversationInput input) {
        byte[] whole = DialogJson.toBytes(input);
        Reply received = ReceivedMessageFactory.createBody(input);
        return whole.length <= DeadLetterRepository.BODY_COLUMN.maxPlainBytes() || received == null
                ? whole
                : DialogJson.toBytes(new ConversationInput.Text(received.text()));
    }

    /// Class of the failure and its place in our code, without any personal data.
    public static String failureReason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        StringBuilder text = new StringBuilder(root.getClass().getName());
        for (StackTraceElement element : root.getStackTrace()) {
            if (element.getClassName().startsWith("pk.rahnuma")) {
                text.append(" at ").append(element);
                break;
            }
        }
        return text.length() <= MAX_FAILURE_LENGTH ? text.toString() : text.substring(0, MAX_FAILURE_LENGTH);
    }
}
