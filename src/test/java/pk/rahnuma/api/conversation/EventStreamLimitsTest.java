package pk.rahnuma.api.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiPersons;
import pk.rahnuma.api.EventStreamClient;
import pk.rahnuma.api.RawConnection;
import pk.rahnuma.console.ConsoleHttpClient;
import pk.rahnuma.console.ConsoleTestServer;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.staff.StaffRole;

/// Numbers of event streams at once, and the end of idle ones. The server has 40 connections, so that visitors may have
/// 15 streams, and staff 5.
@Timeout(60)
class EventStreamLimitsTest {

    private static final int CONNECTIONS = 40;
    private static final int STREAMS_PER_NETWORK = 3;
    private static final int VISITOR_STREAMS = 15;

    private final List<EventStreamClient> streams = new ArrayList<>();
    private TestServer server;
    private ApiClient visitor;

    @BeforeEach
    void open() {
        server = TestServer.onH2()
                .withProperty("rahnuma.api.behind-proxy", true)
                .withProperty("rahnuma.api.heartbeat", "200ms")
                .withProperty("rahnuma.api.stream-idle", "1h")
                .withProperty("rahnuma.api.listeners", CONNECTIONS)
                .withProperty("rahnuma.api.streams-per-address", STREAMS_PER_NETWORK)
                .withProperty("rahnuma.server.connections", CONNECTIONS)
                .startServer();
        visitor = ApiClient.asBrowser(server.address());
        visitor.sendText("/start");
    }

    @AfterEach
    void close() {
        streams.forEach(EventStreamClient::close);
        server.close();
    }

    private EventStreamClient openStream(String network) {
        EventStreamClient stream = visitor.openEvents("?after=2", "X-Forwarded-For", network);
        streams.add(stream);
        return stream;
    }

    private void openStreams(int count, String network) {
        for (int i = 0; i < count; i++) {
            openStream(network).requireStatus(200);
        }
    }

    private void fillAll() {
        for (int network = 1; network <= VISITOR_STREAMS / STREAMS_PER_NETWORK; network++) {
            openStreams(STREAMS_PER_NETWORK, "192.0.2." + network);
        }
    }

    @Test
    void aNetworkBeyondItsLimitIsRefusedAndAnotherIsNot() {
        openStreams(STREAMS_PER_NETWORK, "2001:db8:1:1::1");
        EventStreamClient refused = openStream("2001:db8:1:1::2");
        refused.requireStatus(429);
        assertThat(refused.header("Retry-After")).isEqualTo("30");
        assertThat(refused.header("Connection")).as("it holds no connection").isEqualToIgnoringCase("close");
        openStreams(1, "192.0.2.1");
    }

    @Test
    void halfOfTheConnectionsAnswerShortRequestsWhileStreamsTakeTheOther() {
        fillAll();
        openStream("198.51.100.1").requireStatus(429);
        List<RawConnection> others = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS / 4; i++) {
            RawConnection other = RawConnection.connectTo(server.address());
            others.add(other);
            assertThat(other.sendBytes("GET /health/liveness HTTP/1.1\r\nHost: x\r\n\r\n")
                            .readStatus())
                    .isEqualTo(200);
        }
        others.forEach(RawConnection::close);
        visitor.sendText("English").requireStatus(200);
    }

    @Test
    void visitorsDoNotTakeTheStreamsOfStaff() throws IOException {
        ConsoleTestServer office = new ConsoleTestServer(server);
        ConsoleHttpClient agent = office.signIn("Omar", StaffRole.AGENT);
        fillAll();
        try (InputStream stream = agent.openStream("/desk/events")) {
            assertThat(stream.read()).isPositive();
        }
    }

    @Test
    void aClientThatHangsUpBeforeTheAnswerFreesItsPlace() {
        for (int i = 0; i < CONNECTIONS; i++) {
            try (RawConnection connection = RawConnection.connectTo(server.address())) {
                connection.trySend("GET /" + ApiClient.PATH + "/events?after=2 HTTP/1.1\r\nHost: x\r\n"
                        + "X-Forwarded-For: 192.0.2.9\r\nCookie: rahnuma=" + visitor.token() + "\r\n\r\n");
            }
        }
        AwaitSupport.await().untilAsserted(() -> {
            streams.forEach(EventStreamClient::close);
            openStreams(STREAMS_PER_NETWORK, "192.0.2.9");
        });
    }

    @Test
    void anIdleStreamEndsAndNothingIsLostUntilTheNext() {
        try (TestServer impatient = TestServer.onH2()
                .withProperty("rahnuma.api.heartbeat", "100ms")
                .withProperty("rahnuma.api.stream-idle", "400ms")
                .startServer()) {
            ApiClient reader = ApiClient.asBrowser(impatient.address());
            reader.sendText("/start");
            String last;
            try (EventStreamClient stream = reader.openEvents("?after=1")) {
                last = stream.nextEvent("message").id();
                List<String> rest = new ArrayList<>();
                do {
                    rest.add(stream.nextEvent().event());
                } while (!rest.getLast().equals("end"));
                // The last heartbeat is the end.
                assertThat(rest.stream().filter("comment"::equals)).hasSizeBetween(3, 4);
            }
            impatient
                    .getBean(ConversationMessageService.class)
                    .postNotices(
                            ApiPersons.personOf(impatient, reader),
                            List.of(Reply.ofText("between two streams")),
                            impatient.getBean(Clock.class).instant());
            try (EventStreamClient stream = reader.openEvents("?after=1", "Last-Event-ID", last)) {
                assertThat(stream.nextEvent("message").data()).contains("between two streams");
            }
        }
    }
}
