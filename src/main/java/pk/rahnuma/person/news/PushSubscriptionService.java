package pk.rahnuma.person.news;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.messaging.push.PushEndpointRules;
import pk.rahnuma.messaging.push.PushKeys;
import pk.rahnuma.messaging.push.PushSubscription;
import pk.rahnuma.persistence.PaddedKeys;
import pk.rahnuma.person.PersonLock;
import pk.rahnuma.shared.PublicBaseUrl;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Subscriptions of persons to web push. A person who subscribes turns news by web push on, and off by ending the
/// subscription. A browser that subscribes for another person ends its subscription for the one before.
@Singleton
public class PushSubscriptionService {

    /// Maximum subscriptions of a person.
    public static final int MAX_SUBSCRIPTIONS_PER_PERSON = 5;

    private final PushSubscriptionRepository subscriptions;
    private final SubjectEncryptionService vault;
    private final PushEndpointRules rules;
    private final TransactionOperations<Connection> transactions;
    private final PersonLock persons;
    private final AuditLog audit;
    private final boolean offered;

    PushSubscriptionService(
            PushSubscriptionRepository subscriptions,
            SubjectEncryptionService vault,
            PushEndpointRules rules,
            TransactionOperations<Connection> transactions,
            PersonLock persons,
            AuditLog audit,
            PublicBaseUrl url) {
        this.transactions = transactions;
        this.persons = persons;
        this.audit = audit;
        this.subscriptions = subscriptions;
        this.vault = vault;
        this.rules = rules;
        this.offered = url.baseUrl().isPresent();
    }

    /// Result of a subscription.
    public enum SubscriptionResult {
        SUBSCRIBED,
        /// The address or the keys are none.
        INVALID,
        /// The person has [#MAX_SUBSCRIPTIONS_PER_PERSON] others.
        TOO_MANY
    }

    /// True when the desk sends by web push: news have links, and push services want to know whose they are, so it
    /// needs a public address.
    public boolean isOffered() {
        return offered;
    }

    /// Stores a subscription, in the transaction of the caller, who has locked the person. One that is stored already
    /// stays as it is.
    public SubscriptionResult subscribe(long person, String endpoint, PushKeys keys, Instant now) {
        if (!rules.isAllowed(endpoint) || !keys.isValid()) {
            return SubscriptionResult.INVALID;
        }
        String content = keys.p256dh() + " " + keys.auth() + " " + endpoint;
        byte[] hash = vault.keyedHash("push subscription", content);
        if (subscriptions.findId(hash, person).isPresent()) {
            return SubscriptionResult.SUBSCRIBED;
        }
        if (subscriptions.countByPersonId(person) >= MAX_SUBSCRIPTIONS_PER_PERSON) {
            return SubscriptionResult.TOO_MANY;
        }
        subscriptions.deleteByHash(hash);
        long id = SubjectEncryptionService.newId();
        byte[] sealed = vault.seal(PushSubscriptionRepository.CONTENT_COLUMN.placeAt(person, id), content);
        subscriptions.insertRow(new PushSubscriptionRepository.SubscriptionRow(id, person, hash, sealed, now));
        recordEntry(person, "push.on", id, now);
        return SubscriptionResult.SUBSCRIBED;
    }

    /// Ends a subscription of a person.
    ///
    /// @return false when they have none with this id
    public boolean unsubscribe(long person, long id, Instant now) {
        return transactions.executeWrite(status -> {
            if (!persons.lockIfExists(person) || subscriptions.deleteOwn(id, person) == 0) {
                return false;
            }
            recordEntry(person, "push.off", id, now);
            return true;
        });
    }

    private void recordEntry(long person, String what, long id, Instant now) {
        audit.appendEntries(List.of(new AuditEntry(person, "applicant", what, Long.toString(id), null, now)));
    }

    /// Subscriptions of a person, the oldest first.
    public List<PushSubscription> findByPerson(long person) {
        return subscriptions.findOldest(person, MAX_SUBSCRIPTIONS_PER_PERSON).stream()
                .map(this::toSubscription)
                .toList();
    }

    /// Ids of the subscriptions of persons; one query.
    public Map<Long, List<Long>> findIds(Collection<Long> persons) {
        return persons.isEmpty()
                ? Map.of()
                : subscriptions.findOwners(PaddedKeys.padKeys(persons)).stream()
                        .collect(Collectors.groupingBy(
                                PushSubscriptionRepository.OwnerRow::personId,
                                Collectors.mapping(PushSubscriptionRepository.OwnerRow::id, Collectors.toList())));
    }

    /// Finds a subscription.
    public Optional<PushSubscription> findSubscription(long id) {
        return subscriptions.findRow(id).map(this::toSubscription);
    }

    /// Ends all subscriptions of a person.
    public void deleteAll(long person) {
        subscriptions.deleteByPersonId(person);
    }

    private PushSubscription toSubscription(PushSubscriptionRepository.SubscriptionRow row) {
        String[] content = vault.openText(
                        PushSubscriptionRepository.CONTENT_COLUMN.placeAt(row.personId(), row.id()), row.content())
                .split(" ", 3);
        return new PushSubscription(row.id(), content[2], new PushKeys(content[0], content[1]), row.createdAt());
    }
}
