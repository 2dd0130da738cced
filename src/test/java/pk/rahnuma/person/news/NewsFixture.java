package pk.rahnuma.person.news;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import pk.rahnuma.SteppableClock;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.cluster.TestClusterNodes;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.messaging.MessagingFixture;
import pk.rahnuma.messaging.conversation.ConversationRepository;
import pk.rahnuma.messaging.direct.DirectMessage;
import pk.rahnuma.messaging.direct.DirectMessageSender;
import pk.rahnuma.messaging.direct.SmsBudget;
import pk.rahnuma.messaging.push.PushMessageSender;
import pk.rahnuma.person.IdentityAddress;
import pk.rahnuma.person.IdentityKind;
import pk.rahnuma.person.PersonIdentityRepository;
import pk.rahnuma.person.PersonLock;
import pk.rahnuma.script.ActionTypeRegistry;
import pk.rahnuma.script.ScriptFolderReader;
import pk.rahnuma.shared.PublicBaseUrl;
import pk.rahnuma.shared.PublicUrls;

/// News outside of the chat over a database, with senders that keep messages.
final class NewsFixture {

    static final ScriptLibrary LIBRARY =
            ScriptLibrary.loadChecked(ScriptFolderReader.readSources(null), ActionTypeRegistry.loadAll());

    final RecordingSender emails = new RecordingSender(DirectMessage.Medium.EMAIL);
    final RecordingSender texts = new RecordingSender(DirectMessage.Medium.SMS);
    final StatusNewsService news;
    final NewsPreferenceService preferences;
    final StatusNewsJob job;
    private final PersonIdentityRepository identities;

    NewsFixture(TestDatabase database, SteppableClock clock) {
        this(database, clock, Optional.empty());
    }

    NewsFixture(TestDatabase database, SteppableClock clock, Optional<SmsBudget> smsBudget) {
        PublicBaseUrl url = PublicUrls.ofText("https://desk.example.pk");
        List<DirectMessageSender> senders = List.of(emails, texts);
        StatusNewsRepository rows = database.getBean(StatusNewsRepository.class);
        NewsStopTokens tokens = database.getBean(NewsStopTokens.class);
        this.identities = database.getBean(PersonIdentityRepository.class);
        this.preferences = new NewsPreferenceService(
                database.transactions(),
                database.getBean(NewsPreferenceRepository.class),
                identities,
                tokens,
                database.getBean(AuditLog.class),
                senders,
                url);
        PushSubscriptionService subscriptions = database.getBean(PushSubscriptionService.class);
        this.news = new StatusNewsService(preferences, subscriptions, rows);
        NewsTexts words = new NewsTexts(LIBRARY, url, tokens);
        this.job = new StatusNewsJob(
                rows,
                new NewsSender(
                        senders,
                        smsBudget,
                        preferences,
                        subscriptions,
                        database.getBean(PushMessageSender.class),
                        words),
                new UnreachableNewsService(
                        database.transactions(),
                        preferences,
                        subscriptions,
                        words,
                        new PersonLock(database.getBean(ConversationRepository.class)),
                        MessagingFixture.messages(database)),
                TestClusterNodes.singleNode(database),
                clock);
    }

    /// Runs the jobs of all channels once.
    ///
    /// @return number of news that they took
    int sendNews() {
        return Stream.of(NewsChannel.values()).mapToInt(job::sendNews).sum();
    }

    /// Stores that a person has proved an e-mail address and a mobile number, and wants news there.
    void turnOn(TestDatabase database, long person, String email, String mobile, Instant now) {
        database.sql().inTransaction(() -> {
            identities.saveProved(person, new IdentityAddress(IdentityKind.EMAIL, email), now);
            identities.saveProved(person, new IdentityAddress(IdentityKind.PHONE, mobile), now);
            NewsChannel.ADDRESSED.forEach(channel -> preferences.changePreference(person, channel, true, now));
            return null;
        });
    }

    /// Keeps messages instead of sending them, or fails.
    static final class RecordingSender implements DirectMessageSender {

        final List<DirectMessage> sent = Collections.synchronizedList(new ArrayList<>());
        volatile RuntimeException failure;
        private final DirectMessage.Medium medium;

        RecordingSender(DirectMessage.Medium medium) {
            this.medium = medium;
        }

        @Override
        public DirectMessage.Medium medium() {
            return medium;
        }

        @Override
        public void sendMessage(DirectMessage message) {
            if (failure != null) {
                throw failure;
            }
            sent.add(message);
        }
    }
}
