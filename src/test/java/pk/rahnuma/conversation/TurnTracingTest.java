package pk.rahnuma.conversation;

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
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.TestServer;
import pk.rahnuma.conversation.metrics.TurnTracing;
import pk.rahnuma.dialog.ConversationInput;
import pk.rahnuma.messaging.Channel;

/// The spans of turns, of batches and of sends, and how they hang together.
class TurnTracingTest {

    private final TestServer house =
            TestServer.onH2().property("test.traces", true).start();
    private final InMemorySpanExporter spans = house.get(InMemorySpanExporter.class);

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void a_turn_is_followed_from_its_receipt_to_its_commit_and_to_each_send() throws Exception {
        Instant received = Instant.now().minusSeconds(1);
        TurnReceipt receipt = get(offer("Amna Khan", "1", "35202-1234567-1", received));
        SpanData turn = await(span -> span.getName().equals("turn"));
        assertThat(turn.getStartEpochNanos() / 1_000).isEqualTo(micros(received));
        assertThat(turn.getAttributes().get(TurnTracing.CHANNEL)).isEqualTo("web");
        assertThat(turn.getAttributes().get(TurnTracing.OUTCOME)).isEqualTo("worked");
        assertThat(turn.getParentSpanContext().isValid()).isFalse();

        SpanData batch = await(span -> span.getName().equals("batch"));
        assertThat(batch.getParentSpanId()).isEqualTo(turn.getSpanId());
        assertThat(batch.getAttributes().get(TurnTracing.SIZE)).isEqualTo(1);
        assertThat(batch.getAttributes().get(TurnTracing.OUTCOME)).isEqualTo("committed");

        assertThat(receipt.said()).isNotEmpty();
        SpanData send = await(span -> span.getName().equals("send"));
        assertThat(send.getParentSpanId()).isEqualTo(turn.getSpanId());
        assertThat(send.getTraceId()).isEqualTo(turn.getTraceId());
        assertThat(send.getAttributes().get(TurnTracing.OUTCOME)).isEqualTo("sent");
        assertThat(spans.getFinishedSpanItems().toString()).doesNotContain("Amna", "35202");
    }

    @Test
    void turns_that_share_a_batch_are_linked_with_it() throws Exception {
        long held = get(offer("farah", "1", "/start", Instant.now())).conversation();
        spans.reset();
        List<CompletableFuture<TurnReceipt>> offered = new ArrayList<>();
        house.get(Jdbi.class).useTransaction(handle -> {
            handle.execute("update conversation set language = language where id = ?", held);
            // Whatever is taken with the first is held too, and what comes after it lies together.
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
        assertThat(batch.getAttributes().get(TurnTracing.SIZE)).isEqualTo(linked.size() + 1);
        assertThat(spans.getFinishedSpanItems().stream()
                        .filter(span -> linked.contains(span.getSpanId()))
                        .flatMap(turn -> turn.getLinks().stream())
                        .map(LinkData::getSpanContext))
                .hasSameSizeAs(linked)
                .allMatch(batch.getSpanContext()::equals);
    }

    @Test
    void a_batch_that_fails_says_what_kind_of_fault_it_was_and_not_its_words() throws Exception {
        long broken = get(offer("w2", "1", "/start", Instant.now())).conversation();
        house.get(Jdbi.class)
                .useHandle(handle -> handle.execute("update conversation set state = x'00' where id = ?", broken));
        spans.reset();
        get(offer("w2", "2", "English", Instant.now()));
        SpanData batch = await(span -> span.getName().equals("batch"));
        assertThat(batch.getAttributes().get(TurnTracing.OUTCOME)).isEqualTo("failed");
        assertThat(batch.getStatus().getStatusCode())
                .isEqualTo(StatusData.error().getStatusCode());
        assertThat(batch.getStatus().getDescription()).matches("[\\w.$]+");
        assertThat(batch.getEvents()).isEmpty();
        SpanData turn = await(span -> span.getName().equals("turn"));
        assertThat(turn.getAttributes().get(TurnTracing.OUTCOME)).isEqualTo("parked");
    }

    @Test
    void nothing_is_made_while_tracing_is_off() {
        TurnTracing off = new TurnTracing(OpenTelemetry.noop());
        assertThat(off.on()).isFalse();
        assertThat(off.received(Channel.TELEGRAM, Instant.now())).isSameAs(Span.getInvalid());
        assertThat(off.batch(List.of())).isSameAs(Span.getInvalid());
        assertThat(off.send(Span.getInvalid().getSpanContext(), Channel.WEB)).isSameAs(Span.getInvalid());
    }

    @Test
    void spans_go_where_the_setting_says_as_otlp_over_http() throws Exception {
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
                    .with(
                            "OTEL_EXPORTER_OTLP_ENDPOINT",
                            "http://127.0.0.1:" + collector.getAddress().getPort())
                    .start();
            try (traced) {
                get(traced.get(MessageIntake.class).offer(incoming("w", "1", "/start", Instant.now())));
            }
            assertThat(brought.poll(10, TimeUnit.SECONDS))
                    .startsWith("POST /v1/traces application/x-protobuf ")
                    .contains("service.name", "rahnuma", "turn", "batch", "rahnuma.batch.size", "committed");
        } finally {
            collector.stop(0);
        }
    }

    private CompletableFuture<TurnReceipt> offer(String address, String update, String text, Instant received) {
        return house.get(MessageIntake.class).offer(incoming(address, update, text, received));
    }

    private static IncomingMessage incoming(String address, String update, String text, Instant received) {
        return new IncomingMessage(Channel.WEB, address, update, new ConversationInput.Text(text), "en", received);
    }

    private static TurnReceipt get(CompletableFuture<TurnReceipt> receipt) throws Exception {
        return receipt.get(10, TimeUnit.SECONDS);
    }

    private static long micros(Instant instant) {
        return TimeUnit.SECONDS.toMicros(instant.getEpochSecond()) + instant.getNano() / 1_000;
    }

    /// The first that ended.
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
