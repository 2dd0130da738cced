package pk.rahnuma.http.limit;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiPersons;
import pk.rahnuma.persistence.RequestConnectionLimiter;

/// Connections to the database that requests of one network use at the same time.
@Timeout(60)
class RequestConnectionLimiterTest {

    private static final String CALLER = "X-Forwarded-For";
    private static final String TICKETS = "api/v1/tickets";
    private static final String TICKET = "{\"topic\":\"complaint\",\"text\":\"It is slow.\"}";

    private static final int POOL_SIZE = 16;
    private static final int REQUESTS = 40;

    @Test
    void aNetworkWhoseRequestsAllWaitInTheDatabaseLeavesConnectionsToOthers() {
        try (TestServer server = TestServer.onH2()
                .withProperty("rahnuma.api.behind-proxy", true)
                .withProperty("rahnuma.api.messages", 1000)
                .startServer()) {
            ApiClient loud = ApiPersons.createPerson(server);
            ApiClient other = ApiPersons.createPerson(server);
            long person = ApiPersons.personOf(server, loud);
            List<CompletableFuture<Void>> waiting = server.sql().inTransaction(() -> {
                server.sql().execute("update conversation set language = 'en' where id = ?", person);
                List<CompletableFuture<Void>> sent = IntStream.range(0, REQUESTS)
                        .mapToObj(i -> CompletableFuture.runAsync(
                                () -> loud.call("POST", TICKETS, TICKET, CALLER, "192.0.2.1"),
                                Thread.ofVirtual()::start))
                        .toList();
                AwaitSupport.await().until(() -> countUsed(server) + countWaiting(server) > POOL_SIZE + 1);
                other.read(TICKETS, CALLER, "192.0.2.2").requireStatus(200);
                return sent;
            });
            waiting.forEach(CompletableFuture::join);
        }
    }

    private static int countUsed(TestServer server) {
        return limiter(server).poolStatistics().getActiveConnections();
    }

    private static int countWaiting(TestServer server) {
        RequestConnectionLimiter limiter = limiter(server);
        return limiter.poolStatistics().getThreadsAwaitingConnection() + limiter.countWaiting();
    }

    private static RequestConnectionLimiter limiter(TestServer server) {
        return server.getBean(RequestConnectionLimiter.class);
    }
}
