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
import pk.rahnuma.AwaitSupport;
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
        desk.useHeap("160m");
        desk.start();
        try {
            desk.awaitServing();
            ApiClient visitor = ApiClient.asBrowser(desk.address());
            // A question is answered when the desk has learnt how they are asked, which takes memory too.
            awaitAnswer(visitor, "how much does it cost?");
            Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
            for (int round = 0; round < ROUNDS; round++) {
                // Connections of the round before may have been closed as idle.
                try (HttpClient strangers = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
                    CompletableFuture<?> flood = ConcurrentApplicants.runConcurrently(IntStream.range(0, NETWORKS)
                            .mapToObj(network -> (Runnable) () -> statuses.add(signIn(strangers, desk, network)))
                            .toList());
                    awaitAnswer(visitor, "help");
                    flood.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                }
            }
            assertThat(desk.isAlive()).as(desk.readLog()).isTrue();
            // Wrong passwords, tries that have to wait, and those that found all places taken.
            assertThat(statuses).hasSize(NETWORKS * ROUNDS).containsAnyOf(503).allMatch(status -> status != 500);
            awaitAnswer(visitor, "status");
        } finally {
            desk.killProcess();
        }
    }

    /// Sends a message until it is taken, as the chat page does: a busy machine may take longer than a request waits.
    private static void awaitAnswer(ApiClient visitor, String text) {
        String id = ApiClient.newId();
        AwaitSupport.await()
                .ignoreExceptions()
                .until(() -> visitor.sendText(id, text).status() == 200);
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
