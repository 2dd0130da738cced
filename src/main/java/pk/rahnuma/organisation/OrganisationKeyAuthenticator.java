package pk.rahnuma.organisation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.messaging.conversation.ChatRepository;
import pk.rahnuma.organisation.OrganisationKeyRepository.KeyRow;

/// Finds the key of a request, and records what it is used for. The row is read with each request, so that a key that
/// was removed is refused at its next request, whichever node it reaches.
@Singleton
public class OrganisationKeyAuthenticator {

    /// Name of keys in the audit log.
    private static final String ACTOR = "key";

    /// Dates are those of Pakistan.
    private static final ZoneId PAKISTAN_ZONE = ZoneId.of("Asia/Karachi");

    private static final int MAX_CACHED_USES = 20_000;

    private final TransactionOperations<Connection> transactions;
    private final OrganisationKeyRepository keys;
    private final ChatRepository chats;
    private final OrganisationService organisations;
    private final AuditLog audit;
    /// Day on which this node last recorded a use of a key with a scope, so that each is written once a day.
    private final Cache<KeyUse, LocalDate> noted = Caffeine.newBuilder()
            .maximumSize(MAX_CACHED_USES)
            .expireAfterWrite(Duration.ofHours(24))
            .build();

    public OrganisationKeyAuthenticator(
            TransactionOperations<Connection> transactions,
            OrganisationKeyRepository keys,
            ChatRepository chats,
            OrganisationService organisations,
            AuditLog audit) {
        this.transactions = transactions;
        this.keys = keys;
        this.chats = chats;
        this.organisations = organisations;
        this.audit = audit;
    }

    private record KeyUse(long key, KeyScope scope) {}

    /// A key that works.
    ///
    /// @param chat id of the chat of its conversation
    public record WorkingKey(long id, long organisation, long chat, Set<KeyScope> scopes) {

        private static WorkingKey fromRow(KeyRow row) {
            return new WorkingKey(row.id(), row.organisationId(), row.chatId(), row.scopeSet());
        }
    }

    /// Finds the key with this secret; empty when it is unknown, expired or removed. A text that cannot be a secret
    /// needs no query.
    public Optional<WorkingKey> findKey(String secret, Instant now) {
        return KeySecrets.isWellFormed(secret)
                ? keys.findWorking(keys.hashSecret(secret), now).map(WorkingKey::fromRow)
                : Optional.empty();
    }

    /// Chat of the key's conversation.
    public Chat findChat(WorkingKey key) {
        return chats.findForDelivery(List.of(key.chat())).get(key.chat());
    }

    /// Records that a key read something, once a day for each scope.
    public void noteReading(WorkingKey key, KeyScope scope, Instant now) {
        KeyUse use = new KeyUse(key.id(), scope);
        LocalDate today = now.atZone(PAKISTAN_ZONE).toLocalDate();
        if (!today.equals(noted.getIfPresent(use))) {
            recordUse(key, "key.used", scope.toWord(), now);
            noted.put(use, today);
        }
    }

    /// Records a request that changes something, each time.
    ///
    /// @param request without personal data
    public void noteChange(WorkingKey key, String request, Instant now) {
        recordUse(key, "key.requested", request, now);
    }

    private void recordUse(WorkingKey key, String what, String detail, Instant now) {
        transactions.executeWrite(status -> {
            organisations.lockOrganisations(List.of(key.organisation()));
            keys.markUsed(key.id(), now.atZone(PAKISTAN_ZONE).toLocalDate());
            audit.appendEntries(
                    List.of(new AuditEntry(key.organisation(), ACTOR, what, Long.toString(key.id()), detail, now)));
            return null;
        });
    }
}
