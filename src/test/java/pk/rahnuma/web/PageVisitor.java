package pk.rahnuma.web;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import pk.rahnuma.TestServer;

/// Browser without a script, which takes the server's address for one with https: it keeps Secure cookies too.
public final class PageVisitor {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int SEE_OTHER = 303;
    private static final String CHAT_COOKIE = "rahnuma";

    private final URI server;
    private final Map<String, String> cookies = new TreeMap<>();

    public PageVisitor(TestServer server) {
        this.server = server.address();
    }

    /// Takes the cookie of a chat.
    public PageVisitor withToken(String token) {
        return withCookie(CHAT_COOKIE, token);
    }

    /// Takes a cookie.
    public PageVisitor withCookie(String name, String value) {
        cookies.put(name, value);
        return this;
    }

    /// Token of the chat, from its cookie.
    public String token() {
        return cookies.get(CHAT_COOKIE);
    }

    /// Value of a cookie; null without it.
    public String cookie(String name) {
        return cookies.get(name);
    }

    /// Opens a page, and follows where it leads.
    ///
    /// @param headers names and values, alternating
    public HttpResponse<String> get(String path, String... headers) {
        return send(request(path), headers);
    }

    /// Sends a form, and follows where it leads.
    ///
    /// @param headers names and values, alternating
    public HttpResponse<String> post(String path, Map<String, String> fields, String... headers) {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return post(path, "application/x-www-form-urlencoded", HttpRequest.BodyPublishers.ofString(body), headers);
    }

    /// Sends a body of any type, and follows where it leads.
    ///
    /// @param headers names and values, alternating
    public HttpResponse<String> post(String path, String mediaType, HttpRequest.BodyPublisher body, String... headers) {
        return send(request(path).header("Content-Type", mediaType).POST(body), headers);
    }

    /// Answers a question on its page.
    public HttpResponse<String> answer(HttpResponse<String> page, String text) {
        return post(page.uri().getPath(), Map.of("answer", text));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path)).header("Accept", "text/html,*/*;q=0.8");
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String... headers) {
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            response.headers().allValues("Set-Cookie").forEach(this::keep);
            return response.statusCode() == SEE_OTHER
                    ? get(response.headers().firstValue("Location").orElseThrow())
                    : response;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void keep(String cookie) {
        String[] parts = cookie.split(";")[0].split("=", 2);
        cookies.put(parts[0], parts[1]);
    }
}
