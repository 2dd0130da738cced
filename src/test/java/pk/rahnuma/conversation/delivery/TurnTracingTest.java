package pk.rahnuma.conversation.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.TestServer;
import pk.rahnuma.conversation.batch.IncomingMessage;
import pk.rahnuma.conversation.batch.MessageIntake;
import pk.rahnuma.conversation.batch.TurnReceipt;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.messaging.conversation.Channel;

/// Spans of turns, batches and sends, and their relations.
class TurnTracingTest {

    private final TestServer server =
            TestServer.onH2().withProperty("test.traces", true).startServer();
    private final InMemorySpanExporter spans = server.getBean(InMemorySpanExporter.class);

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aTurnIsFollowedFromItsReceiptToItsCommitAndToEachSend() throws Exception {
        Instant received = Instant.now().minusSeconds(1);
        TurnReceipt receipt = get(offer("Amna Khan", "1", "35202-1234567-1", received));
        SpanData turn = await(span -> span.getName().equals("turn"));
        assertThat(turn.getStartEpochNanos() / 1_000).isEqualTo(micros(received));
        assertThat(turn.getAttributes().get(TurnTracing.CHANNEL_KEY)).isEqualTo("web");
        assertThat(turn.getAttributes().get(TurnTracing.OUTCOME_KEY)).isEqualTo("worked");
        assertThat(turn.getParentSpanContext().isValid()).isFalse();

        SpanData batch = await(span -> span.getName().equals("batch"));
        assertThat(batch.getParentSpanId()).isEqualTo(turn.getSpanId());
        assertThat(batch.getAttributes().get(TurnTracing.BATCH_SIZE_KEY)).isEqualTo(1);
        assertThat(batch.getAttributes().get(TurnTracing.OUTCOME_KEY)).isEqualTo("committed");

        assertThat(receipt.replies()).isNotEmpty();
        SpanData send = await(span -> span.getName().equals("send"));
        assertThat(send.getParentSpanId()).isEqualTo(turn.getSpanId());
        assertThat(send.getTraceId()).isEqualTo(turn.getTraceId());
        assertThat(send.getAttributes().get(TurnTracing.OUTCOME_KEY)).isEqualTo("sent");
        assertThat(spans.getFinishedSpanItems().toString()).doesNotContain("Amna", "1234567");
    }

    @Test
    void turnsThatShareABatchAreLinkedWithIt() throws Exception {
        long held = get(offer("farah", "1", "/start", Instant.now())).conversation();
        spans.reset();
        List<CompletableFuture<TurnReceipt>> offered = new ArrayList<>();
        server.sql().inTransaction(() -> {
            server.sql().execute("update conversation set language = language where id = ?", held);
            // Messages taken with the first are held too, and later ones form one batch.
            for (int i = 2; i < 12; i++) {
                offered.add(offer("farah", "" + i, "English", Instant.now()));
            }
        });
        for (CompletableFuture<TurnReceipt> one : offered) {
            get(one);
        }
        SpanData batch =
                await(span -> span.getName().equals("batch") && span.getLinks().size() > 0);
        List<String> linked = batch.getLinks().stream()
                .map(link -> link.getSpanContext().getSpanId())
                .toList();
        assertThat(batch.getAttributes().get(TurnTracing.BATCH_SIZE_KEY)).isEqualTo(linked.size() + 1);
        assertThat(spans.getFinishedSpanItems().stream()
                        .filter(span -> linked.contains(span.getSpanId()))
                        .flatMap(turn -> turn.getLinks().stream())
                        .map(LinkData::getSpanContext))
                .hasSameSizeAs(linked)
                .allMatch(batch.getSpanContext()::equals);
    }

    @Test
    void aBatchThatFailsSaysWhatKindOfFaultItWasAndNotItsWords() throws Exception {
        long broken = get(offer("w2", "1", "/start", Instant.now())).conversation();
        server.sql().execute("update conversation set state = x'00' where id = ?", broken);
        spans.reset();
        get(offer("w2", "2", "English", Instant.now()));
        SpanData batch = await(span -> span.getName().equals("batch"));
        assertThat(batch.getAttributes().get(TurnTracing.OUTCOME_KEY)).isEqualTo("failed");
        assertThat(batch.getStatus().getStatusCode())
                .isEqualTo(StatusData.error().getStatusCode());
        assertThat(batch.getStatus().getDescription()).matches("[\\w.$]+");
        assertThat(batch.getEvents()).isEmpty();
        SpanData turn = await(span -> span.getName().equals("turn"));
        assertThat(turn.getAttributes().get(TurnTracing.OUTCOME_KEY)).isEqualTo("parked");
    }

    @Test
    void nothingIsMadeWhileTracingIsOff() {
        TurnTracing off = new TurnTracing(OpenTelemetry.noop());
        assertThat(off.isEnabled()).isFalse();
        assertThat(off.startTurnSpan(Channel.TELEGRAM, Instant.now())).isSameAs(Span.getInvalid());
        assertThat(off.startBatchSpan(List.of())).isSameAs(Span.getInvalid());
        assertThat(off.startSendSpan(Span.getInvalid().getSpanContext(), Channel.WEB))
                .isSameAs(Span.getInvalid());
    }

    @Test
    void spansGoWhereTheSettingSaysAsOtlpOverHttp() throws Exception {
        BlockingQueue<String> brought = new LinkedBlockingQueue<>();
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
            brought.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type") + " " + body);
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        try {
            TestServer traced = TestServer.onH2()
                    .withVariable(
                            "OTEL_EXPORTER_OTLP_ENDPOINT",
                            "http://127.0.0.1:" + collector.getAddress().getPort())
                    .startServer();
            try (traced) {
                get(traced.getBean(MessageIntake.class).offerMessage(incoming("w", "1", "/start", Instant.now())));
            }
            assertThat(brought.poll(30, TimeUnit.SECONDS))
                    .startsWith("POST /v1/traces application/x-protobuf ")
                    .contains("service.name", "rahnuma", "turn", "batch", "rahnuma.batch.size", "committed");
        } finally {
            collector.stop(0);
        }
    }

    private CompletableFuture<TurnReceipt> offer(String address, String update, String text, Instant received) {
        return server.getBean(MessageIntake.class).offerMessage(incoming(address, update, text, received));
    }

    private static IncomingMessage incoming(String address, String update, String text, Instant received) {
        return new IncomingMessage(Channel.WEB, address, update, new ConversationInput.Text(text), "en", received);
    }

    private static TurnReceipt get(CompletableFuture<TurnReceipt> receipt) throws Exception {
        return receipt.get(30, TimeUnit.SECONDS);
    }

    private static long micros(Instant instant) {
        return TimeUnit.SECONDS.toMicros(instant.getEpochSecond()) + instant.getNano() / 1_000;
    }

    /// First span that ended.
    private SpanData await(Predicate<SpanData> wanted) {
        return AwaitSupport.await()
                .until(
                        () -> spans.getFinishedSpanItems().stream()
                                .filter(wanted)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    @Factory
    @Requires(property = "test.traces")
    static final class InMemory {

        @Singleton
        InMemorySpanExporter exporter() {
            return InMemorySpanExporter.create();
        }

        @Primary
        @Singleton
        OpenTelemetry telemetry(InMemorySpanExporter exporter) {
            return OpenTelemetrySdk.builder()
                    .setTracerProvider(SdkTracerProvider.builder()
                            .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                            .build())
                    .build();
        }
    }
}
