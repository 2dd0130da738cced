package pk.rahnuma.person.news;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.messaging.push.PushBrowser;
import pk.rahnuma.messaging.push.PushConfiguration;
import pk.rahnuma.messaging.push.PushEndpointRules;
import pk.rahnuma.messaging.push.PushSubscription;
import pk.rahnuma.person.PersonLock;
import pk.rahnuma.person.news.PushSubscriptionService.SubscriptionResult;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.shared.PublicUrls;

@OnEachDatabase
class PushSubscriptionServiceTest {

    private static final Instant NOW = Instant.parse("2026-11-30T08:00:00Z");

    private final TestDatabase database;
    private final PushSubscriptionService service;
    private final PushBrowser browser = new PushBrowser();
    private final long ayesha;
    private final long bilal;

    PushSubscriptionServiceTest(TestDatabase database) {
        this.database = database;
        this.service = new PushSubscriptionService(
                database.getBean(PushSubscriptionRepository.class),
                database.vault(),
                new PushEndpointRules(new PushConfiguration(false)),
                database.transactions(),
                database.getBean(PersonLock.class),
                database.getBean(AuditLog.class),
                PublicUrls.ofText("https://desk.example.pk"));
        DomainFixture fixture = new DomainFixture(database);
        this.ayesha = fixture.createPerson("en");
        this.bilal = fixture.createPerson("en");
    }

    @AfterEach
    void close() {
        browser.close();
    }

    private SubscriptionResult subscribe(long person, String endpoint) {
        return database.sql().inTransaction(() -> service.subscribe(person, endpoint, browser.pushKeys(), NOW));
    }

    private static String endpoint(int number) {
        return "https://push.example.com/" + number;
    }

    @Test
    void aBrowserIsSubscribedOnceAndItsAddressIsSealed() {
        assertThat(subscribe(ayesha, endpoint(1))).isEqualTo(SubscriptionResult.SUBSCRIBED);
        assertThat(subscribe(ayesha, endpoint(1))).isEqualTo(SubscriptionResult.SUBSCRIBED);
        assertThat(subscribe(ayesha, "https://127.0.0.1/")).isEqualTo(SubscriptionResult.INVALID);
        PushSubscription stored = service.findByPerson(ayesha).getFirst();
        assertThat(service.findByPerson(ayesha)).hasSize(1);
        assertThat(stored.endpoint()).isEqualTo(endpoint(1));
        assertThat(stored.keys()).isEqualTo(browser.pushKeys());
        assertThat(stored.host()).isEqualTo("push.example.com");
        assertThat(service.findSubscription(stored.id())).contains(stored);
        assertThat(service.findIds(List.of(ayesha, bilal))).containsOnlyKeys(ayesha);
        byte[] content = database.sql()
                .queryOne(byte[].class, "select content from push_subscription where id = ?", stored.id());
        assertThat(new String(content, StandardCharsets.ISO_8859_1)).doesNotContain("push.example.com");
    }

    @Test
    void aPersonHasAtMostFive() {
        for (int number = 1; number <= 5; number++) {
            subscribe(ayesha, endpoint(number));
        }
        assertThat(subscribe(ayesha, endpoint(6))).isEqualTo(SubscriptionResult.TOO_MANY);
        long first = service.findByPerson(ayesha).getFirst().id();
        assertThat(service.unsubscribe(bilal, first, NOW))
                .as("of another person")
                .isFalse();
        assertThat(service.unsubscribe(ayesha, first, NOW)).isTrue();
        assertThat(subscribe(ayesha, endpoint(6))).isEqualTo(SubscriptionResult.SUBSCRIBED);
    }

    @Test
    void theAuditLogHasEachBeginningAndEnd() {
        subscribe(ayesha, endpoint(1));
        subscribe(ayesha, endpoint(1));
        long id = service.findByPerson(ayesha).getFirst().id();
        service.unsubscribe(ayesha, id, NOW);
        service.unsubscribe(ayesha, id, NOW);
        assertThat(database.sql()
                        .queryList(
                                String.class,
                                "select what from audit where chain = ? and about = ? order by seq",
                                ayesha,
                                Long.toString(id)))
                .containsExactly("push.on", "push.off");
    }

    @Test
    void aBrowserThatSubscribesForAnotherPersonIsTheirs() {
        subscribe(ayesha, endpoint(1));
        subscribe(bilal, endpoint(1));
        assertThat(service.findByPerson(ayesha)).isEmpty();
        assertThat(service.findByPerson(bilal)).hasSize(1);
    }

    @Test
    void anAddressWithoutItsKeysDoesNotTakeTheSubscriptionAway() {
        subscribe(ayesha, endpoint(1));
        try (PushBrowser other = new PushBrowser()) {
            database.sql().inTransaction(() -> service.subscribe(bilal, endpoint(1), other.pushKeys(), NOW));
        }
        assertThat(service.findByPerson(ayesha)).hasSize(1);
    }
}
