package pk.rahnuma.person.news;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.person.PersonLock;
import pk.rahnuma.person.news.StatusNewsRepository.NewsRow;

/// Turns off news to addresses that do not exist.
@Singleton
final class UnreachableNewsService {

    private final TransactionOperations<Connection> transactions;
    private final NewsPreferenceService preferences;
    private final PushSubscriptionService subscriptions;
    private final NewsTexts texts;
    private final PersonLock persons;
    private final ConversationMessageService messages;

    UnreachableNewsService(
            TransactionOperations<Connection> transactions,
            NewsPreferenceService preferences,
            PushSubscriptionService subscriptions,
            NewsTexts texts,
            PersonLock persons,
            ConversationMessageService messages) {
        this.transactions = transactions;
        this.preferences = preferences;
        this.subscriptions = subscriptions;
        this.texts = texts;
        this.persons = persons;
        this.messages = messages;
    }

    /// Turns off a channel whose address does not exist, and notifies the person in their chat; of a subscription that
    /// has ended, mostly because the person ended it, they are not notified.
    void turnOff(NewsRow one, Instant now) {
        if (one.channel() == NewsChannel.PUSH) {
            subscriptions.unsubscribe(one.personId(), one.target(), now);
            return;
        }
        transactions.executeWrite(status -> {
            try {
                String language = persons.lockPerson(one.personId());
                preferences.turnOffUnreachable(one.personId(), one.channel(), now);
                messages.postNotices(one.personId(), List.of(texts.writeUnreachable(language, one.channel())), now);
            } catch (NoSuchElementException erased) {
                // Nobody is left to notify.
            }
            return null;
        });
    }
}
