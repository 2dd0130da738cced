package pk.rahnuma.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.faults.run.ConcurrentApplicants;
import pk.rahnuma.faults.run.ServerProcess;

/// Sign-ins of staff from a hundred networks at once, on a node with a heap in which the memory of seven fits.
@Tag("long")
class SignInFloodTest {

    private static final int NETWORKS = 100;
    private static final int ROUNDS = 5;
    private static final long PATIENCE_SECONDS = 300;

    @TempDir
    private Path folder;

    @Test
    void signInsFromAHundredNetworksAtOnceLeaveOthersServed() throws Exception {
        ServerProcess desk = new ServerProcess(
                folder, Map.of("RAHNUMA_DATA", folder.resolve("data").toString(), "RAHNUMA_API_BEHIND_PROXY", "true"));
        desk.useHeap("128m");
        desk.start();
        try {
            desk.awaitServing();
            ApiClient visitor = ApiClient.asBrowser(desk.address());
            assertThat(visitor.sendText("/start").status()).isEqualTo(200);
            Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
            for (int round = 0; round < ROUNDS; round++) {
                // Connections of the round before may have been closed as idle.
                try (HttpClient strangers = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
                    CompletableFuture<?> flood = ConcurrentApplicants.runConcurrently(IntStream.range(0, NETWORKS)
                            .mapToObj(network -> (Runnable) () -> statuses.add(signIn(strangers, desk, network)))
                            .toList());
                    assertThat(visitor.sendText("help").status()).isEqualTo(200);
                    flood.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                }
            }
            assertThat(desk.isAlive()).as(desk.readLog()).isTrue();
            // Wrong passwords, tries that have to wait, and those that found all places taken.
            assertThat(statuses).hasSize(NETWORKS * ROUNDS).containsAnyOf(503).allMatch(status -> status != 500);
            assertThat(visitor.sendText("status").status()).isEqualTo(200);
        } finally {
            desk.killProcess();
        }
    }

    private static int signIn(HttpClient strangers, ServerProcess desk, int network) {
        HttpRequest request = HttpRequest.newBuilder(desk.address().resolve("desk/sign-in"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-Forwarded-For", "10.7." + network + ".1")
                .POST(HttpRequest.BodyPublishers.ofString("name=nobody" + network + "&password=three+goats"))
                .build();
        return strangers
                .sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .join()
                .statusCode();
    }
}
