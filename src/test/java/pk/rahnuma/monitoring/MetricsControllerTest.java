package pk.rahnuma.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.TestServer;
import pk.rahnuma.conversation.batch.IncomingMessage;
import pk.rahnuma.conversation.batch.MessageIntake;
import pk.rahnuma.conversation.batch.TurnReceipt;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.messaging.conversation.Channel;
import pk.rahnuma.telegram.fake.FakeBotApi;
import pk.rahnuma.telegram.fake.FakeTelegramUser;

/// Metrics, their access control, and that every metric is documented. Each test checks the difference that it caused.
class MetricsControllerTest {

    private static final FakeBotApi API = FakeBotApi.start();
    private static final Pattern DESCRIBED = Pattern.compile("^\\| `(rahnuma_\\w+)` \\|", Pattern.MULTILINE);
    private static final Pattern ALERT =
            Pattern.compile("^\\|[^|`]+\\| `([^`|]*(?:>|==) [\\d.]+)` \\|", Pattern.MULTILINE);
    private static final Pattern NAMED = Pattern.compile("\\b(?:rahnuma|jvm|process)_\\w+");

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.onH2()
                .withVariable("RAHNUMA_METRICS_TOKEN", MetricsScrape.TOKEN)
                .withVariable("RAHNUMA_SMS_URL", "log")
                .withBot(API)
                .startServer();
    }

    @AfterAll
    static void stop() {
        server.close();
        assertThat(API.complaints()).isEmpty();
        API.close();
    }

    @Test
    void everyMetricIsDescribedAndEveryOneDescribedIsThere() throws IOException {
        Set<String> there = scrape().metricNames();
        there.removeIf(name -> !name.startsWith("rahnuma_"));
        assertThat(DESCRIBED
                        .matcher(Files.readString(Path.of("docs/metrics.md")))
                        .results()
                        .map(found -> found.group(1)))
                .containsExactlyInAnyOrderElementsOf(there);
    }

    @Test
    void alertsAndTheDashboardNameMetricsThatAreThere() throws IOException {
        List<String> queries = new ArrayList<>();
        expressions(new ObjectMapper().readTree(Path.of("grafana/rahnuma.json").toFile()), queries);
        assertThat(queries).hasSizeGreaterThan(20);
        List<String> alerts = ALERT.matcher(Files.readString(Path.of("docs/metrics.md")))
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(alerts).hasSizeGreaterThan(5);
        queries.addAll(alerts);
        Set<String> named = new TreeSet<>();
        queries.forEach(query -> NAMED.matcher(query).results().forEach(name -> named.add(name.group())));
        assertThat(named).hasSizeGreaterThan(20);
        assertThat(afterAPauseOfTheCollector().seriesNames()).containsAll(named);
    }

    /// Waits for a first pause, from which on pauses are reported.
    private static MetricsScrape afterAPauseOfTheCollector() {
        return AwaitSupport.await()
                .until(
                        () -> {
                            System.gc();
                            return scrape();
                        },
                        scrape -> scrape.seriesNames().contains("jvm_gc_pause_seconds_count"));
    }

    private static void expressions(JsonNode node, List<String> found) {
        if (node.path("expr").isTextual()) {
            found.add(node.path("expr").asText());
        }
        node.forEach(inner -> expressions(inner, found));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "a-token-of-the-test", "a-token-of-the-tests1", "A-TOKEN-OF-THE-TESTS"})
    void withoutTheTokenThereIsNothing(String token) {
        MetricsScrape.HttpAnswer answer =
                MetricsScrape.fetchMetrics(server.address().resolve("/metrics"), token);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).doesNotContain("rahnuma_");
    }

    @Test
    void metricsComeAsPrometheusWantsThem() {
        MetricsScrape.HttpAnswer answer =
                MetricsScrape.fetchMetrics(server.address().resolve("/metrics"), MetricsScrape.TOKEN);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.type()).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
    }

    @Test
    void noLabelNamesAPersonOrAMessage() {
        API.person(7109, "en").says("Amna 35202-1234567-1");
        API.awaitCalls("sendMessage", 1);
        String withoutValues = scrape().toString().replaceAll("(?m) \\S+$", "");
        assertThat(withoutValues).contains("channel=\"telegram\"").doesNotContain("7109", "Amna", "35202");
    }

    @Test
    void aTurnIsCountedWithItsAgesAndItsBatch() {
        MetricsScrape before = scrape();
        FakeTelegramUser amna = API.person(7101, "en");
        amna.says("/start");
        amna.awaits("This is Rahnuma");
        await(before, "rahnuma_turn_sent_age_seconds_count", "channel=\"telegram\"");
        // A scrape during a send may contain one meter from before and the other from after.
        MetricsScrape after = scrape();
        for (String name : List.of("rahnuma_turn_commit_age_seconds_count", "rahnuma_turn_sent_age_seconds_count")) {
            assertThat(more(before, after, name, "channel=\"telegram\"")).isPositive();
            assertThat(more(before, after, name, "channel=\"web\"")).isZero();
        }
        assertThat(more(before, after, "rahnuma_turns_total", "telegram", "worked"))
                .isPositive();
        assertThat(more(before, after, "rahnuma_turn_batch_size_sum")).isPositive();
        assertThat(more(before, after, "rahnuma_turn_batch_seconds_count")).isPositive();
        assertThat(more(before, after, "rahnuma_sends_seconds_count", "telegram", "outcome=\"sent\""))
                .isPositive();
        assertThat(more(before, after, "rahnuma_telegram_answers_total", "ok")).isPositive();
        assertThat(after.sumOf("rahnuma_turn_last_commit_age_seconds")).isBetween(0.0, 60.0);
        assertThat(after.sumOf("rahnuma_telegram_poll_age_seconds")).isBetween(0.0, 60.0);
        assertThat(after.sumOf("rahnuma_turn_queue")).isZero();
        assertThat(after.sumOf("process_resident_memory_bytes")).isGreaterThan(10_000_000);
    }

    @Test
    void aDuplicateIsCountedAsRepeated() throws Exception {
        MetricsScrape before = scrape();
        offer("w1", "1", "/start");
        offer("w1", "1", "/start");
        MetricsScrape after = scrape();
        assertThat(more(before, after, "rahnuma_turns_total", "web", "worked")).isEqualTo(1);
        assertThat(more(before, after, "rahnuma_turns_total", "web", "repeated"))
                .isEqualTo(1);
    }

    @Test
    void aMessageThatFailsAloneIsCountedAsParkedAndIsADeadLetter() throws Exception {
        long conversation = offer("w2", "1", "/start").conversation();
        server.sql().execute("update conversation set state = x'00' where id = ?", conversation);
        MetricsScrape before = scrape();
        offer("w2", "2", "English");
        MetricsScrape after = scrape();
        assertThat(more(before, after, "rahnuma_turns_total", "web", "parked")).isEqualTo(1);
        assertThat(more(before, after, "rahnuma_turns_total", "web", "worked")).isZero();
        assertThat(more(before, after, "rahnuma_turn_batch_faults_total", "message"))
                .isEqualTo(1);
        awaitAtLeast(server, "rahnuma_dead_letters", 1);
    }

    @Test
    void aLimitOfTelegramIsCountedAndWhatWaitsForItIsTheOutbox() {
        FakeTelegramUser sana = API.person(7103, "en");
        sana.says("/start");
        sana.awaits("This is Rahnuma");
        MetricsScrape before = scrape();
        API.injectFault("sendMessage", 1, FakeBotApi.Fault.tooMany(3600));
        sana.says("English");
        MetricsScrape after = await(before, "rahnuma_sends_seconds_count", "outcome=\"retry_after\"");
        assertThat(more(before, after, "rahnuma_telegram_answers_total", "too_many"))
                .isEqualTo(1);
        awaitAtLeast(server, "rahnuma_outbox_messages", 1);
    }

    @Test
    void answersOverHttpAreCountedByStatus() {
        MetricsScrape before = scrape();
        MetricsScrape.fetchMetrics(server.address().resolve("/nothing"), null);
        MetricsScrape after = scrape();
        assertThat(more(before, after, "rahnuma_http_answers_total", "4xx")).isPositive();
        assertThat(more(before, after, "rahnuma_http_answers_total", "2xx")).isPositive();
    }

    @Test
    void withoutATokenThereIsNothingToRead() {
        try (TestServer quiet = TestServer.onH2().startServer()) {
            assertThat(MetricsScrape.fetchMetrics(quiet.address().resolve("/metrics"), MetricsScrape.TOKEN)
                            .status())
                    .isEqualTo(404);
            assertThat(MetricsScrape.fetchMetrics(quiet.address().resolve("/health"), MetricsScrape.TOKEN)
                            .body())
                    .isEqualTo("{\"status\":\"UP\"}");
        }
    }

    private static TurnReceipt offer(String address, String update, String text) throws Exception {
        return server.getBean(MessageIntake.class)
                .offerMessage(new IncomingMessage(
                        Channel.WEB, address, update, new ConversationInput.Text(text), "en", Instant.now()))
                .get(30, TimeUnit.SECONDS);
    }

    private static MetricsScrape scrape() {
        return MetricsScrape.scrapeServer(server.address());
    }

    private static double more(MetricsScrape before, MetricsScrape after, String name, String... labels) {
        return after.sumOf(name, labels) - before.sumOf(name, labels);
    }

    private static MetricsScrape await(MetricsScrape before, String name, String... labels) {
        return AwaitSupport.await()
                .alias(name + " rises")
                .until(MetricsControllerTest::scrape, after -> more(before, after, name, labels) > 0);
    }

    /// Waits for a value that is refreshed only from time to time.
    private static void awaitAtLeast(TestServer desk, String name, double least) {
        AwaitSupport.await()
                .untilAsserted(() -> assertThat(
                                MetricsScrape.scrapeServer(desk.address()).sumOf(name))
                        .isGreaterThanOrEqualTo(least));
    }
}
