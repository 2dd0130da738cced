package pk.rahnuma.faq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/// Endpoint of a language model that answers as it was given, and records what it was asked.
public final class ModelStub implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    /// A request.
    ///
    /// @param authorization of the header, or null
    public record Asked(String path, String authorization, String model, String instructions, String question) {}

    private final HttpServer server;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile int status = 200;
    private volatile String location;
    private volatile byte[] body = new byte[0];

    private ModelStub(HttpServer server) {
        this.server = server;
    }

    public static ModelStub start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            ModelStub stub = new ModelStub(server);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", stub::answer);
            server.start();
            return stub;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /// Answers with a text, as a model does.
    public void answerText(String text) {
        try {
            answerBody(
                    200,
                    JSON.writeValueAsString(Map.of(
                            "choices", List.of(Map.of("message", Map.of("role", "assistant", "content", text))))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void answerBody(int newStatus, String newBody) {
        status = newStatus;
        body = newBody.getBytes(StandardCharsets.UTF_8);
    }

    public void redirectTo(String newLocation) {
        status = 307;
        location = newLocation;
    }

    /// Answers only after [#release].
    public void hold() {
        gate = new CountDownLatch(1);
    }

    public void release() {
        gate.countDown();
    }

    public List<Asked> asked() {
        return asked;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode request = JSON.readTree(exchange.getRequestBody());
            asked.add(new Asked(
                    exchange.getRequestURI().getPath(),
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    request.at("/model").asText(),
                    request.at("/messages/0/content").asText(),
                    request.at("/messages/1/content").asText()));
            gate.await();
            if (location != null) {
                exchange.getResponseHeaders().add("Location", location);
            }
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException clientIsGone) {
            // A client that gave up reads nothing more.
        }
    }

    @Override
    public void close() {
        release();
        server.stop(0);
    }
}
