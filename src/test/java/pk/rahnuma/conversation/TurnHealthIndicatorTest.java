package pk.rahnuma.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.opentelemetry.api.OpenTelemetry;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.SteppableClock;
import pk.rahnuma.TestServer;
import pk.rahnuma.conversation.batch.ChatResolver;
import pk.rahnuma.conversation.batch.IncomingMessage;
import pk.rahnuma.conversation.batch.TurnBatchProcessor;
import pk.rahnuma.conversation.batch.TurnConfiguration;
import pk.rahnuma.conversation.batch.TurnMetrics;
import pk.rahnuma.conversation.batch.TurnReceipt;
import pk.rahnuma.conversation.delivery.SendMetrics;
import pk.rahnuma.conversation.delivery.TurnTracing;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.messaging.conversation.Channel;
import reactor.core.publisher.Mono;

/// Health of turns, by ages and with the reason.
class TurnHealthIndicatorTest {

    private static final TestServer server = TestServer.onH2().startServer();

    private final SteppableClock clock = new SteppableClock("2026-03-02T09:00:00Z");
    private final TurnTracing traces = new TurnTracing(OpenTelemetry.noop());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1205  | rows stay locked by other transactions
            40001 | rows stay locked by other transactions
            1290  | the database accepts no writes: it is read-only
            1114  | the database accepts no writes: its disk is full or fails
            90031 | the database accepts no writes: its disk is full or fails
            1040  | the database has no connection left
            1045  | the database refuses the user
            0     | the database does not answer
            """)
    void itIsDownWithTheReasonAfterABatchThatWasNotCommittedUntilOneIs(int code, String reason) {
        TurnMetrics meters = meters(clock);
        TurnHealthIndicator health = new TurnHealthIndicator(server.getBean(TurnWorkerPool.class), meters, clock);
        meters.recordFault(new IllegalStateException(new SQLException("no word of it", "HY000", code)));
        assertThat(result(health).getStatus()).isEqualTo(HealthStatus.DOWN);
        assertThat(details(health)).containsEntry("reason", "turns are not committed: " + reason);
        clock.advanceBy(Duration.ofSeconds(1));
        meters.recordCommit(List.of(), List.of());
        assertThat(result(health).getStatus()).isEqualTo(HealthStatus.UP);
        clock.advanceBy(Duration.ofSeconds(7));
        assertThat(details(health)).containsEntry("lastCommit", "7 s ago").doesNotContainKey("reason");
    }

    @Test
    void aFaultWithoutLaterTurnsIsForgottenAfterAMinute() {
        TurnMetrics meters = meters(clock);
        TurnHealthIndicator health = new TurnHealthIndicator(server.getBean(TurnWorkerPool.class), meters, clock);
        meters.recordFault(new SQLException());
        clock.advanceBy(Duration.ofSeconds(60));
        assertThat(result(health).getStatus()).isEqualTo(HealthStatus.DOWN);
        clock.advanceBy(Duration.ofSeconds(1));
        assertThat(result(health).getStatus()).isEqualTo(HealthStatus.UP);
    }

    @Test
    void aQueueThatDoesNotMoveIsDownAndAfterFiveMinutesAReasonToStartAgain() throws Exception {
        TurnWorkerPool runners = server.getBean(TurnWorkerPool.class);
        long held = offer(runners, "1").get(30, TimeUnit.SECONDS).conversation();
        TurnMetrics meters = server.getBean(TurnMetrics.class);
        Clock clock = Clock.systemUTC();
        AwaitSupport.await().until(() -> runners.oldestBusySince().isEmpty());
        assertThat(result(new TurnHealthIndicator(runners, meters, Clock.offset(clock, Duration.ofHours(1))))
                        .getStatus())
                .isEqualTo(HealthStatus.UP);
        var waiting = server.sql().inTransaction(() -> {
            server.sql().execute("update conversation set language = language where id = ?", held);
            var offered = offer(runners, "2");
            // It waits for the lock, or for the worker.
            AwaitSupport.await().until(() -> runners.oldestBusySince().isPresent());
            assertThat(result(new TurnHealthIndicator(runners, meters, clock)).getStatus())
                    .isEqualTo(HealthStatus.UP);
            TurnHealthIndicator later =
                    new TurnHealthIndicator(runners, meters, Clock.offset(clock, Duration.ofSeconds(25)));
            assertThat(result(later).getStatus()).isEqualTo(HealthStatus.DOWN);
            assertThat(details(later).get("reason").toString()).startsWith("the queue does not move: ");
            assertThat(result(new TurnWorkerHealthIndicator(runners, Clock.offset(clock, Duration.ofMinutes(4))))
                            .getStatus())
                    .isEqualTo(HealthStatus.UP);
            assertThat(result(new TurnWorkerHealthIndicator(runners, Clock.offset(clock, Duration.ofMinutes(6))))
                            .getStatus())
                    .isEqualTo(HealthStatus.DOWN);
            return offered;
        });
        waiting.get(30, TimeUnit.SECONDS);
    }

    @Test
    void aRunnerThatHasEndedIsAReasonToStartAgain() {
        Clock clock = Clock.systemUTC();
        TurnWorkerPool runners = new TurnWorkerPool(
                server.getBean(TurnConfiguration.class),
                server.getBean(ChatResolver.class),
                server.getBean(TurnBatchProcessor.class),
                server.getBean(DeadLetterRecorder.class),
                meters(clock),
                traces,
                clock);
        assertThat(result(new TurnWorkerHealthIndicator(runners, clock)).getStatus())
                .isEqualTo(HealthStatus.UP);
        runners.shutDown();
        assertThat(result(new TurnWorkerHealthIndicator(runners, clock)).getStatus())
                .isEqualTo(HealthStatus.DOWN);
    }

    private static CompletableFuture<TurnReceipt> offer(TurnWorkerPool runners, String update) {
        return runners.offerMessage(new IncomingMessage(
                Channel.WEB, "zara", update, new ConversationInput.Text("/start"), "en", Instant.now()));
    }

    private TurnMetrics meters(Clock clock) {
        CompositeMeterRegistry registry = new CompositeMeterRegistry();
        return new TurnMetrics(registry, traces, new SendMetrics(registry, traces, clock), clock);
    }

    private static HealthResult result(HealthIndicator health) {
        return Mono.from(health.getResult()).block();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> details(HealthIndicator health) {
        return (Map<String, Object>) result(health).getDetails();
    }
}
