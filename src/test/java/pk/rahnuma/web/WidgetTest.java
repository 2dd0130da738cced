package pk.rahnuma.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import pk.rahnuma.TestServer;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.web.HeadlessBrowser.Screen;

/// The chat as a widget in pages of other sites.
class WidgetTest {

    private static final String CONVERSATION = "/api/v1/conversation";
    private static final String FIND_FRAME =
            "return document.querySelector('rahnuma-widget').shadowRoot.querySelector('iframe')";
    private static final String FIND_BUTTON =
            "return document.querySelector('rahnuma-widget').shadowRoot.querySelector('button')";

    private static HttpServer site;
    private static HttpServer stranger;
    private static TestServer server;

    @BeforeAll
    static void open() throws IOException {
        site = serveHostPage();
        stranger = serveHostPage();
        server = TestServer.onH2()
                .withVariable("RAHNUMA_API_BEHIND_PROXY", "true")
                .withVariable("RAHNUMA_WIDGET_ORIGINS", originOf(site) + ",https://www.example.pk")
                .startServer();
    }

    @AfterAll
    static void close() {
        server.close();
        site.stop(0);
        stranger.stop(0);
    }

    /// A page on 127.0.0.1, which is another site than localhost.
    private static HttpServer serveHostPage() throws IOException {
        HttpServer host = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        host.createContext("/", exchange -> {
            byte[] page = ("<!doctype html><html lang=en><title>A site</title><h1>A site</h1><script src=\""
                            + server.address().resolve("/widget.js")
                            + "\" data-theme=dark data-language=ur async></script>")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/html;charset=utf-8");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        host.start();
        return host;
    }

    private static String originOf(HttpServer host) {
        return "http://127.0.0.1:" + host.getAddress().getPort();
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static HttpRequest.Builder to(TestServer desk, String path) {
        return HttpRequest.newBuilder(desk.address().resolve(path));
    }

    private static HttpRequest.Builder start(TestServer desk, String... headers) {
        HttpRequest.Builder request = to(desk, CONVERSATION)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"id\": \"a-first-word-1\", \"text\": \"/start\"}"));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    @Test
    void withoutOriginsThereIsNoWidgetAndNoCookieForIt() {
        try (TestServer closed = TestServer.onH2().startServer()) {
            for (String path : List.of("/widget", "/widget.js")) {
                HttpResponse<String> response = send(to(closed, path));
                assertThat(response.statusCode()).as(path).isEqualTo(404);
                assertThat(header(response, "Content-Security-Policy")).contains("frame-ancestors 'none'");
                assertThat(header(response, "X-Frame-Options")).isEqualTo("DENY");
            }
            assertThat(header(send(start(closed, "Rahnuma-Widget", "true")), "Set-Cookie"))
                    .startsWith("rahnuma=")
                    .contains("SameSite=Strict");
        }
    }

    @Test
    void onlyTheNamedSitesMayHaveTheWidgetInAFrameAndNoOtherPage() {
        HttpResponse<String> widget = send(to(server, "/widget?lang=ur&theme=light"));
        assertThat(widget.statusCode()).isEqualTo(200);
        assertThat(header(widget, "Content-Security-Policy"))
                .contains("frame-ancestors " + originOf(site) + " https://www.example.pk;", "script-src 'self'")
                .doesNotContain("frame-ancestors 'none'");
        assertThat(widget.headers().firstValue("X-Frame-Options")).isEmpty();
        assertThat(widget.body()).contains("<html lang=\"ur\"", "chat-light.css");
        assertThat(send(to(server, "/widget?theme=%22onload")).body()).contains("/chat.css\"");
        for (String path : List.of("/", "/en/", "/widget.js")) {
            HttpResponse<String> other = send(to(server, path));
            assertThat(header(other, "Content-Security-Policy")).as(path).contains("frame-ancestors 'none'");
            assertThat(header(other, "X-Frame-Options")).as(path).isEqualTo("DENY");
        }
        assertThat(header(send(to(server, "/widget.js")), "Cross-Origin-Resource-Policy"))
                .isEqualTo("cross-origin");
    }

    @Test
    void theWidgetHasACookieOfItsOwnForEachSite() {
        HttpResponse<String> opened = send(start(server, "Rahnuma-Widget", "true"));
        String cookie = header(opened, "Set-Cookie");
        assertThat(opened.headers().allValues("Set-Cookie")).hasSize(1);
        assertThat(cookie)
                .startsWith("rahnuma-widget=")
                .contains("; Path=/; HttpOnly; SameSite=None; Secure; Partitioned");
        String pair = cookie.substring(0, cookie.indexOf(';'));
        assertThat(send(to(server, CONVERSATION).header("Cookie", pair)).body()).contains("/start");
        assertThat(header(send(start(server, "X-Forwarded-Proto", "https", "Rahnuma-Widget", "true")), "Set-Cookie"))
                .startsWith("__Host-rahnuma-widget=");
        assertThat(header(send(start(server)), "Set-Cookie"))
                .startsWith("rahnuma=")
                .contains("SameSite=Strict");
        assertThat(send(start(server, "Cookie", pair, "Sec-Fetch-Site", "cross-site"))
                        .statusCode())
                .as("from a page of another site")
                .isEqualTo(403);
        HttpResponse<String> left = send(to(server, "/api/v1/tokens/sign-out")
                .headers("Cookie", pair, "Sec-Fetch-Site", "same-origin")
                .POST(BodyPublishers.noBody()));
        assertThat(left.headers().allValues("Set-Cookie"))
                .anyMatch(each -> each.startsWith("rahnuma-widget=; Max-Age=0;"));
    }

    @Test
    @Tag("long")
    void aPageOfAnotherSiteOpensTheChatAndKeepsIt() {
        String register = server.getBean(ScriptLibrary.class).texts().formatText("ur", "register-individual.title");
        try (HeadlessBrowser browser = HeadlessBrowser.open(URI.create(originOf(site)), Screen.DESK, "en")) {
            openWidget(browser);
            WebElement button = (WebElement) browser.run(FIND_BUTTON);
            assertThat(button.getText())
                    .isEqualTo(server.getBean(ScriptLibrary.class).texts().formatText("ur", "web.widget_close"));
            assertThat(button.getRect().x).as("at the end of a page in English").isGreaterThan(Screen.DESK.width / 2);
            browser.enterFrame((WebElement) browser.run(FIND_FRAME));
            browser.awaitAnswer();
            assertThat(browser.language()).isEqualTo("ur");
            assertThat(browser.run("return getComputedStyle(document.documentElement).colorScheme"))
                    .isEqualTo("dark");
            browser.tap(register);
            String said = browser.logText();
            assertThat(browser.violations()).isEmpty();
            browser.screenshot("widget");
            browser.openAddress(URI.create(originOf(site)));
            openWidget(browser);
            browser.enterFrame((WebElement) browser.run(FIND_FRAME));
            browser.await("the same chat", () -> browser.logText().equals(said));
            browser.find("textarea").sendKeys(Keys.ESCAPE);
            browser.leaveFrame();
            browser.await(
                    "the closed widget",
                    () -> "false".equals(((WebElement) browser.run(FIND_BUTTON)).getDomAttribute("aria-expanded")));
            assertThat(browser.allCookies())
                    .filteredOn(cookie -> cookie.get("name").equals("rahnuma-widget"))
                    .singleElement()
                    .satisfies(cookie -> assertThat(((Map<?, ?>) cookie.get("partitionKey")).get("topLevelSite"))
                            .isEqualTo("http://127.0.0.1"));
        }
    }

    @Test
    @Tag("long")
    void aSiteThatIsNotNamedShowsNoChat() {
        try (HeadlessBrowser browser = HeadlessBrowser.open(URI.create(originOf(stranger)), Screen.DESK, "en")) {
            openWidget(browser);
            browser.await(
                    "the refusal",
                    () -> browser.complaints().stream().anyMatch(line -> line.contains("frame-ancestors")));
        }
    }

    private static void openWidget(HeadlessBrowser browser) {
        browser.await("the button", () -> browser.run(FIND_BUTTON) != null);
        ((WebElement) browser.run(FIND_BUTTON)).click();
        browser.await("the frame", () -> browser.run(FIND_FRAME) != null);
    }
}
