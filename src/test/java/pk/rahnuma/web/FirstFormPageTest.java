package pk.rahnuma.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;

/// The first page of the form on a slow connection: 400 kbit/s, 400 ms. Its time is printed, not checked.
@Tag("long")
class FirstFormPageTest {

    private static final int LATENCY_MILLIS = 400;
    private static final int BYTES_PER_SECOND = 50_000;
    private static final long MAX_BYTES = 40 * 1024;

    @Test
    void theFirstPageOfAFormIsSmall() {
        String language = "ur";
        try (TestServer server = TestServer.onH2().shareServer();
                HeadlessBrowser browser = HeadlessBrowser.open(
                        server.address().resolve("/robots.txt"), HeadlessBrowser.Screen.PHONE, language)) {
            browser.slowDown(LATENCY_MILLIS, BYTES_PER_SECOND);
            browser.openPath("/" + language + "/apply");
            browser.await(
                    "all of it", () -> browser.run("return document.readyState").equals("complete"));
            long bytes = (Long) browser.run("""
                    return [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
                        .filter(entry => !entry.name.includes('font') && !entry.name.endsWith('.woff2'))
                        .reduce((sum, entry) => sum + entry.transferSize, 0);""");
            System.out.printf(
                    "FirstFormPageTest: %s, %d bytes, contents after %s ms, complete after %s ms%n",
                    language,
                    bytes,
                    browser.run(
                            "return Math.round(performance.getEntriesByName('first-contentful-paint')[0]?.startTime)"),
                    browser.run("return Math.round(performance.getEntriesByType('navigation')[0].loadEventEnd)"));
            assertThat(bytes).isBetween(2_000L, MAX_BYTES);
        }
    }
}
