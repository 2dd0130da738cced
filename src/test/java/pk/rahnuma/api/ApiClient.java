package pk.rahnuma.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/// Client of the HTTP API. It sends its token as a cookie, as browsers do, or in a header, as apps do.
public final class ApiClient {

    public static final String PATH = "api/v1/conversation";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI server;
    private final boolean app;
    private String token;

    private ApiClient(URI server, boolean app, String token) {
        this.server = server;
        this.app = app;
        this.token = token;
    }

    public static ApiClient asBrowser(URI server) {
        return new ApiClient(server, false, null);
    }

    public static ApiClient asBrowser(URI server, String token) {
        return new ApiClient(server, false, token);
    }

    public static ApiClient asApp(URI server, String token) {
        return new ApiClient(server, true, Objects.requireNonNull(token, "no response has brought a token"));
    }

    /// Response with its body.
    public record ApiResponse(HttpResponse<String> response) {
        public int status() {
            return response.statusCode();
        }

        public JsonNode body() {
            try {
                return JSON.readTree(response.body());
            } catch (IOException e) {
                throw new UncheckedIOException(response.body(), e);
            }
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public Optional<String> cookie() {
            return response.headers().allValues("Set-Cookie").stream()
                    .filter(value -> value.matches("(__Host-)?rahnuma=[^;].*"))
                    .findFirst();
        }

        public JsonNode messages() {
            return body().path("messages");
        }

        public JsonNode lastMessage() {
            return messages().path(messages().size() - 1);
        }

        public String lastText() {
            return lastMessage().path("text").asText();
        }

        public List<String> texts() {
            List<String> texts = new ArrayList<>();
            messages().forEach(message -> texts.add(message.path("text").asText()));
            return texts;
        }

        /// Type of a problem document.
        public String type() {
            return text("/type");
        }

        /// Part of the body; a missing node when there is none.
        public JsonNode at(String pointer) {
            return body().at(pointer);
        }

        public String text(String pointer) {
            return at(pointer).asText();
        }

        public ApiResponse requireStatus(int status) {
            assertThat(status()).as("%s: %s", response, response.body()).isEqualTo(status);
            return this;
        }

        /// Asserts that the response is a problem document of this kind.
        public ApiResponse requireProblem(String kind) {
            assertThat(type()).as("%s: %s", response, response.body()).isEqualTo("/problems/" + kind);
            return this;
        }

        public ApiResponse requireProblem(int status, String kind) {
            return requireStatus(status).requireProblem(kind);
        }
    }

    public String token() {
        return token;
    }

    public static String newId() {
        return UUID.randomUUID().toString();
    }

    public static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /// Reads JSON with an object.
    public static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    public ApiResponse sendText(String text) {
        return sendText(newId(), text);
    }

    public ApiResponse sendText(String id, String text) {
        return post(object().put("id", id).put("text", text).toString());
    }

    public ApiResponse sendTextWith(String text, String... headers) {
        return post(object().put("id", newId()).put("text", text).toString(), headers);
    }

    /// Taps a button of a received message, by its label.
    public ApiResponse tapButton(JsonNode message, String label) {
        for (JsonNode row : message.path("buttons")) {
            for (JsonNode button : row) {
                if (button.path("label").asText().equals(label)) {
                    return post(object().put("id", newId())
                            .put("tap", button.path("data").asText())
                            .put("on", message.path("seq").asInt())
                            .toString());
                }
            }
        }
        throw new AssertionError("no button " + label + " in " + message);
    }

    /// Taps a button that no message shows any more, by its data.
    public ApiResponse tapData(String data) {
        return post(object().put("id", newId()).put("tap", data).toString());
    }

    /// Sends an uploaded file as a message.
    public ApiResponse sendFile(String file) {
        return post(object().put("id", newId()).put("file", file).toString());
    }

    public ApiResponse post(String body, String... headers) {
        return send(request("").POST(BodyPublishers.ofString(body)), true, headers);
    }

    public ApiResponse post(BodyPublisher body, String... headers) {
        return send(request("").POST(body), false, headers);
    }

    /// Uploads a file.
    ///
    /// @param headers optionally with a content type
    public ApiResponse uploadFile(String name, BodyPublisher body, String... headers) {
        return send(request("/files?name=" + name).POST(body), false, headers);
    }

    public ApiResponse uploadFile(String name, byte[] file, String... headers) {
        return uploadFile(name, BodyPublishers.ofByteArray(file), headers);
    }

    /// Response that is not JSON.
    public record BinaryResponse(HttpResponse<byte[]> response) {
        public int status() {
            return response.statusCode();
        }

        public byte[] body() {
            return response.body();
        }

        public void requireStatus(int status) {
            assertThat(status()).as("%s", response).isEqualTo(status);
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    public BinaryResponse get(String rest) {
        return download(PATH + rest);
    }

    /// Reads a file at a path of the server.
    public BinaryResponse download(String path, String... headers) {
        HttpRequest.Builder request = identified(requestTo(path).GET());
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return new BinaryResponse(HTTP.send(request.build(), BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    public ApiResponse readMessages(String query) {
        return send(request(query).GET(), false);
    }

    /// Sends a request to a path of the server, with a JSON body unless it is null.
    public ApiResponse call(String method, String path, Object body, String... headers) {
        return send(
                requestTo(path)
                        .method(
                                method,
                                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString())),
                body != null,
                headers);
    }

    public ApiResponse read(String path, String... headers) {
        return call("GET", path, null, headers);
    }

    /// Entries of a list, read page by page to its end.
    ///
    /// @param path with a limit
    public List<JsonNode> readPages(String path, String list) {
        List<JsonNode> entries = new ArrayList<>();
        ApiResponse page = read(path);
        page.at(list).forEach(entries::add);
        while (page.body().has("next")) {
            page = read(path + "&cursor=" + page.text("/next"));
            page.at(list).forEach(entries::add);
        }
        return entries;
    }

    public ApiResponse delete(String path, String... headers) {
        return call("DELETE", path, null, headers);
    }

    public ApiResponse send(HttpRequest.Builder request, boolean json, String... headers) {
        if (json) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            ApiResponse answer = new ApiResponse(HTTP.send(identified(request).build(), BodyHandlers.ofString()));
            DescribedResponses.check(answer.response());
            answer.cookie().ifPresent(cookie -> token = cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';')));
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// Opens the event stream from a place on.
    public EventStreamClient openEvents(String query, String... headers) {
        HttpRequest.Builder request = identified(request("/events" + query).GET());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return EventStreamClient.openStream(HTTP, request.build());
    }

    public HttpRequest.Builder request(String rest) {
        return requestTo(PATH + rest);
    }

    public HttpRequest.Builder requestTo(String path) {
        return HttpRequest.newBuilder(server.resolve("/" + path)).timeout(Duration.ofMinutes(2));
    }

    private HttpRequest.Builder identified(HttpRequest.Builder request) {
        if (token != null) {
            request.header(app ? "Authorization" : "Cookie", (app ? "Bearer " : "rahnuma=") + token);
        }
        return request;
    }
}
