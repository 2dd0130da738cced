package pk.rahnuma.telegram.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// HTTP side of the stub: paths, responses, and the injected faults.
final class FakeBotApiServer {

    static {
        // Without it, every answer waits for the client's delayed acknowledgement (40 ms on loopback).
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final FakeBotApiState world;
    private final BotApiMethods methods;
    private final String token;
    private final Map<String, Queue<FakeBotApi.Fault>> faults = new HashMap<>();
    private Function<String, FakeBotApi.Fault> weather = method -> null;
    private HttpServer server;
    private int port;

    FakeBotApiServer(FakeBotApiState world, String token) {
        this.world = world;
        this.token = token;
        this.methods = new BotApiMethods(world, token.substring(0, token.indexOf(':')));
        world.methods = methods;
        open();
    }

    /// Opens the port that it had before, if it had one.
    void open() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        port = server.getAddress().getPort();
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    void close() {
        server.stop(0);
    }

    int port() {
        return port;
    }

    void injectFault(String method, int times, FakeBotApi.Fault fault) {
        world.locked(() -> {
            Queue<FakeBotApi.Fault> queue = faults.computeIfAbsent(key(method), unused -> new ArrayDeque<>());
            for (int i = 0; i < times; i++) {
                queue.add(fault);
            }
            return null;
        });
    }

    void setFaultRule(Function<String, FakeBotApi.Fault> any) {
        world.locked(() -> weather = any);
    }

    void removeFaults() {
        world.locked(() -> {
            faults.clear();
            weather = method -> null;
            return null;
        });
    }

    private static String key(String method) {
        return method.toLowerCase(Locale.ROOT);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/");
        if (path.length > 3 && path[1].equals("file")) {
            file(exchange, path);
            return;
        }
        String method = path.length == 3 ? key(path[2]) : "";
        ObjectNode parameters;
        try {
            parameters = BotApiRequest.parameters(exchange);
        } catch (IOException | ClassCastException e) {
            respond(exchange, method, null, new BotApiErrorException(400, "Bad Request: " + e.getMessage()));
            return;
        }
        if (path.length != 3 || !path[1].equals("bot" + token)) {
            boolean known = path.length == 3 && path[1].matches("bot\\d+:[\\w-]+");
            BotApiErrorException refusal =
                    known ? new BotApiErrorException(401, "Unauthorized") : new BotApiErrorException(404, "Not Found");
            respond(exchange, method, parameters, refusal);
            return;
        }
        answer(exchange, method, parameters, nextFault(method));
    }

    /// Path `/file/bot<token>/photos/<id>.jpg`; faults are those of the method `file`.
    private void file(HttpExchange exchange, String[] path) throws IOException {
        FakeBotApi.Fault fault = nextFault("file");
        String name = path[path.length - 1].replaceFirst("\\.jpg$", "");
        byte[] content = world.locked(() -> world.files.get(name));
        int status = !path[2].equals("bot" + token) ? 401 : content == null ? 404 : 200;
        ObjectNode parameters = BotApiRequest.JSON.createObjectNode().put("file_id", name);
        if (fault == null && status == 200) {
            record("file", parameters, status);
            exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
            exchange.getResponseBody().write(content);
        } else if (fault == null) {
            respond(exchange, "file", parameters, status, "{\"ok\":false}", "application/json");
        } else {
            switch (fault.kind()) {
                case CUT_AFTER -> {
                    record("file", parameters, 0);
                    exchange.sendResponseHeaders(200, content.length);
                    exchange.getResponseBody().write(content, 0, content.length / 2);
                    exchange.getResponseBody().flush();
                }
                case HANGS -> {
                    record("file", parameters, 0);
                    world.await(() -> world.closed, Duration.ofMinutes(10));
                }
                case REFUSED, GATEWAY ->
                    respond(exchange, "file", parameters, fault.code(), fault.description(), "text/html");
                default -> record("file", parameters, 0);
            }
        }
        exchange.close();
    }

    private FakeBotApi.Fault nextFault(String method) {
        return world.locked(() -> {
            FakeBotApi.Fault fault =
                    faults.getOrDefault(method, new ArrayDeque<>()).poll();
            if (fault == null) {
                fault = faults.getOrDefault("*", new ArrayDeque<>()).poll();
            }
            return fault == null ? weather.apply(method) : fault;
        });
    }

    private void answer(HttpExchange exchange, String method, ObjectNode parameters, FakeBotApi.Fault fault)
            throws IOException {
        FakeBotApi.Fault.Kind kind = fault == null ? FakeBotApi.Fault.Kind.NONE : fault.kind();
        try {
            switch (kind) {
                case REFUSED -> throw new BotApiErrorException(fault.code(), fault.description(), fault.retryAfter());
                case GATEWAY -> respond(exchange, method, parameters, fault.code(), fault.description(), "text/html");
                case CUT_BEFORE -> cut(exchange, method, parameters);
                case CUT_AFTER -> {
                    forget(methods.call(method, parameters));
                    cut(exchange, method, parameters);
                }
                case SLOW -> {
                    String answer = methods.call(method, parameters);
                    TimeUnit.MILLISECONDS.sleep(fault.code());
                    respond(exchange, method, parameters, 200, answer, "application/json");
                }
                case WITHOUT_OK -> {
                    methods.call(method, parameters);
                    respond(exchange, method, parameters, 200, "{}", "application/json");
                }
                case UNKNOWN_PARTS -> {
                    ObjectNode answer = (ObjectNode) BotApiRequest.JSON.readTree(methods.call(method, parameters));
                    ((ObjectNode) answer.get("result"))
                            .putObject("forward_origin")
                            .put("type", "new_kind");
                    ((ObjectNode) answer.get("result")).putArray("chat").add("new_kind");
                    respond(exchange, method, parameters, 200, answer.toString(), "application/json");
                }
                case HANGS -> {
                    world.await(() -> world.closed, Duration.ofMinutes(10));
                    cut(exchange, method, parameters);
                }
                case NONE ->
                    respond(exchange, method, parameters, 200, methods.call(method, parameters), "application/json");
            }
        } catch (BotApiErrorException e) {
            respond(exchange, method, parameters, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            exchange.close();
        }
    }

    /// Marks the message as unknown to the bot.
    private void forget(String answer) throws IOException {
        int message =
                BotApiRequest.JSON.readTree(answer).at("/result/message_id").asInt();
        world.locked(() -> world.unknown.add(message));
    }

    private void cut(HttpExchange exchange, String method, ObjectNode parameters) {
        record(method, parameters, 0);
        exchange.close();
    }

    private void respond(HttpExchange exchange, String method, ObjectNode parameters, BotApiErrorException refusal)
            throws IOException {
        ObjectNode answer = BotApiRequest.JSON
                .createObjectNode()
                .put("ok", false)
                .put("error_code", refusal.code())
                .put("description", refusal.getMessage());
        if (refusal.retryAfter() != null) {
            answer.putObject("parameters").put("retry_after", refusal.retryAfter());
        }
        respond(exchange, method, parameters, refusal.code(), answer.toString(), "application/json");
    }

    private void respond(
            HttpExchange exchange, String method, ObjectNode parameters, int status, String body, String type)
            throws IOException {
        record(method, parameters, status);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void record(String method, ObjectNode parameters, int status) {
        world.locked(() -> {
            world.calls.add(new FakeBotApi.Call(method, parameters, status));
            world.changed();
            return null;
        });
    }
}
