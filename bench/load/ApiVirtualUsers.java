package load;

import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/// Virtual users of the HTTP API, each with an address of its own and a message per second, which is what the desk allows.
/// Beside them, somebody new asks whether the desk is alive, four times per second on a connection of its own, and
/// requests a code by e-mail once in two seconds.
final class ApiVirtualUsers {

    private static final long MESSAGE_INTERVAL_MILLIS = 1_000;
    private static final long VISIT_INTERVAL_MILLIS = 250;

    private static final int VISITS_PER_SIGN_IN = 8;
    /// Each visitor has an address of their own: a network that asks for many codes is not quiet.
    private static final String VISITOR_NETWORK = "127.0.2.";
    private static final int VISITOR_ADDRESSES = 250;

    private final URI desk;
    private final List<ApiUser> all = new ArrayList<>();
    private int visitors;

    /// Results of the clients.
    ///
    /// @param p99 in milliseconds
    record ClientFigures(long p99, int asked, int unavailable, int failed) {}

    ApiVirtualUsers(int port, int count) throws Exception {
        desk = URI.create("http://127.0.0.1:" + port + "/api/v1/conversation");
        for (int i = 1; i <= count; i++) {
            all.add(new ApiUser(HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .localAddress(InetAddress.getByName("127.0.1." + i))
                    .build()));
        }
        for (ApiUser somebody : all) {
            somebody.begin();
        }
    }

    ClientFigures chatFor(Duration time) throws InterruptedException {
        List<Long> millis = Collections.synchronizedList(new ArrayList<>());
        List<Integer> statuses = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        long end = System.nanoTime() + time.toNanos();
        for (ApiUser somebody : all) {
            threads.add(Thread.ofVirtual().start(() -> somebody.chat(end, millis, statuses)));
            // They do not write in step.
            Thread.sleep(MESSAGE_INTERVAL_MILLIS / all.size());
        }
        threads.add(Thread.ofVirtual().start(() -> visit(end, millis, statuses)));
        for (Thread thread : threads) {
            thread.join();
        }
        Collections.sort(millis);
        long p99 = millis.isEmpty() ? 0 : millis.get((int) Math.ceil(millis.size() * 0.99) - 1);
        int unavailable = (int) statuses.stream().filter(status -> status == 503).count();
        int well = (int) statuses.stream().filter(status -> status == 200 || status == 202).count();
        return new ClientFigures(p99, statuses.size(), unavailable, statuses.size() - well - unavailable);
    }

    private void visit(long end, List<Long> millis, List<Integer> statuses) {
        try {
            for (int visits = 0; System.nanoTime() < end; visits++) {
                long begun = System.nanoTime();
                statuses.add(visits % VISITS_PER_SIGN_IN == 0 ? requestCode() : askNewly(HttpRequest.newBuilder(desk.resolve("/health/liveness"))));
                millis.add((System.nanoTime() - begun) / 1_000_000);
                Thread.sleep(VISIT_INTERVAL_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int requestCode() throws InterruptedException {
        String body = "{\"by\":\"email\",\"address\":\"" + UUID.randomUUID() + "@example.com\"}";
        return askNewly(HttpRequest.newBuilder(desk.resolve("/api/v1/sign-in"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /// Asks on a new connection.
    private int askNewly(HttpRequest.Builder request) throws InterruptedException {
        try (HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .localAddress(InetAddress.getByName(VISITOR_NETWORK + (1 + visitors++ % VISITOR_ADDRESSES)))
                .build()) {
            return client.send(request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (java.io.IOException e) {
            return 0;
        }
    }

    private final class ApiUser {
        private final HttpClient client;
        private String token;

        ApiUser(HttpClient client) {
            this.client = client;
        }

        void begin() throws Exception {
            HttpResponse<String> given = client.send(
                    HttpRequest.newBuilder(URI.create(desk + "/token"))
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            token = given.body().replaceAll(".*\"token\":\"([^\"]+)\".*", "$1");
        }

        void chat(long end, List<Long> millis, List<Integer> statuses) {
            try {
                while (System.nanoTime() < end) {
                    long begun = System.nanoTime();
                    statuses.add(say());
                    millis.add((System.nanoTime() - begun) / 1_000_000);
                    Thread.sleep(MESSAGE_INTERVAL_MILLIS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private int say() throws InterruptedException {
            String body = "{\"id\":\"" + UUID.randomUUID() + "\",\"text\":\"hello\"}";
            try {
                return client.send(
                                HttpRequest.newBuilder(desk)
                                        .timeout(Duration.ofSeconds(30))
                                        .header("Authorization", "Bearer " + token)
                                        .header("Content-Type", "application/json")
                                        .POST(HttpRequest.BodyPublishers.ofString(body))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .statusCode();
            } catch (java.io.IOException e) {
                return 0;
            }
        }
    }
}
