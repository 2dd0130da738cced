package pk.rahnuma.http.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiPersons;
import pk.rahnuma.api.RawConnection;
import pk.rahnuma.conversation.batch.MessageIntake;
import pk.rahnuma.document.SampleFiles;
import pk.rahnuma.http.RequestOrigin;
import pk.rahnuma.http.file.UploadReader;

/// Limits of one chat, one address, and all together, and the behaviour when the disk is nearly full.
class ApiRateLimiterTest {

    private static final String HEALTH_TOKEN = "a-token-of-sixteen-or-more";
    private static final TestServer LIMITED =
            startServer("api.openings", 2, "api.public-reads", 2, "api.status-lookups", 2, "api.sign-ins", 2);
    private static final String ALL = Long.toString(Long.MAX_VALUE);

    /// Server behind a proxy with limits.
    ///
    /// @param limits names and values
    private static TestServer startServer(Object... limits) {
        TestServer.Builder builder = TestServer.onH2().withProperty("rahnuma.api.behind-proxy", true);
        for (int i = 0; i < limits.length; i += 2) {
            builder.withProperty("rahnuma." + limits[i], limits[i + 1]);
        }
        return builder.startServer();
    }

    private static ApiClient.ApiResponse put(ApiClient visitor, String... headers) {
        return visitor.uploadFile("card.jpg", SampleFiles.jpeg(), headers);
    }

    private static void isRefused(ApiClient.ApiResponse answer, int status, String type) {
        answer.requireProblem(status, type);
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, api/v1/guidance/topics, 1",
        "POST, api/v1/status, 2",
        "POST, api/v1/sign-in, 3",
        "POST, api/v1/sign-in/7/code, 4",
        "POST, api/v1/conversation/token, 5"
    })
    void eachKindOfRequestIsLimitedForItsNetwork(String method, String path, int host) {
        ApiClient client = ApiClient.asBrowser(LIMITED.address());
        for (String network : List.of("192.0.2." + host, "2001:db8:1:1::1, 198.51.100." + host)) {
            for (int i = 0; i < 2; i++) {
                assertThat(send(client, method, path, network).status()).isNotEqualTo(429);
            }
            isRefused(send(client, method, path, network), 429, "too-many");
        }
    }

    private static ApiClient.ApiResponse send(ApiClient client, String method, String path, String network) {
        String body = method.equals("GET") ? null : "{\"code\": \"123456\"}";
        return client.call(method, path, body, "X-Forwarded-For", network);
    }

    /// Uploads that begin and then stall.
    private static List<RawConnection> stalled(TestServer server, int count, ApiClient visitor, String address) {
        List<RawConnection> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(RawConnection.connectTo(server.address())
                    .sendBytes("POST /" + ApiClient.PATH + "/files HTTP/1.1\r\nHost: x\r\nCookie: rahnuma="
                            + visitor.token() + "\r\nX-Forwarded-For: " + address
                            + "\r\nContent-Length: 2000\r\n\r\nabc"));
        }
        return all;
    }

    @Test
    void oneChatCannotTakeAllPlacesAndAStalledUploadLosesItsOwn() {
        try (TestServer server = startServer("server.body-stall", "6s")) {
            ApiClient visitor = ApiPersons.openChat(server);
            ApiClient other = ApiPersons.openChat(server);
            List<RawConnection> stalled = stalled(server, 12, visitor, "192.0.2.1");
            await().until(() -> put(visitor).status() == 429);
            put(other).requireStatus(201);
            assertThat(stalled).extracting(RawConnection::readStatus).contains(408);
            await().until(() -> put(visitor).status() == 201);
            stalled.forEach(RawConnection::close);
        }
    }

    @Test
    void twoAddressesCannotTakeAllPlaces() {
        try (TestServer server = startServer("server.body-stall", "60s")) {
            ApiClient other = ApiPersons.openChat(server);
            List<RawConnection> stalled = new ArrayList<>();
            for (String address : List.of("192.0.2.1", "192.0.2.2")) {
                for (int i = 0; i <= UploadReader.MAX_UPLOADS / 4; i++) {
                    stalled.addAll(
                            stalled(server, UploadReader.MAX_UPLOADS_PER_CHAT, ApiPersons.openChat(server), address));
                }
                await().until(() -> put(ApiPersons.openChat(server), "X-Forwarded-For", address)
                                .status()
                        == 503);
            }
            put(other, "X-Forwarded-For", "192.0.2.3").requireStatus(201);
            stalled.forEach(RawConnection::close);
            await().until(() -> put(ApiPersons.openChat(server), "X-Forwarded-For", "192.0.2.1")
                            .status()
                    == 201);
        }
    }

    /// Mobile carriers put thousands of phones behind one address.
    @Test
    void fortyChatsOfOneAddressSendThreeFilesEach() {
        try (TestServer server = TestServer.onH2().shareServer();
                ExecutorService phones = Executors.newFixedThreadPool(8)) {
            List<Future<List<Integer>>> sent = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                sent.add(phones.submit(() -> {
                    ApiClient visitor = ApiPersons.openChat(server);
                    return Stream.generate(() -> put(visitor).status()).limit(3).toList();
                }));
            }
            assertThat(sent).allSatisfy(of -> assertThat(of.get()).containsExactly(201, 201, 201));
        }
    }

    @Test
    void aChatAndAnAddressMaySaySoMuchADay() {
        try (TestServer server = startServer("api.daily-messages", 3, "api.daily-messages-per-address", 5)) {
            ApiClient visitor = ApiPersons.openChat(server);
            visitor.sendText("one");
            visitor.sendText("two");
            isRefused(visitor.sendText("three"), 429, "too-many");
            ApiClient other = ApiPersons.openChat(server);
            other.sendText("one");
            isRefused(other.sendText("two"), 429, "too-many");
            write(ApiClient.asBrowser(server.address()), "192.0.2.9").requireStatus(200);
        }
    }

    @Test
    void filesOfAChatMayHaveSoManyBytesADay() {
        int size = SampleFiles.jpeg().length;
        try (TestServer server =
                startServer("api.daily-file-bytes", size + size / 2, "api.daily-file-bytes-per-address", 2 * size)) {
            ApiClient visitor = ApiPersons.openChat(server);
            put(visitor).requireStatus(201);
            isRefused(put(visitor), 429, "too-many");
            ApiClient other = ApiPersons.openChat(server);
            put(other).requireStatus(201);
            isRefused(put(ApiPersons.openChat(server)), 429, "too-many");
        }
    }

    /// The memory of buffers is limited by the heap: bytes kept for rejected files would be missing for all others.
    @Test
    void aRefusedFileLeavesNothingInMemory() {
        try (TestServer server = startServer("api.files", 1)) {
            ApiClient visitor = ApiPersons.openChat(server);
            byte[] file = new byte[60_000];
            visitor.uploadFile("a.csv", file).requireStatus(422);
            // Each thread of the server keeps some memory from its first file on.
            refuseFiles(visitor, file, 40);
            long before = bufferBytes();
            refuseFiles(visitor, file, 400);
            assertThat(bufferBytes() - before).isLessThan(100L * file.length);
        }
    }

    private static void refuseFiles(ApiClient visitor, byte[] file, int count) {
        for (int i = 0; i < count; i++) {
            visitor.uploadFile("a.csv", file).requireStatus(429);
        }
    }

    private static long bufferBytes() {
        return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT)
                .metric()
                .usedDirectMemory();
    }

    @Test
    void allTogetherOpenSoManyChats() {
        try (TestServer server = startServer("api.all-openings", 2)) {
            ApiPersons.openChat(server);
            write(ApiClient.asBrowser(server.address()), "192.0.2.8").requireStatus(200);
            isRefused(write(ApiClient.asBrowser(server.address()), "192.0.2.9"), 429, "too-many");
        }
    }

    private static ApiClient.ApiResponse write(ApiClient visitor, String address) {
        return visitor.post("{\"id\": \"12345678\", \"text\": \"a\"}", "X-Forwarded-For", address);
    }

    /// Uses the messages of all up, from many networks.
    private static void useUpMessages(TestServer server) {
        int network = 1;
        while (write(ApiClient.asBrowser(server.address()), "192.0.2." + network)
                        .status()
                == 200) {
            network++;
            assertThat(network).isLessThan(100);
        }
    }

    @Test
    void aPersonWhoIsSignedInWritesWhenAllOthersMayNot() {
        try (TestServer server = startServer("api.daily-messages-of-all", 20)) {
            ApiClient member = ApiPersons.createPerson(server);
            ApiPersons.proveEmail(server, member, "ayesha@example.pk");
            useUpMessages(server);
            isRefused(write(ApiPersons.createPerson(server), "198.51.100.1"), 429, "too-many");
            write(member, "198.51.100.1").requireStatus(200);
            assertThatCode(() -> server.getBean(ApiRateLimiter.class).checkKey("7"))
                    .as("keys of organisations have limits of their own")
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void whenStorageIsLowFilesAreRefusedFirst() {
        try (TestServer server = TestServer.onH2()
                .withVariable("RAHNUMA_METRICS_TOKEN", HEALTH_TOKEN)
                .withProperty("rahnuma.storage.file-reserve", ALL)
                .withProperty("rahnuma.storage.file-reserve-percent", 100)
                .startServer()) {
            ApiClient visitor = ApiPersons.openChat(server);
            isRefused(put(visitor), 503, "storage-full");
            visitor.sendText("English").requireStatus(200);
            assertThat(server.getBean(MessageIntake.class).findObstacle()).isEmpty();
            ApiClient.ApiResponse health = visitor.read("health", "Authorization", "Bearer " + HEALTH_TOKEN)
                    .requireStatus(503);
            assertThat(health.response().body())
                    .contains(
                            "little space is left",
                            server.context()
                                    .getProperty("rahnuma.data", String.class)
                                    .orElseThrow())
                    .doesNotContain("diskSpace");
            visitor.read("health/readiness").requireStatus(200);
        }
    }

    @Test
    void whenTheDiskIsNearlyFullNothingIsTakenOrAcknowledged() {
        try (TestServer server = TestServer.onH2()
                .withVariable("RAHNUMA_METRICS_TOKEN", HEALTH_TOKEN)
                .withProperty("rahnuma.storage.reserve", ALL)
                .withProperty("rahnuma.storage.reserve-percent", 100)
                .startServer()) {
            ApiClient visitor = ApiClient.asBrowser(server.address());
            isRefused(visitor.sendText("/start"), 503, "storage-full");
            visitor.readMessages("").requireStatus(200);
            assertThat(server.getBean(MessageIntake.class).findObstacle())
                    .hasValueSatisfying(why -> assertThat(why).contains("nearly full"));
            ApiClient.ApiResponse ready = visitor.read("health/readiness", "Authorization", "Bearer " + HEALTH_TOKEN)
                    .requireStatus(503);
            assertThat(ready.response().body()).contains("nearly full");
        }
    }

    @Test
    void aHeaderOfAProxyThatIsNotBelievedCountsForNothingAndIsLoggedOnce() {
        Logger logger = (Logger) LoggerFactory.getLogger(RequestOrigin.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        try (TestServer server =
                TestServer.onH2().withProperty("rahnuma.api.openings", 2).startServer()) {
            assertThat(Stream.of("192.0.2.1", "192.0.2.2", "192.0.2.3")
                            .map(claimed -> write(ApiClient.asBrowser(server.address()), claimed)
                                    .status()))
                    .containsExactly(200, 200, 429);
        } finally {
            logger.detachAppender(log);
        }
        assertThat(log.list)
                .singleElement()
                .satisfies(event -> assertThat(event.getFormattedMessage()).contains("RAHNUMA_API_BEHIND_PROXY"));
    }
}
