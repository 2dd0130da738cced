package pk.rahnuma.person.signin;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.messaging.conversation.ChatTokenService;
import pk.rahnuma.person.PersonLock;

/// Adds and revokes the tokens by which devices open a chat, and records it in the audit log of its person. Nothing
/// changes for a person who was erased.
@Singleton
public class ChatDeviceService {

    private static final String ADDED = "chat.token-added";
    private static final String REVOKED = "chat.token-revoked";

    private final TransactionOperations<Connection> transactions;
    private final ChatTokenService tokens;
    private final PersonLock persons;
    private final AuditLog audit;

    ChatDeviceService(
            TransactionOperations<Connection> transactions,
            ChatTokenService tokens,
            PersonLock persons,
            AuditLog audit) {
        this.transactions = transactions;
        this.tokens = tokens;
        this.persons = persons;
        this.audit = audit;
    }

    /// Adds a token of another device.
    ///
    /// @return false when the chat has the maximum
    public boolean addToken(Chat chat, byte[] tokenDigest, Instant now) {
        return change(chat, ADDED, () -> tokens.addToken(chat, tokenDigest, "", now), now);
    }

    /// Adds a token of another device. If the chat has the maximum, one of those used least recently is revoked.
    ///
    /// @param device its description, in a word or two
    public void replaceToken(Chat chat, byte[] tokenDigest, String device, Instant now) {
        change(
                chat,
                ADDED,
                () -> {
                    if (tokens.replaceToken(chat, tokenDigest, device, now)) {
                        recordEntry(chat, REVOKED, now);
                    }
                    return true;
                },
                now);
    }

    /// Revokes a token: from its next request on it opens nothing.
    ///
    /// @return false when the chat has no token with this number
    public boolean revokeToken(Chat chat, long id, Instant now) {
        return change(chat, REVOKED, () -> tokens.revokeToken(chat, id), now);
    }

    /// Revokes the token of a request.
    public void revokeToken(Chat chat, byte[] tokenDigest, Instant now) {
        change(
                chat,
                REVOKED,
                () -> {
                    tokens.revokeToken(chat, tokenDigest);
                    return true;
                },
                now);
    }

    private boolean change(Chat chat, String what, BooleanSupplier work, Instant now) {
        return transactions.executeWrite(status -> {
            if (!persons.lockIfExists(chat.conversation()) || !work.getAsBoolean()) {
                return false;
            }
            recordEntry(chat, what, now);
            return true;
        });
    }

    private void recordEntry(Chat chat, String what, Instant now) {
        audit.appendEntries(
                List.of(new AuditEntry(chat.conversation(), "applicant", what, Long.toString(chat.id()), null, now)));
    }
}
