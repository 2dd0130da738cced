package pk.rahnuma.person.link;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.messaging.PendingWorkService;
import pk.rahnuma.messaging.conversation.ChatRepository;
import pk.rahnuma.messaging.conversation.ChatTokenService;
import pk.rahnuma.persistence.CommitCallback;
import pk.rahnuma.person.PersonErasureService;
import pk.rahnuma.vault.PersonalDataHandler;
import pk.rahnuma.vault.SubjectTransferService;

/// Attaches the chats of the page of one person to another person, while the first one has nothing on which others act.
/// The forms that were begun, their files, proved addresses and devices become those of the other person; all else is
/// erased.
///
/// The caller has locked both persons, in key order.
@Singleton
public class ChatAttachmentService {

    private final TransactionOperations<Connection> transactions;
    private final List<PersonalDataHandler> dataHandlers;
    private final PendingWorkService pending;
    private final SubjectTransferService transfers;
    private final PersonErasureService erasures;
    private final ChatRepository chats;
    private final ChatTokenService tokens;
    private final AuditLog audit;

    ChatAttachmentService(
            TransactionOperations<Connection> transactions,
            Collection<PersonalDataHandler> dataHandlers,
            PendingWorkService pending,
            SubjectTransferService transfers,
            PersonErasureService erasures,
            ChatRepository chats,
            ChatTokenService tokens,
            AuditLog audit) {
        this.transactions = transactions;
        this.dataHandlers = dataHandlers.stream()
                .sorted(Comparator.comparing(PersonalDataHandler::lockOrder))
                .toList();
        this.pending = pending;
        this.transfers = transfers;
        this.erasures = erasures;
        this.chats = chats;
        this.tokens = tokens;
        this.audit = audit;
    }

    /// True when a person has nothing of their own that must stay theirs.
    public boolean isAttachable(long from, long to) {
        return from != to
                && dataHandlers.stream()
                        .allMatch(handler -> handler.allowsAttachment(from, to)
                                && handler.findWithCases(List.of(from)).isEmpty());
    }

    /// True while a message, a file or a call is on its way, which must not begin again under another number.
    public boolean isBusy(long from, long to) {
        return pending.hasPending(from) || pending.isAwaiting(to);
    }

    /// Attaches the chats of a person who is attachable and not busy. Their tokens end: whoever has one gains nothing
    /// of the other person.
    public void attachChats(long from, long to, Instant now) {
        transactions.executeWrite(status -> {
            tokens.deleteTokens(from);
            audit.appendEntries(List.of(
                    new AuditEntry(from, "applicant", "person.attached", Long.toString(to), null, now),
                    new AuditEntry(to, "applicant", "chat.attached", Long.toString(from), null, now)));
            transfers.resealValues(from, to);
            dataHandlers.forEach(handler -> handler.attachData(from, to, now));
            erasures.eraseLocked(from, now);
            // A request may have put a chat of the person back into the cache meanwhile.
            status.registerSynchronization(
                    new CommitCallback(() -> chats.chatCache().invalidateAll(chat -> chat.conversation() == from)));
            return null;
        });
    }
}
