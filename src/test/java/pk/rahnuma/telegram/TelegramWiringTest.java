package pk.rahnuma.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthResult;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.cluster.LeaseService;
import pk.rahnuma.cluster.TestClusterNodes;
import pk.rahnuma.conversation.delivery.SpareSlots;
import pk.rahnuma.conversation.intake.MessageIntake;
import pk.rahnuma.telegram.client.TelegramConfiguration;
import pk.rahnuma.telegram.fake.FakeBotApi;
import pk.rahnuma.telegram.poll.TelegramHealthIndicator;
import pk.rahnuma.telegram.poll.UpdatePoller;
import pk.rahnuma.telegram.profile.BotProfileProvider;
import pk.rahnuma.telegram.send.TelegramSender;
import pk.rahnuma.telegram.update.BlockListener;
import reactor.core.publisher.Mono;

class TelegramWiringTest {

    @Test
    void withoutATokenTheAdapterIsDisabled() {
        for (Map<String, Object> settings :
                List.of(Map.<String, Object>of(), Map.<String, Object>of("rahnuma.telegram.token", ""))) {
            try (ApplicationContext context = context(settings)) {
                assertThat(context.containsBean(TelegramConfiguration.class)).isFalse();
                assertThat(context.containsBean(UpdatePoller.class)).isFalse();
                assertThat(context.containsBean(TelegramSender.class)).isFalse();
            }
        }
    }

    @Test
    void withATokenItOpensToThePublicServer() {
        try (ApplicationContext context = context(Map.of("rahnuma.telegram.token", "4242:BotApi-stub"))) {
            assertThat(context.getBean(TelegramConfiguration.class).apiUrl()).isEqualTo("https://api.telegram.org");
            assertThat(context.getBean(UpdatePoller.class)).isNotNull();
            assertThat(context.containsBean(TelegramSender.class)).isTrue();
        }
    }

    @Test
    void healthTellsTheAgeOfTheLastPollAndIsDownAfterAMinuteWithoutOne() {
        FakeBotApi api = FakeBotApi.start();
        Map<String, Object> settings =
                Map.of("rahnuma.telegram.token", api.token(), "rahnuma.telegram.api-url", api.url());
        try (api;
                ApplicationContext context = context(settings)) {
            TelegramHealthIndicator health = context.getBean(TelegramHealthIndicator.class);
            assertThat(result(health).getDetails()).hasToString("{lastPoll=never}");
            context.getBean(UpdatePoller.class).startThread();
            api.awaitConfirmed(api.person(7001, "en").says("hello").update());
            assertThat(result(health).getStatus()).isEqualTo(HealthStatus.UP);
            assertThat(result(health).getDetails()).hasToString("{lastPoll=0 s ago}");
            context.getBean(Fakes.class).now = Fakes.START.plus(Duration.ofSeconds(60));
            assertThat(result(health).getStatus()).isEqualTo(HealthStatus.UP);
            context.getBean(Fakes.class).now = Fakes.START.plus(Duration.ofSeconds(61));
            assertThat(result(health).getStatus()).isEqualTo(HealthStatus.DOWN);
            assertThat(result(health).getDetails())
                    .hasToString("{reason=Telegram has not answered a poll for 61 s, lastPoll=61 s ago}");
        }
    }

    @Test
    void theTokenIsNeverShown() {
        assertThat(new TelegramConfiguration("4242:secret", "http://localhost:8081"))
                .hasToString("bot 4242 at http://localhost:8081");
    }

    private static HealthResult result(TelegramHealthIndicator health) {
        return Mono.from(health.getResult()).block();
    }

    private static ApplicationContext context(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("test.telegram", true);
        all.put("datasources.default.enabled", false);
        return ApplicationContext.run(all);
    }

    @Factory
    @Requires(property = "test.telegram")
    static final class Fakes {

        static final Instant START = Instant.parse("2026-03-02T05:00:00Z");
        private final InMemoryIntake desk = new InMemoryIntake();
        private volatile Instant now = START;

        @Primary
        @Singleton
        SpareSlots spareSlots() {
            return (channel, chat) -> false;
        }

        @Bean(typed = MessageIntake.class)
        @Primary
        @Singleton
        MessageIntake intake() {
            return desk;
        }

        @Bean(typed = BlockListener.class)
        @Primary
        @Singleton
        BlockListener blocks() {
            return desk;
        }

        @Primary
        @Singleton
        LeaseService leases() {
            TestDatabase database = TestDatabase.onH2();
            return TestClusterNodes.leases(database, TestClusterNodes.singleNode(database));
        }

        @Primary
        @Singleton
        BotProfileProvider profile() {
            return (key, language) -> key;
        }

        @Primary
        @Singleton
        InstantSource clock() {
            return () -> now;
        }
    }
}
