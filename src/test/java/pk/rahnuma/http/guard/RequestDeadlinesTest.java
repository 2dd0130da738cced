package pk.rahnuma.http.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.uri.UriMatchTemplate;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.concurrent.EventExecutor;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.DefaultConfiguration;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.document.DocumentType;
import pk.rahnuma.http.ApiConfiguration;
import pk.rahnuma.http.ClientAddressResolver;
import pk.rahnuma.http.RejectionLog;
import pk.rahnuma.http.ServerConfiguration;
import pk.rahnuma.http.file.UploadReader;

/// Deadlines of slow connections, by stepping the time. [RequestGuardHandlerTest] tests the same on a server.
class RequestDeadlinesTest {

    private static final String MESSAGES = "/" + ApiClient.PATH;
    private static final String FILES = MESSAGES + "/files";
    private static final int BYTES_PER_SECOND_AT_64_KBIT = 8_000;

    private final ServerConfiguration settings = DefaultConfiguration.defaultsOf(ServerConfiguration.class);
    private final ConnectionGuardContext guards = new ConnectionGuardContext(
            settings,
            new ClientAddressResolver(DefaultConfiguration.defaultsOf(ApiConfiguration.class)),
            new RejectionLog(),
            new UploadReader(settings),
            limitsOfFiles());
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final RequestGuardHandler requests = new RequestGuardHandler(guards);

    private static RequestBodyLimits limitsOfFiles() {
        RequestBodyLimits limits = new RequestBodyLimits();
        limits.addRoute(UriMatchTemplate.of(FILES), BodySize.FILE);
        return limits;
    }

    @BeforeEach
    void connect() {
        channel.freezeTime();
        channel.pipeline().addLast(requests);
    }

    @AfterEach
    void disconnect() {
        channel.finishAndReleaseAll();
    }

    @Test
    void theFirstHeadHasTenSecondsFromTheConnection() {
        pass(10);
        assertThat(channel.isOpen()).isTrue();
        requests.bytesReceived();
        pass(1);
        assertThat(refused()).isEqualTo(408);
    }

    @Test
    void anIdleConnectionIsClosedAfterAMinuteWithoutAWord() {
        exchange();
        pass(60);
        assertThat(channel.isOpen()).isTrue();
        pass(1);
        assertThat(channel.isOpen()).isFalse();
        assertThat(channel.<Object>readOutbound()).isNull();
    }

    @Test
    void theNextHeadHasTenSecondsFromItsFirstByte() {
        exchange();
        pass(50);
        requests.bytesReceived();
        pass(10);
        requests.bytesReceived();
        assertThat(channel.isOpen()).isTrue();
        pass(1);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aClientThatWaitsForAResponseIsNotTimedOut() {
        begin(MESSAGES);
        channel.writeInbound(new DefaultLastHttpContent());
        pass(600);
        assertThat(channel.isOpen()).isTrue();
        answer();
        pass(60);
        assertThat(channel.isOpen()).isTrue();
        pass(1);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aBodyMayStallForTenSeconds() {
        begin(MESSAGES);
        send(100);
        pass(10);
        assertThat(channel.isOpen()).isTrue();
        send(100);
        pass(11);
        assertThat(refused()).isEqualTo(408);
    }

    @Test
    void aBodyThatDripsIsTooSlow() {
        begin(MESSAGES);
        for (int second = 0; second < 10; second++) {
            send(1);
            pass(1);
        }
        assertThat(channel.<Object>readOutbound()).isNull();
        send(1);
        pass(1);
        assertThat(refused()).isEqualTo(408);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theLargestFileArrivesAt64KilobitsPerSecond(boolean isShort) {
        if (isShort) {
            makeMemoryShort();
        }
        begin(FILES);
        int seconds = 0;
        for (int sent = 0; sent < DocumentType.MAX_FILE_BYTES; sent += BYTES_PER_SECOND_AT_64_KBIT) {
            send(BYTES_PER_SECOND_AT_64_KBIT);
            pass(1);
            seconds++;
        }
        channel.writeInbound(new DefaultLastHttpContent());
        assertThat(channel.outboundMessages()).isEmpty();
        assertThat(seconds).isGreaterThan(10 * 60);
    }

    @Test
    void aFileBelowTheMinimumRateEnds() {
        int rate = settings.bodyRate();
        long stall = settings.bodyStall().toSeconds();
        int slower = rate - rate / 4;
        assertThat(secondsOf(FILES, slower)).isBetween(4 * stall, 4 * stall + 2);
    }

    @Test
    void aFileNeedsAHigherRateWhileMemoryIsShort() {
        makeMemoryShort();
        int rate = IncomingBody.SHORTAGE_RATE_FACTOR * settings.bodyRate();
        long stall = settings.bodyStall().toSeconds();
        assertThat(secondsOf(FILES, rate / 2)).isBetween(2 * stall, 2 * stall + 2);
    }

    @Test
    void eachEventLoopLooksOnceForAllOfItsConnections() {
        List<Object> scheduled = new ArrayList<>();
        EventExecutor loop = (EventExecutor) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {EventExecutor.class}, (proxy, method, arguments) -> {
                    return switch (method.getName()) {
                        case "hashCode" -> 1;
                        case "equals" -> proxy == arguments[0];
                        case "scheduleWithFixedDelay" -> scheduled.add(arguments[0]) ? null : null;
                        default -> throw new UnsupportedOperationException(method.getName());
                    };
                });
        DeadlineSweeper sweeper = new DeadlineSweeper();
        for (int i = 0; i < 4_000; i++) {
            sweeper.addConnection(loop, new RequestGuardHandler(guards));
        }
        assertThat(scheduled).hasSize(1);
    }

    private void makeMemoryShort() {
        for (int network = 0; !guards.bodyBudget().isShort(); network++) {
            while (guards.bodyBudget().reserve("network " + network, BodySize.SMALL.maxBytes())) {
                assertThat(network).isLessThan(2);
            }
        }
    }

    /// Sends a body at a rate until the request is rejected.
    private long secondsOf(String path, int bytesPerSecond) {
        begin(path);
        long seconds = 0;
        while (channel.outboundMessages().isEmpty()) {
            send(bytesPerSecond);
            pass(1);
            seconds++;
        }
        assertThat(refused()).isEqualTo(408);
        return seconds;
    }

    private void exchange() {
        begin(MESSAGES);
        channel.writeInbound(new DefaultLastHttpContent());
        answer();
    }

    private void begin(String path) {
        DefaultHttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, path);
        request.headers().set("Host", "x");
        channel.writeInbound(request);
    }

    private void send(int bytes) {
        requests.bytesReceived();
        channel.writeInbound(new DefaultHttpContent(Unpooled.wrappedBuffer(new byte[bytes])));
    }

    private void answer() {
        channel.writeOutbound(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK));
        channel.readOutbound();
    }

    private void pass(int seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
    }

    private int refused() {
        FullHttpResponse refusal = channel.readOutbound();
        assertThat(refusal).isNotNull();
        assertThat(refusal.headers().get("Connection")).isEqualTo("close");
        pass(1);
        assertThat(channel.isOpen()).isFalse();
        return refusal.status().code();
    }
}
