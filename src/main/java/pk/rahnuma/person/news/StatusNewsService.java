package pk.rahnuma.person.news;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import pk.rahnuma.person.push.PushSubscriptionService;
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

    /// A change of an application.
    ///
    /// @param about number of the application
    /// @param number of the change, each once
    /// @param status code of it after the change, which has a text
    public record StatusChange(long about, int number, Reference reference, String status) {}

    /// Adds news for those persons who want them, by each of their channels and subscriptions; two queries, and one
    /// statement if there are some.
    ///
    /// @param languages by person
    public void announceChange(StatusChange change, Map<Long, String> languages, Instant now) {
        List<StatusNewsRepository.NewsRow> rows = new ArrayList<>();
        preferences
                .findWanted(languages.keySet())
                .forEach((person, channels) -> channels.stream()
                        .sorted()
                        .map(channel -> toRow(change, person, channel, ONLY_TARGET, languages.get(person), now))
                        .forEach(rows::add));
        subscriptions
                .findIds(languages.keySet())
                .forEach((person, ids) -> ids.stream()
                        .map(id -> toRow(change, person, NewsChannel.PUSH, id, languages.get(person), now))
                        .forEach(rows::add));
        if (!rows.isEmpty()) {
            news.insertRows(rows);
        }
    }

    private static StatusNewsRepository.NewsRow toRow(
            StatusChange change, long person, NewsChannel channel, long target, String language, Instant now) {
        return new StatusNewsRepository.NewsRow(
                SubjectEncryptionService.newId(),
                change.about(),
                change.number(),
                person,
                channel,
                target,
                change.reference(),
                change.status(),
                language,
                StatusNewsRepository.NewsState.PENDING,
                0,
                StatusNewsSchedule.nextAllowed(channel, now),
                null,
                now,
                null);
    }
}
