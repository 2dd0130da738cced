package pk.rahnuma.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.MariaDbServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.faults.run.ConcurrentApplicants;
import pk.rahnuma.faults.run.ServerProcess;
import pk.rahnuma.faults.run.ServerProcessGroup;
import pk.rahnuma.monitoring.MetricsScrape;
import pk.rahnuma.telegram.fake.FakeBotApi;
import pk.rahnuma.telegram.fake.FakeTelegramUser;

/// The maximum number of Telegram updates, and a thousand users of the chat page, continue to write while the database
/// is not available.
@Tag("long")
class BoundedMemoryTest {

    private static final int CHATS = 100;
    private static final int VISITORS = 1_000;
    private static final long BOUND = 64L << 20;
    private static final Duration AWAY = Duration.ofSeconds(15);
    private static final long PATIENCE_SECONDS = 120;

    @TempDir
    private Path folder;

    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger taken = new AtomicInteger();

    @ParameterizedTest(name = "hangs: {0}")
    @ValueSource(booleans = {true, false})
    void nothingPilesUpAndAllIsTakenOnceWhenItIsBack(boolean hangs) throws Exception {
        try (MariaDbServer server = MariaDbServer.startOwn();
                FakeBotApi api = FakeBotApi.start();
                ServerProcessGroup desks = new ServerProcessGroup(folder, 1, true, server, api)) {
            ServerProcess desk = desks.allProcesses().getFirst();
            desk.setVariable("RAHNUMA_API_OPENINGS", "100000");
            desk.setVariable("RAHNUMA_API_ALL_OPENINGS", "1000000");
            desks.startAll();
            List<ApiClient> visitors = IntStream.range(0, VISITORS)
                    .mapToObj(i -> ApiClient.asBrowser(desk.address()))
                    .toList();
            ConcurrentApplicants.runConcurrently(visitors.stream()
                            .map(one -> (Runnable) () -> says(one, "/start"))
                            .toList())
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            List<FakeTelegramUser> chats = IntStream.range(0, CHATS)
                    .mapToObj(i -> api.person(7000 + i, "en"))
                    .toList();
            chats.forEach(one -> one.says("/start"));
            chats.forEach(one -> one.awaits("This is Rahnuma"));
            long before = desk.liveHeapBytes();
            refused.set(0);
            taken.set(0);

            Runnable back = takeAway(server, hangs);
            List<FakeBotApi.Written> written = new ArrayList<>();
            chats.forEach(one -> written.add(one.says("English")));
            CompletableFuture<?> said = ConcurrentApplicants.runConcurrently(visitors.stream()
                    .map(one -> (Runnable) () -> says(one, "English"))
                    .toList());
            long most = 0;
            Instant end = Instant.now().plus(AWAY);
            while (Instant.now().isBefore(end)) {
                most = Math.max(most, desk.liveHeapBytes());
            }
            MetricsScrape.HttpAnswer health =
                    MetricsScrape.fetchMetrics(desk.address().resolve("health"), MetricsScrape.TOKEN);
            assertThat(health.status()).isEqualTo(503);
            assertThat(health.body()).contains(hangs ? "the database hangs" : "the database does not answer");
            assertThat(taken).hasValue(0);
            assertThat(refused.get()).isGreaterThan(VISITORS / 2);
            assertThat(written).noneMatch(update -> api.isConfirmed(update.update()));

            back.run();
            said.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            written.forEach(update -> api.awaitConfirmed(update.update()));
            chats.forEach(one -> one.awaits("This is Rahnuma"));
            System.out.printf(
                    "BoundedMemoryTest: %d MB live before, at most %d MB while the database %s, %d messages refused%n",
                    before >> 20, most >> 20, hangs ? "hung" : "was away", refused.get());
            assertThat(most - before).isLessThan(BOUND);
            assertThat(desk.readLog()).doesNotContain("OutOfMemoryError");
            for (ApiClient visitor : visitors) {
                assertThat(visitor.readMessages("").body().findValuesAsText("text"))
                        .containsOnlyOnce("English");
            }
        }
    }

    /// Makes the database unavailable.
    ///
    /// @return an action that ends the outage
    private static Runnable takeAway(MariaDbServer server, boolean hangs) {
        if (hangs) {
            server.suspendProcess();
            return server::resumeProcess;
        }
        server.killProcess();
        return server::start;
    }

    /// Repeats a message under one id until it is accepted, as the chat page does, but faster.
    private void says(ApiClient visitor, String text) {
        String id = ApiClient.newId();
        while (true) {
            ApiClient.ApiResponse answer = visitor.sendText(id, text);
            if (answer.status() == 200) {
                taken.incrementAndGet();
                return;
            }
            assertThat(answer.status()).isIn(429, 503);
            refused.incrementAndGet();
            LockSupport.parkNanos(200_000_000);
        }
    }
}
