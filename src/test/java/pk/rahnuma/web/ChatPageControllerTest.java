package pk.rahnuma.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.TestServer;
import pk.rahnuma.http.FingerprintedAssets;

/// Responses with the chat page.
class ChatPageControllerTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final TestServer server = TestServer.onH2().shareServer();

    private static HttpResponse<byte[]> get(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.address().resolve(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return HTTP.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String page(String path, String... headers) {
        return new String(get(path, headers).body(), StandardCharsets.UTF_8);
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /// Files that the page loads at first; the icon for the home screen is loaded when it is put there.
    private static List<String> assets() {
        return Pattern.compile("/assets/[^\"]+\\.(css|js|svg)")
                .matcher(page("/chat"))
                .results()
                .map(found -> found.group())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ur-PK,ur;q=0.9,en;q=0.8 | ur | rtl",
                "en-PK,ur;q=0.9          | en | ltr",
                "ur-Latn                 | ur-Latn | ltr",
                "de,fr;q=0.9,ur;q=0.1    | ur | rtl",
                "de                      | en | ltr",
                "*                       | en | ltr",
                ";;q=nonsense            | en | ltr",
            })
    void aFirstVisitIsInTheLanguageOfTheBrowser(String accepted, String language, String direction) {
        assertThat(page("/chat", "Accept-Language", accepted))
                .contains("<html lang=\"" + language + "\" dir=\"" + direction + "\">")
                .contains("<option value=\"" + language + "\" lang=\"" + language + "\" selected>");
    }

    @Test
    void theLanguageAskedForComesFirstThenTheOneOfLastTime() {
        assertThat(page("/chat?lang=ur", "Cookie", "rahnuma-language=ur-Latn", "Accept-Language", "en"))
                .contains("<html lang=\"ur\"");
        assertThat(page("/chat", "Cookie", "rahnuma-language=ur-Latn", "Accept-Language", "ur"))
                .contains("<html lang=\"ur-Latn\"");
        assertThat(page("/chat?lang=%22%3E%3Cscript%3E", "Cookie", "rahnuma-language=xx"))
                .contains("<html lang=\"en\"");
    }

    @Test
    void cookiesThatScriptsSetAreSecureOnPagesByHttps() {
        for (String script : new String[] {"web/chat.js", "web/devices.js", "web/files.js", "console/desk.js"}) {
            assertThat(new String(
                            FingerprintedAssets.readResource(ChatPageControllerTest.class, "/pk/rahnuma/" + script),
                            StandardCharsets.UTF_8))
                    .satisfies(text -> assertThat(text.lines()
                                    .filter(line -> line.contains("document.cookie ="))
                                    .filter(line -> !line.matches(
                                            "(?i).*location\\.protocol.startsWith\\('https'\\) \\? ';secure'.*")))
                            .isEmpty());
        }
    }

    @Test
    void itSaysWhoseDeskItIsAndWhatToDoWithoutScripts() {
        assertThat(page("/chat?lang=en")).contains("not PTA").containsPattern("<noscript><p[^>]*>[^<]+</p></noscript>");
        assertThat(page("/chat?lang=ur")).contains("پی ٹی اے نہیں");
    }

    @Test
    void inTheModeOfAnAuthorityItSaysSo() {
        try (TestServer authority =
                TestServer.onH2().withVariable("RAHNUMA_MODE", "authority").startServer()) {
            HttpRequest request = HttpRequest.newBuilder(authority.address()).build();
            assertThat(HTTP.sendAsync(request, BodyHandlers.ofString()).join().body())
                    .contains("Registration desk")
                    .doesNotContain("not PTA");
        }
    }

    @Test
    void allOfItIsUnder48KilobytesAndNothingComesFromElsewhere() {
        int size = get("/chat?lang=en").body().length;
        for (String asset : assets()) {
            HttpResponse<byte[]> response = get(asset);
            assertThat(response.statusCode()).as(asset).isEqualTo(200);
            assertThat(new String(response.body(), StandardCharsets.UTF_8).replace("http://www.w3.org/2000/svg", ""))
                    .as(asset)
                    .doesNotContain("http:", "https:", "//cdn");
            size += response.body().length;
        }
        assertThat(size).isLessThan(48 * 1024);
        assertThat(page("/chat?lang=en")).doesNotContain("http:", "https:", "style=", "onclick");
    }

    @Test
    void filesAreCachedPermanentlyUnderTheirVersionOnly() {
        assertThat(assets()).hasSizeGreaterThanOrEqualTo(3).allSatisfy(asset -> {
            assertThat(header(get(asset), "Cache-Control")).contains("immutable");
            assertThat(header(get(asset.replaceFirst("/assets/[^/]+", "/assets/old")), "Cache-Control"))
                    .isEqualTo("no-cache");
        });
        assertThat(header(get("/chat"), "Cache-Control")).isEqualTo("no-cache");
        assertThat(header(get("/chat"), "Vary")).contains("Cookie", "Accept-Language");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/chat", "/assets/1/chat.js", "/assets/1/chat.css", "/assets/1/ur.json"})
    void itIsSentCompressed(String path) throws IOException {
        HttpResponse<byte[]> response = get(path, "Accept-Encoding", "gzip");
        assertThat(header(response, "Content-Encoding")).isEqualTo("gzip");
        byte[] plain = new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes();
        assertThat(plain).isEqualTo(get(path).body());
    }

    @Test
    void aMissingPageIsShownInTheLanguageOfTheBrowser() {
        HttpResponse<byte[]> response = get("/nothing", "Accept", "text/html", "Accept-Language", "ur");
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(header(response, "Content-Type")).startsWith("text/html");
        assertThat(header(response, "Content-Security-Policy")).contains("default-src 'none'");
        assertThat(new String(response.body(), StandardCharsets.UTF_8))
                .contains("<html lang=\"ur\" dir=\"rtl\">", "href=\"/ur/\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/chat", "/desk/sign-in", "/nothing", "/desk/nothing"})
    void everyPageNamesItsEncodingInItsHeader(String path) {
        assertThat(header(get(path, "Accept", "text/html"), "Content-Type"))
                .isEqualToIgnoringCase("text/html;charset=utf-8");
    }

    @Test
    void aLineForAPartOfAPageNamesItsEncodingToo() throws Exception {
        HttpRequest fromElsewhere = HttpRequest.newBuilder(server.address().resolve("/desk/sign-in"))
                .headers("HX-Request", "true", "Sec-Fetch-Site", "cross-site")
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        HttpResponse<String> refused = HTTP.send(fromElsewhere, BodyHandlers.ofString());
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(header(refused, "Content-Type")).isEqualToIgnoringCase("text/plain;charset=utf-8");
    }
}
