package pk.rahnuma.http.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiPersons;
import pk.rahnuma.api.RawConnection;

/// Limits of connections and of bodies in memory.
class ConnectionLimitsTest {

    private static final String ALIVE = "GET /health/liveness HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String CHAT = "/" + ApiClient.PATH;

    /// Opens so many connections and checks that each gets a response.
    private static List<RawConnection> open(TestServer server, int count, String from) {
        List<RawConnection> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            RawConnection connection = RawConnection.connectTo(server.address(), from);
            assertThat(connection.sendBytes(ALIVE).readStatus()).as(from).isEqualTo(200);
            all.add(connection);
        }
        return all;
    }

    private static void isFull(TestServer server, String from) {
        try (RawConnection connection = RawConnection.connectTo(server.address(), from)) {
            String read = connection.readToEnd();
            assertThat(RawConnection.firstStatus(read)).as(from).isEqualTo(503);
            assertThat(read)
                    .contains("/problems/unavailable", "Too many connections")
                    .containsIgnoringCase("retry-after: ")
                    .containsIgnoringCase("connection: close");
        }
    }

    private static boolean isTaken(TestServer server, String from) {
        try (RawConnection connection = RawConnection.connectTo(server.address(), from)) {
            return connection.trySend(ALIVE) && connection.readStatus() == 200;
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere the loopback has one address")
    void anAddressHasItsShareOfConnectionsAndAllTogetherHaveTheirs() {
        try (TestServer server = TestServer.onH2()
                .withProperty("rahnuma.server.connections", 5)
                .withProperty("rahnuma.server.connections-per-address", 3)
                .startServer()) {
            List<RawConnection> one = open(server, 3, "127.0.0.1");
            isFull(server, "127.0.0.1");
            List<RawConnection> others = open(server, 2, "127.0.0.2");
            isFull(server, "127.0.0.2");
            isFull(server, "127.0.0.3");

            one.getFirst().close();
            AwaitSupport.await().until(() -> isTaken(server, "127.0.0.1"));
            AwaitSupport.await().until(() -> isTaken(server, "127.0.0.3"));
            one.forEach(RawConnection::close);
            others.forEach(RawConnection::close);
        }
    }

    @Test
    void behindAProxyItsAddressHasAllConnections() {
        try (TestServer server = TestServer.onH2()
                .withProperty("rahnuma.api.behind-proxy", true)
                .withProperty("rahnuma.server.connections", 3)
                .withProperty("rahnuma.server.connections-per-address", 1)
                .startServer()) {
            List<RawConnection> all = open(server, 3, "127.0.0.1");
            isFull(server, "127.0.0.1");
            all.forEach(RawConnection::close);
        }
    }

    @Test
    void twoAddressesThatFillTheMemoryHaveTheirOwnBodiesRefusedAlone() {
        try (TestServer server = TestServer.onH2()
                .withProperty("rahnuma.api.behind-proxy", true)
                .withProperty("rahnuma.server.body-bytes", 150_000)
                .startServer()) {
            ApiClient visitor = ApiPersons.openChat(server);
            List<RawConnection> halves = new ArrayList<>();
            for (String filling : List.of("192.0.2.1", "192.0.2.2")) {
                assertThat(large(visitor, 40_000, filling).status()).as("alone").isNotEqualTo(503);
                // A small body is rejected itself while the large one is held.
                AwaitSupport.await().until(() -> {
                    halves.add(half(server, filling));
                    return large(visitor, 40_000, filling).status() == 503;
                });
            }
            ApiClient.ApiResponse refused = large(visitor, 40_000, "192.0.2.1").requireProblem("unavailable");
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
            visitor.sendText("English").requireStatus(200);
            assertThat(large(visitor, 20_000, "192.0.2.3").status()).isNotEqualTo(503);

            halves.forEach(RawConnection::close);
            AwaitSupport.await().until(() -> large(visitor, 40_000, "192.0.2.1").status() != 503);
        }
    }

    private static RawConnection half(TestServer server, String from) {
        return RawConnection.connectTo(server.address())
                .sendBytes("POST " + CHAT + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                        + "X-Forwarded-For: " + from + "\r\nContent-Length: 45000\r\n\r\n" + "x".repeat(40_000));
    }

    /// Sends a body of so many bytes that is not a message.
    private static ApiClient.ApiResponse large(ApiClient visitor, int bytes, String from) {
        return visitor.post(
                BodyPublishers.ofString("x".repeat(bytes)),
                "Content-Type",
                "application/json",
                "X-Forwarded-For",
                from);
    }
}
