package pk.rahnuma.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.TestServer;

/// Service worker, manifest, and the page for being offline.
class WebAppControllerTest {

    private static TestServer server;
    private static PageVisitor visitor;

    @BeforeAll
    static void startServer() {
        server = TestServer.onH2().shareServer();
        visitor = new PageVisitor(server);
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    @ParameterizedTest
    @CsvSource({"en, ltr, Rahnuma", "ur, rtl, رہنما", "ur-Latn, ltr, Rahnuma"})
    void theManifestIsInTheLanguageOfThePage(String language, String direction, String name) throws Exception {
        HttpResponse<String> response = visitor.get("/manifest.webmanifest?lang=" + language);
        assertThat(header(response, "Content-Type")).startsWith("application/manifest+json");
        JsonNode manifest = new ObjectMapper().readTree(response.body());
        assertThat(manifest.get("short_name").asText()).isEqualTo(name);
        assertThat(manifest.get("dir").asText()).isEqualTo(direction);
        assertThat(manifest.get("start_url").asText()).isEqualTo("/?lang=" + language);
        assertThat(manifest.get("shortcuts").findValuesAsText("url"))
                .containsExactly("/" + language + "/apply", "/" + language + "/status", "/chat?lang=" + language);
        for (JsonNode icon : manifest.get("icons")) {
            HttpResponse<String> file = visitor.get(icon.get("src").asText());
            assertThat(file.statusCode()).isEqualTo(200);
            assertThat(header(file, "Content-Type")).isEqualTo("image/png");
        }
    }

    @Test
    void theServiceWorkerNamesTheFilesOfItsVersionAndIsAlwaysCheckedForANewOne() {
        HttpResponse<String> worker = visitor.get("/sw.js");
        assertThat(header(worker, "Cache-Control")).isEqualTo("no-cache");
        assertThat(header(worker, "Content-Type")).startsWith("text/javascript");
        String assets = worker.body()
                .lines()
                .filter(line -> line.startsWith("const ASSETS"))
                .findFirst()
                .orElseThrow();
        assertThat(assets).contains("/chat.js", "/site.css", "/ur.json").doesNotContain(".png");
        Pattern.compile("/assets/[^\"]+")
                .matcher(assets)
                .results()
                .forEach(path -> assertThat(header(visitor.get(path.group()), "Cache-Control"))
                        .contains("immutable"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/chat", "/en/", "/ur/privacy", "/en/apply"})
    void publicPagesCanBeInstalled(String path) {
        HttpResponse<String> page = visitor.get(path);
        assertThat(page.body()).contains("rel=\"manifest\"", "rel=\"apple-touch-icon\"", "id=\"install\"");
        assertThat(header(page, "Content-Security-Policy")).contains("manifest-src 'self'");
    }

    @Test
    void thePageForBeingOfflineIsInAllLanguages() {
        assertThat(visitor.get("/offline").body())
                .contains("You are offline", "lang=\"ur\" dir=\"rtl\"", "lang=\"ur-Latn\"", "noindex");
    }
}
