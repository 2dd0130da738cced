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

    private final URI server;
    private final Map<String, String> cookies = new TreeMap<>();

    public PageVisitor(TestServer server) {
        this.server = server.address();
    }

    /// Opens a page, and follows where it leads.
    ///
    /// @param headers names and values, alternating
    public HttpResponse<String> get(String path, String... headers) {
        return send(HttpRequest.newBuilder(server.resolve(path)), headers);
    }

    /// Sends a form, and follows where it leads.
    ///
    /// @param headers names and values, alternating
    public HttpResponse<String> post(String path, Map<String, String> fields, String... headers) {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(
                HttpRequest.newBuilder(server.resolve(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body)),
                headers);
    }

    /// Answers a question on its page.
    public HttpResponse<String> answer(HttpResponse<String> page, String text) {
        return post(page.uri().getPath(), Map.of("answer", text));
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
