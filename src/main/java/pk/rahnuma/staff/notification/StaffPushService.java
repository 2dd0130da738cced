package pk.rahnuma.staff.notification;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import pk.rahnuma.messaging.push.PushEndpointRules;
import pk.rahnuma.messaging.push.PushKeys;
import pk.rahnuma.messaging.push.PushSubscription;
import pk.rahnuma.messaging.push.VapidKeys;
import pk.rahnuma.shared.PublicBaseUrl;
import pk.rahnuma.staff.AuthenticatedStaff;
import pk.rahnuma.staff.StaffAccountRepository;
import pk.rahnuma.staff.StaffTokenRepository;
import pk.rahnuma.staff.notification.StaffPushRepository.DueMessage;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Devices of members of staff that get notifications by web push. A device belongs to the session in which it was
/// subscribed last, and is removed when that session is ended, but not when it expires. A browser that subscribes for
/// another member is no device of the one before.
@Singleton
public class StaffPushService {

    private static final int TOPIC_BYTES = 18;

    private final StaffPushRepository subscriptions;
    private final StaffAccountRepository accounts;
    private final StaffTokenRepository tokens;
    private final TransactionOperations<Connection> transactions;
    private final SubjectEncryptionService vault;
    private final PushEndpointRules rules;
    private final VapidKeys keys;
    private final PublicBaseUrl url;

    StaffPushService(
            StaffPushRepository subscriptions,
            StaffAccountRepository accounts,
            StaffTokenRepository tokens,
            TransactionOperations<Connection> transactions,
            SubjectEncryptionService vault,
            PushEndpointRules rules,
            VapidKeys keys,
            PublicBaseUrl url) {
        this.subscriptions = subscriptions;
        this.accounts = accounts;
        this.tokens = tokens;
        this.transactions = transactions;
        this.vault = vault;
        this.rules = rules;
        this.keys = keys;
        this.url = url;
    }

    /// Public key with which browsers subscribe; empty when the desk sends nothing by web push, since it has no public
    /// address.
    public Optional<String> findPublicKey() {
        return url.baseUrl().map(address -> keys.publicKey());
    }

    /// Subscribes the device of a session. Of more than the maximum of a member, the one subscribed first goes.
    ///
    /// @param language of the console there
    /// @return false when the address or the keys are none, the session has ended, or the desk sends nothing
    public boolean subscribe(
            AuthenticatedStaff user, String language, String endpoint, PushKeys pushKeys, Instant now) {
        if (url.baseUrl().isEmpty() || !rules.isAllowed(endpoint) || !pushKeys.isValid()) {
            return false;
        }
        long member = user.member().id();
        String content = toContent(endpoint, pushKeys);
        return transactions.executeWrite(status -> {
            boolean open = accounts.lockAccount(member)
                            .filter(account -> account.member().isEnabled())
                            .isPresent()
                    && tokens.hasSession(member, user.session());
            if (open) {
                byte[] hash = hashContent(content);
                long id = SubjectEncryptionService.newId();
                subscriptions.deleteByHash(hash);
                subscriptions.insertRow(new StaffPushRepository.SubscriptionRow(
                        id,
                        member,
                        user.session(),
                        language,
                        hash,
                        vault.seal(StaffPushRepository.CONTENT_COLUMN.placeAt(member, id), content),
                        now));
                subscriptions.deleteExcess(member);
            }
            return open;
        });
    }

    /// Ends the subscription of a device of the member; that of another member stays.
    public void unsubscribe(AuthenticatedStaff user, String endpoint, PushKeys pushKeys) {
        subscriptions.deleteOwn(
                hashContent(toContent(endpoint, pushKeys)), user.member().id());
    }

    /// Subscription to which a message is sent.
    PushSubscription openSubscription(DueMessage message, Instant now) {
        String[] content = vault.openText(
                        StaffPushRepository.CONTENT_COLUMN.placeAt(message.staffId(), message.subscriptionId()),
                        message.content())
                .split(" ", 3);
        return new PushSubscription(message.subscriptionId(), content[2], new PushKeys(content[0], content[1]), now);
    }

    /// Topic of a case for a member: a later message about it replaces one that waits. It tells the push service
    /// nothing.
    String createTopic(DueMessage message) {
        byte[] hash = vault.keyedHash("staff push topic", message.staffId() + " " + message.caseId());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, TOPIC_BYTES));
    }

    private static String toContent(String endpoint, PushKeys pushKeys) {
        return pushKeys.p256dh() + " " + pushKeys.auth() + " " + endpoint;
    }

    private byte[] hashContent(String content) {
        return vault.keyedHash("staff push subscription", content);
    }
}
