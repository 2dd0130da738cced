package pk.rahnuma.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.transaction.TransactionOperations;
import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import pk.rahnuma.MariaDbServer;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiPersons;
import pk.rahnuma.document.SampleFiles;
import pk.rahnuma.person.signin.DeviceSessionService;

/// Signed-in status against a bare route with one query, the search among the guidance, and the memory of listeners.
/// On MariaDB, which flushes every commit; clients are in this process. Run by `bench/api.sh`.
public final class ApiBenchmark {

    private static final int SECONDS = Integer.getInteger("seconds", 3);
    private static final int ROUNDS = Integer.getInteger("rounds", 5);
    private static final int CLIENTS = 8;
    private static final int LISTENERS = 1_000;
    private static final long ENOUGH = 1_000_000;
    private static final List<String> QUESTIONS = List.of(
            "do I have to pay anything?",
            "how long does it take",
            "is VPN legal in Pakistan",
            "my application was rejected, what now",
            "what is a static ip address",
            "I work from home for a company abroad",
            "which documents do I need",
            "fees kitni hai",
            "mera status kya hai",
            "رجسٹریشن کی فیس کتنی ہے",
            "وی پی این کیسے رجسٹر کروں",
            "tell me a joke about elephants",
            "can my company register several offices",
            "my internet is slow and the vpn was blocked yesterday, whom do I call about it");

    private static final MariaDbServer DATABASE = MariaDbServer.startOwn();

    private ApiBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        try (TestServer server = TestServer.onServer(DATABASE)
                .withProperty("rahnuma.api.messages", ENOUGH)
                .withProperty("rahnuma.api.daily-messages", ENOUGH)
                .withProperty("rahnuma.api.daily-messages-per-address", ENOUGH)
                .withProperty("rahnuma.api.daily-messages-of-all", ENOUGH)
                .withProperty("rahnuma.api.public-reads", ENOUGH)
                .withProperty("rahnuma.api.openings", ENOUGH)
                .withProperty("rahnuma.api.all-openings", ENOUGH)
                .withProperty("rahnuma.api.streams-per-address", ENOUGH)
                .withProperty(BareRouteController.PROPERTY, true)
                .startServer()) {
            compareRoutes(server);
            measureSearch(server);
            measureListeners(server);
        }
        System.exit(0);
    }

    private static void compareRoutes(TestServer server) throws Exception {
        ApiClient app = ApiPersons.createPerson(server);
        String reference = submitApplication(app);
        long person = ApiPersons.personOf(server, app);
        String access = transactions(server)
                .executeWrite(status -> server.getBean(DeviceSessionService.class)
                        .startSession(person, "Benchmark", "benchmark", Instant.now())
                        .access());
        byte[] bare = BenchmarkHttpConnection.prepareRequest(BareRouteController.PATH + "/" + reference, null);
        byte[] shown = BenchmarkHttpConnection.prepareRequest("/api/v1/applications/" + reference, access);
        measure(server, List.of(bare), CLIENTS, 2 * SECONDS);
        measure(server, List.of(shown), CLIENTS, 2 * SECONDS);
        System.out.printf(
                "%5s %12s %12s %6s %11s %11s %11s %11s%n",
                "round", "bare/s", "status/s", "ratio", "bare p99", "status p99", "queries", "queries");
        double[] ratios = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long begun = countQueries();
            long[] bareNanos = measure(server, List.of(bare), CLIENTS, SECONDS);
            long between = countQueries();
            long[] shownNanos = measure(server, List.of(shown), CLIENTS, SECONDS);
            long ended = countQueries();
            ratios[round] = shownNanos.length / (double) bareNanos.length;
            System.out.printf(
                    "%5d %12d %12d %6.2f %8.2f ms %8.2f ms %11.1f %11.1f%n",
                    round + 1,
                    bareNanos.length / SECONDS,
                    shownNanos.length / SECONDS,
                    ratios[round],
                    percentile(bareNanos, 99) / 1e6,
                    percentile(shownNanos, 99) / 1e6,
                    (between - begun) / (double) bareNanos.length,
                    (ended - between) / (double) shownNanos.length);
        }
        Arrays.sort(ratios);
        System.out.printf("status at %.0f%% of the bare route (median)%n", 100 * ratios[ROUNDS / 2]);
    }

    @SuppressWarnings("unchecked")
    private static TransactionOperations<Connection> transactions(TestServer server) {
        return (TransactionOperations<Connection>) server.getBean(TransactionOperations.class);
    }

    private static String submitApplication(ApiClient app) {
        ObjectNode answers = ApiClient.object()
                .put("consent", true)
                .put("work_type", "freelancer")
                .put("full_name", "Ayesha Khan")
                .put("id_number", "35202-1234567-8")
                .put("mobile", "0300 1234567")
                .put("email", "ayesha@example.com")
                .put("city", "lahore")
                .put("route", "static_ip")
                .put("isp", "nayatel")
                .put("subscriber_id", "NT-99812")
                .put("vpn_software", "OpenVPN")
                .put("purpose", "remote_servers");
        answers.putArray("ips").add("103.255.4.21");
        for (String file : List.of("id_front", "id_back", "proof_file")) {
            answers.put(
                    file,
                    app.uploadFile(file + ".jpg", BodyPublishers.ofByteArray(SampleFiles.cardFor(file)))
                            .body()
                            .path("file")
                            .asText());
        }
        ObjectNode body = ApiClient.object().put("form", "register-individual");
        body.set("answers", answers);
        String drafts = "api/v1/applications/drafts";
        JsonNode created = app.call("POST", drafts, body.toString()).body();
        String draft = created.at("/draft/id").asText();
        JsonNode sent = app.call("POST", drafts + "/" + draft + "/submission", "{\"declaration\": true}")
                .body();
        String reference = sent.at("/application/reference").asText();
        if (reference.isEmpty()) {
            throw new IllegalStateException(created + "\n" + sent);
        }
        return reference;
    }

    private static void measureSearch(TestServer server) throws Exception {
        List<byte[]> requests = QUESTIONS.stream()
                .map(question -> BenchmarkHttpConnection.prepareRequest(
                        "/api/v1/guidance/search?q=" + URLEncoder.encode(question, StandardCharsets.UTF_8), null))
                .toList();
        measure(server, requests, 4, 2 * SECONDS);
        for (int clients : List.of(1, 4)) {
            long[] nanos = measure(server, requests, clients, 2 * SECONDS);
            System.out.printf(
                    "guidance search, %d at once: %d/s, p50 %.2f ms, p99 %.2f ms%n",
                    clients, nanos.length / (2 * SECONDS), percentile(nanos, 50) / 1e6, percentile(nanos, 99) / 1e6);
        }
    }

    private static void measureListeners(TestServer server) throws Exception {
        List<String> tokens = IntStream.range(0, LISTENERS)
                .mapToObj(i -> ApiPersons.createPerson(server).token())
                .toList();
        List<BenchmarkHttpConnection> listeners = new ArrayList<>();
        long heap = usedHeap();
        long direct = usedDirectMemory();
        for (String token : tokens) {
            BenchmarkHttpConnection listener = new BenchmarkHttpConnection(server.address(), 64);
            listener.sendRequest(BenchmarkHttpConnection.prepareRequest("/api/v1/conversation/events", token));
            listener.awaitBody();
            listeners.add(listener);
        }
        System.out.printf(
                "%d listeners: %.1f KB of heap and %.1f KB of direct memory each, the clients' sockets included%n",
                LISTENERS,
                (usedHeap() - heap) / 1024.0 / LISTENERS,
                (usedDirectMemory() - direct) / 1024.0 / LISTENERS);
        for (BenchmarkHttpConnection listener : listeners) {
            listener.close();
        }
    }

    private static long usedHeap() throws InterruptedException {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            Thread.sleep(500);
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }

    private static long usedDirectMemory() {
        return PlatformDependent.usedDirectMemory()
                + ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                        .filter(pool -> pool.getName().equals("direct"))
                        .mapToLong(BufferPoolMXBean::getMemoryUsed)
                        .sum();
    }

    /// Sends the requests in turn, by clients of which each waits for one response before the next request.
    ///
    /// @return duration of each, sorted
    private static long[] measure(TestServer server, List<byte[]> requests, int clients, int seconds)
            throws InterruptedException {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        long[][] all = new long[clients][];
        CountDownLatch done = new CountDownLatch(clients);
        IntStream.range(0, clients)
                .forEach(client -> Thread.ofPlatform().start(() -> {
                    try {
                        all[client] = measureClient(server, requests, client, end);
                    } catch (Throwable e) {
                        e.printStackTrace();
                        Runtime.getRuntime().halt(1);
                    } finally {
                        done.countDown();
                    }
                }));
        done.await();
        return Arrays.stream(all).flatMapToLong(Arrays::stream).sorted().toArray();
    }

    private static long[] measureClient(TestServer server, List<byte[]> requests, int client, long end)
            throws IOException {
        long[] nanos = new long[200_000];
        int count = 0;
        try (BenchmarkHttpConnection connection = new BenchmarkHttpConnection(server.address())) {
            while (count < nanos.length) {
                long begun = System.nanoTime();
                if (begun > end) {
                    break;
                }
                connection.exchange(requests.get((client + count) % requests.size()));
                nanos[count++] = System.nanoTime() - begun;
            }
        }
        return Arrays.copyOf(nanos, count);
    }

    private static long percentile(long[] sorted, int percent) {
        return sorted[(int) (sorted.length * (long) percent / 100)];
    }

    private static long countQueries() throws Exception {
        try (Connection connection = DATABASE.connect();
                var status = connection.createStatement().executeQuery("show global status like 'Questions'")) {
            status.next();
            return status.getLong(2);
        }
    }
}
