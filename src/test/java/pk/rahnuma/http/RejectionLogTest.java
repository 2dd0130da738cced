package pk.rahnuma.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.zaxxer.hikari.HikariDataSource;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import pk.rahnuma.DefaultConfiguration;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiPersons;
import pk.rahnuma.http.file.UploadReader;
import pk.rahnuma.http.guard.ConnectionGuardContext;
import pk.rahnuma.http.guard.RequestBodyLimits;

/// The number of a problem document can be found in the log.
class RejectionLogTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger("pk.rahnuma.http");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        // Read while the server logs.
        log.list = new CopyOnWriteArrayList<>();
        log.start();
        logger.addAppender(log);
        // As in production.
        logger.setLevel(Level.INFO);
    }

    @AfterEach
    void stop() {
        logger.setLevel(null);
        logger.detachAppender(log);
    }

    private List<String> lines(String number) {
        return log.list.stream()
                .map(ILoggingEvent::getFormattedMessage)
                .filter(line -> line.contains(number))
                .toList();
    }

    private void isLogged(ApiClient.ApiResponse answer, int status, String word) {
        assertThat(answer.status()).isEqualTo(status);
        String number = answer.text("/number");
        assertThat(number).matches("[2-9A-Z]{8}");
        assertThat(lines(number)).singleElement().asString().contains(word);
    }

    @Test
    void theNumberOfEachKindOfProblemIsInTheLogOnce() throws SQLException {
        try (TestServer server = TestServer.onH2().startServer()) {
            ApiClient visitor = ApiPersons.openChat(server);
            isLogged(visitor.sendText("x".repeat(5_000)), 422, "/problems/text-too-long");
            isLogged(visitor.read("nothing"), 404, "/problems/not-found");
            isLogged(
                    visitor.post(BodyPublishers.ofString("x".repeat(70_000)), "Content-Type", "application/json"),
                    413,
                    "/problems/too-large");
            server.getBean(DataSource.class).unwrap(HikariDataSource.class).close();
            isLogged(visitor.readMessages(""), 503, "SQL");
        }
    }

    @Test
    void theNumberOfAFaultOfOursComesWithWhereItIs() {
        ProblemDetail told = new ProblemExceptionHandler(new RejectionLog())
                .handle(null, new IllegalStateException("words of somebody"))
                .body();
        assertThat(told.status()).isEqualTo(500);
        assertThat(lines(told.number()))
                .singleElement()
                .asString()
                .contains("IllegalStateException", "RejectionLogTest")
                .doesNotContain("words");
    }

    @Test
    void refusalsDoNotFillTheLog() {
        ServerConfiguration settings = DefaultConfiguration.defaultsOf(ServerConfiguration.class);
        ConnectionGuardContext guards = new ConnectionGuardContext(
                settings,
                new ClientAddressResolver(DefaultConfiguration.defaultsOf(ApiConfiguration.class)),
                new RejectionLog(),
                new UploadReader(settings),
                new RequestBodyLimits());
        for (int i = 0; i < 2 * RejectionLog.MAX_LINES_BURST; i++) {
            guards.rejectionResponse(ProblemDetail.Kind.BAD_REQUEST, "").release();
        }
        assertThat(log.list)
                .hasSizeBetween(
                        RejectionLog.MAX_LINES_BURST, RejectionLog.MAX_LINES_BURST + RejectionLog.MAX_LINES_PER_MINUTE);
    }
}
