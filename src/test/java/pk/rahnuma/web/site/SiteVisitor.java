package pk.rahnuma.web.site;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.token.ChatTokens;
import pk.rahnuma.messaging.chat.ChatAddress;
import pk.rahnuma.messaging.chat.ChatRepository;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.registration.submission.SubmitApplicationAction;

/// Browser without a script, which keeps the cookie of a chat.
///
/// @param token of the chat; null for a visitor without one
record SiteVisitor(TestServer server, String token) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    static SiteVisitor withoutChat(TestServer server) {
        return new SiteVisitor(server, null);
    }

    /// Visitor who has opened a chat.
    static SiteVisitor withChat(TestServer server) {
        ApiClient chat = ApiClient.asBrowser(server.address());
        chat.sendText("/start");
        return new SiteVisitor(server, chat.token());
    }

    /// Sends an application from the chat. Returns its grouped reference.
    String submitApplication() {
        ChatAddress address = ChatTokens.toAddress(token);
        long person = server.getBean(ChatRepository.class)
                .findByAddresses(List.of(address))
                .get(address)
                .conversation();
        Instant now = server.getBean(Clock.class).instant();
        SubmitApplicationAction.In application = new SubmitApplicationAction.In(DomainFixture.answers("39.34.1.1"));
        return server.sql()
                .inTransaction(() -> server.getBean(SubmitApplicationAction.class)
                        .executeAll(List.of(DomainFixture.createRequest(person, application, now))))
                .getFirst()
                .reference();
    }

    HttpResponse<String> get(String path) {
        return send(request(path));
    }

    /// Submits a form.
    ///
    /// @param headers names and values, alternating
    HttpResponse<String> post(String path, Map<String, String> fields, String... headers) {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.address().resolve(path)).header("Accept", "text/html,*/*;q=0.8");
        return token == null ? request : request.header("Cookie", "rahnuma=" + token);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
