package pk.rahnuma.person.news;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pk.rahnuma.messaging.push.PushSubscription;
import pk.rahnuma.vault.PersonalDataHandler;

/// Personal data handler for news outside of the chat.
@Singleton
final class NewsDataHandler implements PersonalDataHandler {

    /// Time after which news are deleted.
    static final Duration NEWS_TTL = Duration.ofDays(30);

    private final TransactionOperations<Connection> transactions;
    private final NewsPreferenceRepository preferences;
    private final StatusNewsRepository news;
    private final PushSubscriptionService subscriptions;

    NewsDataHandler(
            TransactionOperations<Connection> transactions,
            NewsPreferenceRepository preferences,
            StatusNewsRepository news,
            PushSubscriptionService subscriptions) {
        this.transactions = transactions;
        this.preferences = preferences;
        this.news = news;
        this.subscriptions = subscriptions;
    }

    @Override
    public LockOrder lockOrder() {
        return LockOrder.OUTBOX;
    }

    @Override
    public Map<String, Object> exportData(long person) {
        List<NewsPreferenceRepository.PreferenceRow> choices = preferences.findByPerson(person);
        List<StatusNewsRepository.NewsRow> sent = news.findNewest(person);
        Map<String, Object> exported = new LinkedHashMap<>();
        if (!choices.isEmpty()) {
            exported.put(
                    "news_wanted",
                    choices.stream().map(NewsDataHandler::toExport).toList());
        }
        List<PushSubscription> subscribed = subscriptions.findByPerson(person);
        if (!subscribed.isEmpty()) {
            exported.put(
                    "news_push",
                    subscribed.stream().map(NewsDataHandler::toExport).toList());
        }
        if (!sent.isEmpty()) {
            exported.put(
                    "news_sent", sent.stream().map(NewsDataHandler::toExport).toList());
        }
        return exported;
    }

    private static Map<String, Object> toExport(NewsPreferenceRepository.PreferenceRow choice) {
        Map<String, Object> exported = new LinkedHashMap<>();
        exported.put("channel", choice.key().channel().toWord());
        exported.put("on", choice.wanted());
        exported.put("since", choice.changedAt());
        return exported;
    }

    private static Map<String, Object> toExport(PushSubscription subscription) {
        Map<String, Object> exported = new LinkedHashMap<>();
        exported.put("address", subscription.endpoint());
        exported.put("since", subscription.created());
        return exported;
    }

    private static Map<String, Object> toExport(StatusNewsRepository.NewsRow one) {
        Map<String, Object> exported = new LinkedHashMap<>();
        exported.put("at", one.createdAt());
        exported.put("channel", one.channel().toWord());
        exported.put("reference", one.reference().toGroupedText());
        exported.put("status", one.status());
        exported.put("sent", one.state() == StatusNewsRepository.NewsState.SENT);
        return exported;
    }

    @Override
    public void eraseData(long person, Instant now) {
        news.deleteByPersonId(person);
        preferences.deleteByPerson(person);
        subscriptions.deleteAll(person);
    }

    @Override
    public int deleteExpired(Instant now, int limit) {
        return transactions.executeWrite(status -> {
            List<Long> expired = news.findOlderThan(now.minus(NEWS_TTL), limit);
            if (!expired.isEmpty()) {
                news.deleteByIdIn(expired);
            }
            return expired.size();
        });
    }
}
