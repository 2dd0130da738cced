package pk.rahnuma.person.news;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Adds news of changes of applications to the outbox of the channels outside of the chat. Takes part in the
/// transaction of the thread, which makes the change.
@Singleton
public class StatusNewsService {

    private static final long ONLY_TARGET = 0;

    private final NewsPreferenceService preferences;
    private final PushSubscriptionService subscriptions;
    private final StatusNewsRepository news;

    StatusNewsService(
            NewsPreferenceService preferences, PushSubscriptionService subscriptions, StatusNewsRepository news) {
        this.preferences = preferences;
        this.subscriptions = subscriptions;
        this.news = news;
    }

    /// A change of an application, for one person.
    ///
    /// @param language of the news
    /// @param about number of the application
    /// @param number of the change, each once
    /// @param status code of the application after the change, which has a text
    public record StatusChange(
            long person, String language, long about, int number, Reference reference, String status) {}

    /// Adds news for those persons who want them, by each of their channels and subscriptions; two queries, and one
    /// statement if there are some.
    public void announceChanges(List<StatusChange> changes, Instant now) {
        List<Long> persons =
                changes.stream().map(StatusChange::person).distinct().toList();
        Map<Long, Set<NewsChannel>> wanted = preferences.findWanted(persons);
        Map<Long, List<Long>> subscribed = subscriptions.findIds(persons);
        List<StatusNewsRepository.NewsRow> rows = new ArrayList<>();
        for (StatusChange change : changes) {
            wanted.getOrDefault(change.person(), Set.of()).stream()
                    .sorted()
                    .map(channel -> toRow(change, channel, ONLY_TARGET, now))
                    .forEach(rows::add);
            subscribed.getOrDefault(change.person(), List.of()).stream()
                    .map(id -> toRow(change, NewsChannel.PUSH, id, now))
                    .forEach(rows::add);
        }
        if (!rows.isEmpty()) {
            news.insertRows(rows);
        }
    }

    private static StatusNewsRepository.NewsRow toRow(
            StatusChange change, NewsChannel channel, long target, Instant now) {
        return new StatusNewsRepository.NewsRow(
                SubjectEncryptionService.newId(),
                change.about(),
                change.number(),
                change.person(),
                channel,
                target,
                change.reference(),
                change.status(),
                change.language(),
                StatusNewsRepository.NewsState.PENDING,
                0,
                StatusNewsSchedule.nextAllowed(channel, now),
                null,
                now,
                null);
    }
}
