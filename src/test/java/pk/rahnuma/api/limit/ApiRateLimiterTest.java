package pk.rahnuma.api.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiPersons;
import pk.rahnuma.api.RawConnection;
import pk.rahnuma.api.file.UploadReader;
import pk.rahnuma.api.http.RequestOrigin;
import pk.rahnuma.conversation.intake.MessageIntake;
import pk.rahnuma.document.SampleFiles;
import pk.rahnuma.person.identity.IdentityAddress;
import pk.rahnuma.person.identity.IdentityKind;
import pk.rahnuma.person.identity.PersonIdentityRepository;

/// Limits of one chat, one address, and all together, and the behaviour when the disk is nearly full.
class ApiRateLimiterTest {

    private static final String HEALTH_TOKEN = "a-token-of-sixteen-or-more";
    private static final String ALL = Long.toString(Long.MAX_VALUE);

    private static ApiClient begun(TestServer server) {
        ApiClient visitor = ApiClient.asBrowser(server.address());
        assertThat(visitor.sendText("/start").status()).isEqualTo(200);
        return visitor;
    }

    private static ApiClient.ApiResponse put(ApiClient visitor, String... headers) {
        return visitor.uploadFile("card.jpg", BodyPublishers.ofByteArray(SampleFiles.jpeg()), headers);
    }

    private static void isRefused(ApiClient.ApiResponse answer, int status, String type) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        assertThat(answer.type()).isEqualTo("/problems/" + type);
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
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
        try (TestServer server = TestServer.onH2()
                .withProperty("rahnuma.server.body-stall", "3s")
                .startServer()) {
            ApiClient visitor = begun(server);
            ApiClient other = begun(server);
            List<RawConnection> stalled = stalled(server, 12, visitor, "192.0.2.1");
            await().until(() -> put(visitor).status() == 429);
            assertThat(put(other).status()).isEqualTo(201);
            // Slowly, since a chat may send only so many files in an hour.
            await().pollInterval(Duration.ofMillis(200))
                    .until(() -> put(visitor).status() == 201);
            stalled.forEach(RawConnection::close);
        }
    }

    @Test
    void twoAddressesCannotTakeAllPlaces() {
        try (TestServer server = TestServer.onH2()
                .withProperty("rahnuma.api.behind-proxy", true)
                .withProperty("rahnuma.server.body-stall", "60s")
                .startServer()) {
            ApiClient other = begun(server);
            List<RawConnection> stalled = new ArrayList<>();
            for (String address : List.of("192.0.2.1", "192.0.2.2")) {
                for (int i = 0; i <= UploadReader.MAX_UPLOADS / 4; i++) {
                    stalled.addAll(stalled(server, UploadReader.MAX_UPLOADS_PER_CHAT, begun(server), address));
                }
                await().until(() ->
                        put(begun(server), "X-Forwarded-For", address).status() == 503);
            }
            assertThat(put(other, "X-Forwarded-For", "192.0.2.3").status()).isEqualTo(201);
            stalled.forEach(RawConnection::close);
            await().until(() ->
                    put(begun(server), "X-Forwarded-For", "192.0.2.1").status() == 201);
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
                    ApiClient visitor = begun(server);
                    return Stream.generate(() -> put(visitor).status()).limit(3).toList();
                }));
            }
            assertThat(sent).allSatisfy(of -> assertThat(of.get()).containsExactly(201, 201, 201));
        }
    }

    @Test
    void aChatAndAnAddressMaySaySoMuchADay() {
        try (TestServer server = TestServer.onH2()
                .withProperty("rahnuma.api.behind-proxy", true)
                .withProperty("rahnuma.api.daily-messages", 3)
                .withProperty("rahnuma.api.daily-messages-per-address", 5)
                .startServer()) {
            ApiClient visitor = begun(server);
            visitor.sendText("one");
            visitor.sendText("two");
            isRefused(visitor.sendText("three"), 429, "too-many");
            ApiClient other = begun(server);
            other.sendText("one");
            isRefused(other.sendText("two"), 429, "too-many");
            assertThat(ApiClient.asBrowser(server.address())
                            .post("{\"id\": \"12345678\", \"text\": \"a\"}", "X-Forwarded-For", "192.0.2.9")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void filesOfAChatMayHaveSoManyBytesADay() {
        int size = SampleFiles.jpeg().length;
        try (TestServer server = TestServer.onH2()
                .withProperty("rahnuma.api.daily-file-bytes", size + size / 2)
                .withProperty("rahnuma.api.daily-file-bytes-per-address", 2 * size)
                .startServer()) {
            ApiClient visitor = begun(server);
            assertThat(put(visitor).status()).isEqualTo(201);
            isRefused(put(visitor), 429, "too-many");
            ApiClient other = begun(server);
            assertThat(put(other).status()).isEqualTo(201);
            isRefused(put(begun(server)), 429, "too-many");
        }
    }

    /// The memory of buffers is limited by the heap: bytes kept for rejected files would be missing for all others.
    @Test
    void aRefusedFileLeavesNothingInMemory() {
        try (TestServer server =
                TestServer.onH2().withProperty("rahnuma.api.files", 1).startServer()) {
            ApiClient visitor = begun(server);
            byte[] file = new byte[60_000];
            assertThat(visitor.uploadFile("a.csv", BodyPublishers.ofByteArray(file))
                            .status())
                    .isEqualTo(422);
            // Each thread of the server keeps some memory from its first file on.
            refuseFiles(visitor, file, 40);
            long before = bufferBytes();
            refuseFiles(visitor, file, 400);
            assertThat(bufferBytes() - before).isLessThan(100L * file.length);
        }
    }

    private static void refuseFiles(ApiClient visitor, byte[] file, int count) {
        for (int i = 0; i < count; i++) {
            assertThat(visitor.uploadFile("a.csv", BodyPublishers.ofByteArray(file))
                            .status())
                    .isEqualTo(429);
        }
    }

    private static long bufferBytes() {
        return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT)
                .metric()
                .usedDirectMemory();
    }

    @Test
    void allTogetherOpenSoManyChats() {
        try (TestServer server = TestServer.onH2()
                .withProperty("rahnuma.api.behind-proxy", true)
                .withProperty("rahnuma.api.all-openings", 2)
                .startServer()) {
            begun(server);
            assertThat(write(ApiClient.asBrowser(server.address()), "192.0.2.8").status())
                    .isEqualTo(200);
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
        try (TestServer server = TestServer.onH2()
                .withProperty("rahnuma.api.behind-proxy", true)
                .withProperty("rahnuma.api.daily-messages-of-all", 20)
                .startServer()) {
            ApiClient member = ApiPersons.createPerson(server);
            long person = ApiPersons.personOf(server, member);
            IdentityAddress address = new IdentityAddress(IdentityKind.EMAIL, "ayesha@example.pk");
            server.sql()
                    .inTransaction(() -> server.getBean(PersonIdentityRepository.class)
                            .saveProved(
                                    person, address, server.getBean(Clock.class).instant()));
            useUpMessages(server);
            isRefused(write(ApiPersons.createPerson(server), "198.51.100.1"), 429, "too-many");
            assertThat(write(member, "198.51.100.1").status()).isEqualTo(200);
        }
    }

    @Test
    void keysOfOrganisationsDoNotShareTheMessagesOfAll() {
        try (TestServer server = TestServer.onH2()
                .withProperty("rahnuma.api.behind-proxy", true)
                .withProperty("rahnuma.api.daily-messages-of-all", 20)
                .startServer()) {
            useUpMessages(server);
            assertThatCode(() -> server.getBean(ApiRateLimiter.class).checkKey("7"))
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
            ApiClient visitor = begun(server);
            isRefused(put(visitor), 503, "storage-full");
            assertThat(visitor.sendText("English").status()).isEqualTo(200);
            assertThat(server.getBean(MessageIntake.class).findObstacle()).isEmpty();
            ApiClient.ApiResponse health = visitor.send(
                    visitor.requestTo("health").GET().header("Authorization", "Bearer " + HEALTH_TOKEN), false);
            assertThat(health.status()).isEqualTo(503);
            assertThat(health.response().body())
                    .contains(
                            "little space is left",
                            server.context()
                                    .getProperty("rahnuma.data", String.class)
                                    .orElseThrow())
                    .doesNotContain("diskSpace");
            assertThat(visitor.send(visitor.requestTo("health/readiness").GET(), false)
                            .status())
                    .isEqualTo(200);
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
            assertThat(visitor.readMessages("").status()).isEqualTo(200);
            assertThat(server.getBean(MessageIntake.class).findObstacle())
                    .hasValueSatisfying(why -> assertThat(why).contains("nearly full"));
            ApiClient.ApiResponse ready = visitor.send(
                    visitor.requestTo("health/readiness").GET().header("Authorization", "Bearer " + HEALTH_TOKEN),
                    false);
            assertThat(ready.status()).isEqualTo(503);
            assertThat(ready.response().body()).contains("nearly full");
        }
    }

    @Test
    void aHeaderOfAProxyThatIsNotBelievedIsLoggedOnce() {
        Logger logger = (Logger) LoggerFactory.getLogger(RequestOrigin.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        try (TestServer server = TestServer.onH2().startServer()) {
            for (int i = 0; i < 3; i++) {
                ApiClient.asBrowser(server.address())
                        .post("{\"id\": \"12345678\", \"text\": \"a\"}", "X-Forwarded-For", "192.0.2.1");
            }
        } finally {
            logger.detachAppender(log);
        }
        assertThat(log.list)
                .singleElement()
                .satisfies(event -> assertThat(event.getFormattedMessage()).contains("RAHNUMA_API_BEHIND_PROXY"));
    }
}
