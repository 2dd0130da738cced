package pk.rahnuma.api;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import pk.rahnuma.JsonArbitraries;

/// Random requests to every route, most of them with an error.
final class MalformedRequests {

    /// Part of everything that is sent; a rejection must not contain it.
    static final String LEAK_MARKER = "zqxjk";

    private static final String CONVERSATION_PATH = "/" + ApiClient.PATH;
    private static final List<String> ROUTES = List.of(
            CONVERSATION_PATH,
            CONVERSATION_PATH + "/token",
            CONVERSATION_PATH + "/events",
            CONVERSATION_PATH + "/files",
            "/",
            "/assets/1/chat.css",
            "/health",
            "/nothing",
            "/api");

    private MalformedRequests() {}

    /// Any request.
    ///
    /// @param token of an existing chat
    static Arbitrary<RawRequest> anyRequest(String token) {
        return Combinators.combine(
                        methods(),
                        targets(),
                        headers(token),
                        MalformedBodies.anyBody().injectNull(0.3))
                .as(MalformedRequests::request);
    }

    /// Message to the desk with a valid head.
    static Arbitrary<RawRequest> anyMessage(String token) {
        List<String> head = List.of("Host: localhost", "Content-Type: application/json", "Cookie: rahnuma=" + token);
        return MalformedBodies.anyBody().map(body -> new RawRequest("POST", CONVERSATION_PATH, head, body));
    }

    private static RawRequest request(String method, String target, List<String> headers, byte[] body) {
        return new RawRequest(method, target, headers, body);
    }

    private static Arbitrary<String> methods() {
        return Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.of("POST")),
                Tuple.of(4, Arbitraries.of("GET")),
                Tuple.of(
                        4,
                        Arbitraries.of(
                                "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "QUERY", "post", LEAK_MARKER)));
    }

    private static Arbitrary<String> targets() {
        Arbitrary<String> odd = Arbitraries.of(
                "",
                "",
                "",
                "",
                "",
                "/",
                "//",
                "/..",
                "/%2e%2e/x",
                "/%00",
                "/%zz",
                "/%",
                ";a=b",
                "/\u0100",
                "/" + LEAK_MARKER,
                "%20",
                "/" + "a".repeat(3000),
                "/assets/%2e%2e/%2e%2e/x",
                "/*",
                "/{x}",
                "/\\",
                "#x");
        return Combinators.combine(Arbitraries.of(ROUTES), odd, queries())
                .as((route, rest, query) -> (route.equals("/") && rest.startsWith("/") ? "" : route) + rest + query);
    }

    private static Arbitrary<String> queries() {
        Arbitrary<String> names =
                Arbitraries.of("after", "before", "limit", "lang", LEAK_MARKER, "", "%zz", "%00", "a[b]");
        Arbitrary<String> values = Arbitraries.of(
                "0",
                "1",
                "-1",
                "2147483647",
                "-2147483648",
                "2147483648",
                "1.5",
                "",
                "x",
                LEAK_MARKER,
                "%00",
                "%zz",
                "%",
                "+1",
                "%F0%9F",
                "1,2",
                "null",
                "ur",
                "a".repeat(2000),
                "%D9%A1",
                "{x}",
                "1&after=x",
                "<b>");
        return Combinators.combine(names, values)
                .as((name, value) -> name + "=" + value)
                .list()
                .ofMaxSize(3)
                .map(pairs -> pairs.isEmpty() ? "" : "?" + String.join("&", pairs));
    }

    private static Arbitrary<List<String>> headers(String token) {
        String other = UUID.randomUUID().toString();
        Arbitrary<String> odd = Arbitraries.of(
                "Cookie: rahnuma=" + token,
                "Cookie: rahnuma=" + token,
                "Cookie: rahnuma=" + LEAK_MARKER,
                "Cookie: rahnuma=\"" + token,
                "Cookie: =;;;rahnuma;rahnuma=;\u00e9=1",
                "Cookie: rahnuma-language=" + LEAK_MARKER,
                "Cookie: " + "a=b; ".repeat(1000),
                "Authorization: Bearer " + token,
                "Authorization: Bearer " + other,
                "Authorization: Bearer",
                "Authorization: Basic " + LEAK_MARKER,
                "Authorization:",
                "Accept: application/json",
                "Accept: text/html",
                "Accept: image/png",
                "Accept: " + LEAK_MARKER,
                "Accept: */*;q=z, ;;, /",
                "Accept: text/event-stream",
                "Accept-Language: ur;q=9, *-*;q=-1",
                "Accept-Language: " + "ur-".repeat(500),
                "Accept-Language: \u0600",
                "Accept-Charset: " + LEAK_MARKER,
                "Origin: null",
                "Origin: http://" + LEAK_MARKER + ".example",
                "Origin: ::%%",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: " + LEAK_MARKER,
                "Last-Event-ID: 99999999999999",
                "Last-Event-ID: -1",
                "Last-Event-ID: " + LEAK_MARKER,
                "X-Forwarded-For: " + LEAK_MARKER,
                "Content-Encoding: gzip",
                "Content-Encoding: " + LEAK_MARKER,
                "Range: bytes=9-1",
                "If-Modified-Since: " + LEAK_MARKER,
                "If-None-Match: " + LEAK_MARKER,
                "Expect: 100-continue",
                "Expect: " + LEAK_MARKER,
                "Upgrade: h2c",
                "Upgrade: websocket",
                "Content-Length: x",
                "Transfer-Encoding: chunked",
                "Transfer-Encoding: " + LEAK_MARKER,
                "X-" + LEAK_MARKER + ": " + "a".repeat(9000),
                "No colon",
                ": empty",
                "Bad\u0001Name: 1",
                "X-Null: a\u0000b",
                " folded: 1");
        Arbitrary<String> type = Arbitraries.of(
                "Content-Type: application/json",
                "Content-Type: application/json",
                "Content-Type: application/json; charset=utf-16",
                "Content-Type: application/json; charset=" + LEAK_MARKER,
                "Content-Type: " + LEAK_MARKER,
                "Content-Type: ;;/",
                "Content-Type: multipart/form-data; boundary=",
                "Content-Type: application/x-www-form-urlencoded",
                "Content-Type: text/plain",
                "Content-Type:");
        Arbitrary<String> host =
                Arbitraries.of("Host: localhost", "Host: localhost", "Host: " + LEAK_MARKER, "Host: %%:x", "Host:");
        return Combinators.combine(host, type, odd.list().ofMaxSize(3)).as((first, second, rest) -> {
            List<String> all = new ArrayList<>(List.of(first, second));
            all.addAll(rest);
            return all;
        });
    }

    /// Bodies of messages.
    static final class MalformedBodies {

        private MalformedBodies() {}

        static Arbitrary<byte[]> anyBody() {
            Arbitrary<byte[]> texts = Arbitraries.frequencyOf(
                            Tuple.of(8, JsonArbitraries.mutateDocuments(messages())),
                            Tuple.of(2, JsonArbitraries.jsonValues()),
                            Tuple.of(
                                    2,
                                    Arbitraries.of(
                                            "",
                                            "{",
                                            "[",
                                            "{\"id\"",
                                            "\ufeff{}",
                                            "{'id':1}",
                                            "{\"id\":NaN}",
                                            "{\"a\":\"\u0001\"}",
                                            "[".repeat(60_000),
                                            "{\"a\":".repeat(12_000),
                                            "a=" + LEAK_MARKER,
                                            "0\r\n\r\n",
                                            "\"" + "x".repeat(70_000) + "\"")))
                    .map(text -> text.getBytes(StandardCharsets.UTF_8));
            Arbitrary<byte[]> wide = messages().map(text -> text.getBytes(StandardCharsets.UTF_16));
            Arbitrary<byte[]> broken = Combinators.combine(
                            messages(), Arbitraries.integers().between(0, 999), Arbitraries.bytes())
                    .as((text, at, with) -> {
                        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                        bytes[at % bytes.length] = with;
                        return bytes;
                    });
            return Arbitraries.frequencyOf(Tuple.of(12, texts), Tuple.of(1, wide), Tuple.of(4, broken));
        }

        private static Arbitrary<String> messages() {
            return Arbitraries.of(
                            "{\"id\":\"%s\",\"text\":\"zqxjk\"}",
                            "{\"id\":\"%s\",\"text\":\"register\",\"language\":\"ur\"}",
                            "{\"id\":\"%s\",\"tap\":\"!start=status\",\"on\":3,\"language\":\"en\"}",
                            "{\"id\":\"%s\",\"tap\":\"1:0:0:zqxjk\",\"on\":1}",
                            "{\"id\":\"%s\",\"edit\":{\"message\":\"12345678\",\"text\":\"zqxjk\"}}")
                    .map(message -> message.formatted(UUID.randomUUID()));
        }
    }
}
