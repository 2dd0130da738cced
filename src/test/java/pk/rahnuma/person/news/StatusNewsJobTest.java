package pk.rahnuma.person.news;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.SteppableClock;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.MessagingFixture;
import pk.rahnuma.messaging.direct.DirectFailures;
import pk.rahnuma.messaging.direct.DirectMessage;
import pk.rahnuma.messaging.direct.DirectMessageException;
import pk.rahnuma.messaging.direct.SmsBudget;
import pk.rahnuma.messaging.direct.SmsBudgets;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.vault.SubjectEncryptionService;

@OnEachDatabase(always = true)
class StatusNewsJobTest {

    private static final Reference REFERENCE =
            Reference.parseText("K7MP-4RTX-9X").orElseThrow();
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final TestDatabase database;
    private final SteppableClock clock = new SteppableClock("2026-11-30T08:00:00Z");
    private final NewsFixture fixture;
    private final DomainFixture domain;
    private final long about = SubjectEncryptionService.newId();
    private final String email = "ayesha." + about + "@example.pk";
    private final long ayesha;

    StatusNewsJobTest(TestDatabase database) {
        this.database = database;
        this.fixture = new NewsFixture(database, clock);
        this.domain = new DomainFixture(database);
        this.ayesha = domain.createPerson("ur-Latn");
        database.sql().execute("delete from status_news");
    }

    private Instant now() {
        return clock.instant();
    }

    private void turnOn(long person) {
        String mobile = "+9230" + String.valueOf(about).replaceAll(".*(.{8})$", "$1");
        fixture.turnOn(database, person, email, mobile, now());
    }

    private void announce(int change, String status, long... persons) {
        List<StatusNewsService.StatusChange> changes = LongStream.of(persons)
                .mapToObj(person -> toChange(change, status, person))
                .toList();
        database.sql().inTransaction(() -> {
            fixture.news.announceChanges(changes, now());
            return null;
        });
    }

    private StatusNewsService.StatusChange toChange(int change, String status, long person) {
        return new StatusNewsService.StatusChange(person, "en", about, change, REFERENCE, status);
    }

    private List<String> states(NewsChannel channel) {
        return database.sql()
                .queryList(
                        String.class,
                        "select state from status_news where about = ? and channel = ? order by change_no",
                        about,
                        channel.name());
    }

    private static DirectMessageException failure(DirectMessageException.Outcome outcome) {
        return DirectFailures.create(outcome);
    }

    @Test
    void aChangeIsSentOnceByEachChannelThatIsOn() {
        turnOn(ayesha);
        announce(2, "asked", ayesha, domain.createPerson("en"));
        assertThat(fixture.sendNews()).isEqualTo(2);
        assertThat(fixture.sendNews()).isZero();
        assertThat(fixture.texts.sent)
                .singleElement()
                .matches(sms ->
                        sms.text().equals("Rahnuma, K7MP-4RTX-9X: waiting for you. https://desk.example.pk/en/status"));
        DirectMessage mail = fixture.emails.sent.getFirst();
        assertThat(fixture.emails.sent).hasSize(1);
        assertThat(mail.address()).isEqualTo(email);
        assertThat(mail.subject()).isEqualTo("Rahnuma: news of K7MP-4RTX-9X");
        assertThat(mail.stopUrl()).matches("https://desk\\.example\\.pk/news/stop/[A-Za-z0-9_-]{24}");
        assertThat(mail.text()).isEqualTo("""
                        Your application K7MP-4RTX-9X: waiting for you.

                        More about it is at the desk: https://desk.example.pk/en/status/K7MP-4RTX-9X

                        You turned these e-mails on. To turn them off: %s?lang=en""".formatted(mail.stopUrl()));
        assertThat(mail.text()).doesNotContain(Long.toString(ayesha));
    }

    @Test
    void newsBySmsCountForTheBudgetOfTheDayAndWaitWhenTheirPartIsUsed() {
        database.sql().execute("delete from sms_day");
        SmsBudget budget = SmsBudgets.onNode(database, clock, 2);
        NewsFixture poor = new NewsFixture(database, clock, Optional.of(budget));
        turnOn(ayesha);
        announce(2, "asked", ayesha);
        announce(3, "requested", ayesha);
        poor.sendNews();
        assertThat(poor.texts.sent).hasSize(1);
        assertThat(poor.emails.sent).hasSize(2);
        assertThat(states(NewsChannel.SMS)).containsExactlyInAnyOrder("SENT", "PENDING");
        assertThat(budget.takeForCode("192.0.2.1")).isTrue();
        assertThat(budget.takeForCode("192.0.2.2")).isFalse();
    }

    @Test
    void newsAreInTheTransactionOfTheChange() {
        turnOn(ayesha);
        assertThatThrownBy(() -> database.sql().inTransaction(() -> {
                    fixture.news.announceChanges(List.of(toChange(2, "active", ayesha)), now());
                    throw new IllegalStateException("the change fails");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(fixture.sendNews()).isZero();
        announce(2, "active", ayesha);
        assertThatThrownBy(() -> announce(2, "active", ayesha))
                .as("the same change")
                .isNotNull();
        fixture.sendNews();
        assertThat(fixture.emails.sent).hasSize(1);
    }

    @Test
    void twoNodesSendEachPieceOfNewsOnce() throws Exception {
        turnOn(ayesha);
        NewsFixture other = new NewsFixture(database.openAnotherNode(), clock);
        for (int change = 1; change <= 20; change++) {
            announce(change, "with_provider", ayesha);
        }
        Callable<Void> one = () -> sendAll(fixture);
        Callable<Void> two = () -> sendAll(other);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (Future<Void> done : threads.invokeAll(List.of(one, two))) {
                done.get();
            }
        }
        assertThat(fixture.emails.sent.size() + other.emails.sent.size()).isEqualTo(20);
        assertThat(states(NewsChannel.EMAIL)).hasSize(20).containsOnly("SENT");
    }

    private static Void sendAll(NewsFixture node) {
        for (int run = 0; run < 10; run++) {
            node.sendNews();
        }
        return null;
    }

    @Test
    void aRunSendsAFewNewsByEachChannel() {
        turnOn(ayesha);
        for (int change = 1; change <= StatusNewsJob.MAX_NEWS_PER_RUN + 2; change++) {
            announce(change, "with_provider", ayesha);
        }
        fixture.sendNews();
        assertThat(fixture.emails.sent).hasSize(StatusNewsJob.MAX_NEWS_PER_RUN);
        fixture.sendNews();
        assertThat(fixture.emails.sent).hasSize(StatusNewsJob.MAX_NEWS_PER_RUN + 2);
    }

    @Test
    void aChannelWithALongQueueDelaysNoOther() {
        turnOn(ayesha);
        clock.advanceBy(Duration.ofHours(8)); // 21:00 in Pakistan: SMS wait until the morning
        for (int change = 1; change <= 20 * StatusNewsJob.MAX_NEWS_PER_RUN; change++) {
            announce(change, "with_provider", ayesha);
        }
        database.sql().execute("update status_news set not_before = created_at where channel = 'EMAIL'");
        clock.advanceBy(Duration.ofHours(12));
        assertThat(fixture.job.sendNews(NewsChannel.SMS)).isEqualTo(StatusNewsJob.MAX_NEWS_PER_RUN);
        assertThat(fixture.texts.sent).hasSize(StatusNewsJob.MAX_NEWS_PER_RUN);
        assertThat(fixture.emails.sent).isEmpty();
    }

    @Test
    void aFailureThatPassesIsTriedAgainLaterAndLaterForADay() {
        turnOn(ayesha);
        announce(2, "active", ayesha);
        fixture.emails.failure = failure(DirectMessageException.Outcome.NOT_SENT);
        fixture.sendNews();
        clock.advanceBy(MINUTE.minusSeconds(1));
        assertThat(fixture.sendNews()).isZero();
        clock.advanceBy(Duration.ofSeconds(1));
        assertThat(fixture.sendNews()).isEqualTo(1);
        clock.advanceBy(MINUTE);
        assertThat(fixture.sendNews()).isZero();
        clock.advanceBy(MINUTE.multipliedBy(4));
        fixture.emails.failure = null;
        assertThat(fixture.sendNews()).isEqualTo(1);
        assertThat(fixture.emails.sent).hasSize(1);

        announce(3, "suspended", ayesha);
        fixture.emails.failure = failure(DirectMessageException.Outcome.NOT_SENT);
        for (int hour = 0; hour < 25; hour++) {
            fixture.sendNews();
            clock.advanceBy(Duration.ofHours(1));
        }
        assertThat(states(NewsChannel.EMAIL)).containsExactly("SENT", "REFUSED");
    }

    @Test
    void newsThatWerePerhapsSentAreNotSentAgain() {
        turnOn(ayesha);
        announce(2, "active", ayesha);
        fixture.emails.failure = failure(DirectMessageException.Outcome.UNKNOWN);
        fixture.texts.failure = new IllegalStateException("as if the node were killed");
        fixture.sendNews();
        fixture.emails.failure = null;
        fixture.texts.failure = null;
        clock.advanceBy(StatusNewsJob.OUTCOME_TIMEOUT);
        fixture.sendNews();
        assertThat(states(NewsChannel.SMS)).containsExactly("SENDING");
        fixture.job.settleLostNews();
        clock.advanceBy(Duration.ofHours(2));
        fixture.sendNews();
        assertThat(states(NewsChannel.EMAIL)).containsExactly("UNKNOWN");
        assertThat(states(NewsChannel.SMS)).containsExactly("UNKNOWN");
        assertThat(fixture.emails.sent).isEmpty();
        assertThat(fixture.texts.sent).isEmpty();
    }

    @Test
    void anAddressThatDoesNotExistTurnsItsChannelOffAndTheChatSaysSo() {
        turnOn(ayesha);
        announce(2, "active", ayesha);
        fixture.emails.failure = failure(DirectMessageException.Outcome.NO_SUCH_ADDRESS);
        fixture.sendNews();
        assertThat(states(NewsChannel.EMAIL)).containsExactly("REFUSED");
        Message notice = MessagingFixture.messages(database).readLast(ayesha, 1).getFirst();
        assertThat(notice.body().text()).contains("address maujood nahi");
        assertThat(notice.body().buttons().getFirst().getFirst().data()).isEqualTo("!start=news");
        assertThat(fixture.preferences.findPreferences(List.of(ayesha)).get(ayesha))
                .extracting(NewsPreference::wanted)
                .containsExactly(false, true);
        fixture.emails.failure = null;
        announce(3, "suspended", ayesha);
        fixture.sendNews();
        assertThat(fixture.emails.sent).isEmpty();
        assertThat(fixture.texts.sent).hasSize(2);
    }

    @Test
    void newsAreNotSentOnceThePersonHasTurnedThemOff() {
        turnOn(ayesha);
        announce(2, "active", ayesha);
        database.sql()
                .inTransaction(() -> fixture.preferences.changePreference(ayesha, NewsChannel.EMAIL, false, now()));
        fixture.sendNews();
        assertThat(fixture.emails.sent).isEmpty();
        assertThat(states(NewsChannel.EMAIL)).containsExactly("REFUSED");
    }

    @Test
    void noSmsRingsAtNight() {
        turnOn(ayesha);
        clock.advanceBy(Duration.ofHours(8)); // 21:00 in Pakistan
        announce(2, "active", ayesha);
        fixture.sendNews();
        assertThat(fixture.emails.sent).hasSize(1);
        clock.advanceBy(Duration.ofHours(12).minusSeconds(1));
        fixture.sendNews();
        assertThat(fixture.texts.sent).isEmpty();
        clock.advanceBy(Duration.ofSeconds(1));
        fixture.sendNews();
        assertThat(fixture.texts.sent).hasSize(1);
    }

    @Test
    void theLinkOfAnOldEmailStillTurnsThemOff() {
        turnOn(ayesha);
        announce(2, "active", ayesha);
        fixture.sendNews();
        String token = fixture.emails.sent.getFirst().stopUrl().replaceFirst(".*/", "");
        database.sql().inTransaction(() -> {
            fixture.preferences.changePreference(ayesha, NewsChannel.EMAIL, false, now());
            return fixture.preferences.changePreference(ayesha, NewsChannel.EMAIL, true, now());
        });
        assertThat(fixture.preferences.stopByToken(token, now())).isTrue();
        assertThat(fixture.preferences.stopByToken(token, now())).as("again").isTrue();
        assertThat(fixture.preferences.stopByToken("A".repeat(24), now())).isFalse();
        assertThat(fixture.preferences.findPreferences(List.of(ayesha)).get(ayesha))
                .extracting(NewsPreference::wanted)
                .containsExactly(false, true);
        assertThat(database.sql()
                        .queryList(
                                String.class,
                                "select detail from audit where about = ? and what = 'news.off' order by seq",
                                Long.toString(ayesha)))
                .containsExactly("email", "email, by link");
    }

    @Test
    void choicesAndNewsAreExportedErasedAndExpire() {
        turnOn(ayesha);
        announce(2, "active", ayesha);
        NewsDataHandler handler = database.getBean(NewsDataHandler.class);
        assertThat(handler.exportData(ayesha).toString())
                .contains("channel=email, on=true", "reference=K7MP-4RTX-9X", "status=active", "sent=false");
        assertThat(handler.deleteExpired(now(), 10)).isZero();
        assertThat(handler.deleteExpired(now().plus(NewsDataHandler.NEWS_TTL).plusSeconds(1), 10))
                .isEqualTo(2);
        announce(3, "suspended", ayesha);
        handler.eraseData(ayesha, now());
        assertThat(handler.exportData(ayesha)).isEmpty();
        assertThat(fixture.sendNews()).isZero();
    }

    @Test
    void aChannelWithoutAProvedAddressCannotBeTurnedOn() {
        assertThat(database.sql()
                        .inTransaction(
                                () -> fixture.preferences.changePreference(ayesha, NewsChannel.EMAIL, true, now())))
                .isFalse();
        assertThat(fixture.preferences.findPreferences(List.of(ayesha)).get(ayesha))
                .containsExactly(
                        new NewsPreference(NewsChannel.EMAIL, null, false, false),
                        new NewsPreference(NewsChannel.SMS, null, false, false));
    }
}
