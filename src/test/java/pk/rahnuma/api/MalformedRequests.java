package pk.rahnuma.api;

import static pk.rahnuma.random.RandomValues.weighted;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import pk.rahnuma.random.RandomJson;
import pk.rahnuma.random.RandomValues;

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

    private static final List<String> ODD_METHODS =
            List.of("HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "QUERY", "post", LEAK_MARKER);

    private static final List<String> ODD_PATHS = values(
            "/ // /.. /%2e%2e/x /%00 /%zz /% ;a=b /\u0100 /zqxjk %20 /assets/%2e%2e/%2e%2e/x /* /{x} /\\ #x",
            "", "", "", "", "", "/" + "a".repeat(3000));

    private static final List<String> PARAMETERS =
            List.of("after", "before", "limit", "lang", LEAK_MARKER, "", "%zz", "%00", "a[b]");

    private static final List<String> PARAMETER_VALUES = values(
            "0 1 -1 2147483647 -2147483648 2147483648 1.5 x zqxjk %00 %zz % +1 %F0%9F 1,2 null ur %D9%A1 {x} 1&after=x <b>",
            "", "a".repeat(2000));

    private static final List<String> HOSTS =
            List.of("Host: localhost", "Host: localhost", "Host: " + LEAK_MARKER, "Host: %%:x", "Host:");

    private static final List<String> CONTENT_TYPES = SeparatedValues.split("""
            Content-Type: application/json | Content-Type: application/json |
            Content-Type: application/json; charset=utf-16 | Content-Type: application/json; charset=zqxjk |
            Content-Type: zqxjk | Content-Type: ;;/ | Content-Type: multipart/form-data; boundary= |
            Content-Type: application/x-www-form-urlencoded | Content-Type: text/plain | Content-Type:""").toList();

    private static final List<String> ODD_HEADERS = SeparatedValues.split(
                    """
            Cookie: rahnuma=zqxjk | Cookie: =;;;rahnuma;rahnuma=;\u00e9=1 | Cookie: rahnuma-language=zqxjk |
            Authorization: Bearer | Authorization: Basic zqxjk | Authorization: | Accept: application/json |
            Accept: text/html | Accept: image/png | Accept: zqxjk | Accept: */*;q=z, ;;, / |
            Accept: text/event-stream | Accept-Language: ur;q=9, *-*;q=-1 | Accept-Language: \u0600 |
            Accept-Charset: zqxjk | Origin: null | Origin: http://zqxjk.example | Origin: ::%% |
            Sec-Fetch-Site: cross-site | Sec-Fetch-Site: zqxjk | Last-Event-ID: 99999999999999 | Last-Event-ID: -1 |
            Last-Event-ID: zqxjk | X-Forwarded-For: zqxjk | Content-Encoding: gzip | Content-Encoding: zqxjk |
            Range: bytes=9-1 | If-Modified-Since: zqxjk | If-None-Match: zqxjk | Expect: 100-continue |
            Expect: zqxjk | Upgrade: h2c | Upgrade: websocket | Content-Length: x | Transfer-Encoding: chunked |
            Transfer-Encoding: zqxjk | No colon | : empty""",
                    "Cookie: " + "a=b; ".repeat(1000),
                    "Accept-Language: " + "ur-".repeat(500),
                    "X-" + LEAK_MARKER + ": " + "a".repeat(9000),
                    "Bad\u0001Name: 1",
                    "X-Null: a\u0000b",
                    " folded: 1")
            .toList();

    private MalformedRequests() {}

    /// Values between spaces, and others.
    private static List<String> values(String text, String... others) {
        return Stream.concat(Stream.of(text.split(" ")), Stream.of(others)).toList();
    }

    /// Any request.
    ///
    /// @param token of an existing chat
    static RawRequest anyRequest(RandomValues random, String token) {
        return new RawRequest(
                anyMethod(random),
                anyTarget(random),
                anyHeaders(random, token),
                random.makeOrNull(0.3, () -> MalformedBodies.anyBody(random)));
    }

    /// Message to the desk with a valid head.
    static RawRequest anyMessage(RandomValues random, String token) {
        List<String> head = List.of("Host: localhost", "Content-Type: application/json", "Cookie: rahnuma=" + token);
        return new RawRequest("POST", CONVERSATION_PATH, head, MalformedBodies.anyBody(random));
    }

    private static String anyMethod(RandomValues random) {
        return random.makeOne(() -> "POST", () -> "GET", () -> random.pickOne(ODD_METHODS));
    }

    private static String anyTarget(RandomValues random) {
        String route = random.pickOne(ROUTES);
        String rest = random.pickOne(ODD_PATHS);
        return (route.equals("/") && rest.startsWith("/") ? "" : route) + rest + anyQuery(random);
    }

    private static String anyQuery(RandomValues random) {
        List<String> pairs =
                random.makeList(0, 3, () -> random.pickOne(PARAMETERS) + "=" + random.pickOne(PARAMETER_VALUES));
        return pairs.isEmpty() ? "" : "?" + String.join("&", pairs);
    }

    private static List<String> anyHeaders(RandomValues random, String token) {
        List<String> headers = new ArrayList<>();
        headers.add(random.pickOne(HOSTS));
        headers.add(random.pickOne(CONTENT_TYPES));
        headers.addAll(random.makeList(
                0,
                3,
                () -> random.makeWeighted(
                        weighted(5, () -> tokenHeader(random, token)),
                        weighted(ODD_HEADERS.size(), () -> random.pickOne(ODD_HEADERS)))));
        return headers;
    }

    private static String tokenHeader(RandomValues random, String token) {
        return random.pickOne(
                "Cookie: rahnuma=" + token,
                "Cookie: rahnuma=" + token,
                "Cookie: rahnuma=\"" + token,
                "Authorization: Bearer " + token,
                "Authorization: Bearer " + random.makeUuid());
    }

    /// Bodies of messages.
    private static final class MalformedBodies {

        private static final List<String> MESSAGES = List.of(
                "{\"id\":\"%s\",\"text\":\"zqxjk\"}",
                "{\"id\":\"%s\",\"text\":\"register\",\"language\":\"ur\"}",
                "{\"id\":\"%s\",\"tap\":\"!start=status\",\"on\":3,\"language\":\"en\"}",
                "{\"id\":\"%s\",\"tap\":\"1:0:0:zqxjk\",\"on\":1}",
                "{\"id\":\"%s\",\"edit\":{\"message\":\"12345678\",\"text\":\"zqxjk\"}}");

        private static final List<String> BROKEN_BODIES = List.of(
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
                "\"" + "x".repeat(70_000) + "\"");

        private MalformedBodies() {}

        static byte[] anyBody(RandomValues random) {
            return random.makeWeighted(
                    weighted(12, () -> anyText(random).getBytes(StandardCharsets.UTF_8)),
                    weighted(1, () -> message(random).getBytes(StandardCharsets.UTF_16)),
                    weighted(4, () -> brokenMessage(random)));
        }

        private static String anyText(RandomValues random) {
            return random.makeWeighted(
                    weighted(8, () -> RandomJson.mutateDocument(random, message(random))),
                    weighted(2, () -> RandomJson.jsonValue(random)),
                    weighted(2, () -> random.pickOne(BROKEN_BODIES)));
        }

        /// Message with another byte at one place.
        private static byte[] brokenMessage(RandomValues random) {
            byte[] bytes = message(random).getBytes(StandardCharsets.UTF_8);
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            return bytes;
        }

        private static String message(RandomValues random) {
            return random.pickOne(MESSAGES).formatted(random.makeUuid());
        }
    }
}
