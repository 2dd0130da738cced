package pk.rahnuma.api.guard;

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
import pk.rahnuma.api.RawConnection;

/// How many connections there may be, and how much of bodies in memory.
class ConnectionLimitsTest {

    private static final String ALIVE = "GET /health/liveness HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String CHAT = "/" + ApiClient.PATH;

    /// Opens so many connections, of which each is answered.
    private static List<RawConnection> open(TestServer house, int count, String from) {
        List<RawConnection> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            RawConnection connection = RawConnection.connectTo(house.address(), from);
            assertThat(connection.sendBytes(ALIVE).readStatus()).as(from).isEqualTo(200);
            all.add(connection);
        }
        return all;
    }

    private static void isFull(TestServer house, String from) {
        try (RawConnection connection = RawConnection.connectTo(house.address(), from)) {
            String read = connection.readToEnd();
            assertThat(RawConnection.firstStatus(read)).as(from).isEqualTo(503);
            assertThat(read)
                    .contains("/problems/unavailable", "Too many connections")
                    .containsIgnoringCase("retry-after: ")
                    .containsIgnoringCase("connection: close");
        }
    }

    private static boolean isTaken(TestServer house, String from) {
        try (RawConnection connection = RawConnection.connectTo(house.address(), from)) {
            return connection.trySend(ALIVE) && connection.readStatus() == 200;
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere the loopback has one address")
    void anAddressHasItsShareOfConnectionsAndAllTogetherHaveTheirs() {
        try (TestServer house = TestServer.onH2()
                .withProperty("rahnuma.server.connections", 5)
                .withProperty("rahnuma.server.connections-per-address", 3)
                .startServer()) {
            List<RawConnection> one = open(house, 3, "127.0.0.1");
            isFull(house, "127.0.0.1");
            List<RawConnection> others = open(house, 2, "127.0.0.2");
            isFull(house, "127.0.0.2");
            isFull(house, "127.0.0.3");

            one.getFirst().close();
            AwaitSupport.await().until(() -> isTaken(house, "127.0.0.1"));
            AwaitSupport.await().until(() -> isTaken(house, "127.0.0.3"));
            one.forEach(RawConnection::close);
            others.forEach(RawConnection::close);
        }
    }

    @Test
    void behindAProxyItsAddressHasAllConnections() {
        try (TestServer house = TestServer.onH2()
                .withProperty("rahnuma.api.behind-proxy", true)
                .withProperty("rahnuma.server.connections", 3)
                .withProperty("rahnuma.server.connections-per-address", 1)
                .startServer()) {
            List<RawConnection> all = open(house, 3, "127.0.0.1");
            isFull(house, "127.0.0.1");
            all.forEach(RawConnection::close);
        }
    }

    @Test
    void twoAddressesThatFillTheMemoryHaveTheirOwnBodiesRefusedAlone() {
        try (TestServer house = TestServer.onH2()
                .withProperty("rahnuma.api.behind-proxy", true)
                .withProperty("rahnuma.server.body-bytes", 150_000)
                .startServer()) {
            ApiClient visitor = ApiClient.asBrowser(house.address());
            visitor.sendText("/start");
            List<RawConnection> halves = new ArrayList<>();
            for (String filling : List.of("192.0.2.1", "192.0.2.2")) {
                assertThat(large(visitor, 40_000, filling).status()).as("alone").isNotEqualTo(503);
                // One that comes while the large one is there is refused itself.
                AwaitSupport.await().until(() -> {
                    halves.add(half(house, filling));
                    return large(visitor, 40_000, filling).status() == 503;
                });
            }
            ApiClient.ApiResponse refused = large(visitor, 40_000, "192.0.2.1");
            assertThat(refused.type()).isEqualTo("/problems/unavailable");
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
            assertThat(visitor.sendText("English").status()).isEqualTo(200);
            assertThat(large(visitor, 20_000, "192.0.2.3").status()).isNotEqualTo(503);

            halves.forEach(RawConnection::close);
            AwaitSupport.await().until(() -> large(visitor, 40_000, "192.0.2.1").status() != 503);
        }
    }

    private static RawConnection half(TestServer house, String from) {
        return RawConnection.connectTo(house.address())
                .sendBytes("POST " + CHAT + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                        + "X-Forwarded-For: " + from + "\r\nContent-Length: 45000\r\n\r\n" + "x".repeat(40_000));
    }

    /// A body of so many bytes, which is no message.
    private static ApiClient.ApiResponse large(ApiClient visitor, int bytes, String from) {
        return visitor.post(
                BodyPublishers.ofString("x".repeat(bytes)),
                "Content-Type",
                "application/json",
                "X-Forwarded-For",
                from);
    }
}
