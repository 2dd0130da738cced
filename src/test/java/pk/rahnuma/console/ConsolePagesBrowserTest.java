package pk.rahnuma.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pk.rahnuma.TestServer;
import pk.rahnuma.cli.DemoSizeFixture;
import pk.rahnuma.cli.demo.DemoDataSeeder;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.startup.CommandContext;
import pk.rahnuma.startup.ContextBootstrap;
import pk.rahnuma.web.HeadlessBrowser;

/// The pages on which staff work, with the data of `demo`, on three screens. The tests of each page have the others.
@Tag("long")
class ConsolePagesBrowserTest {

    private static final long MAX_WARM_BYTES = 15_000;

    private static TestServer server;
    private static ConsoleTestServer office;

    @BeforeAll
    static void open() {
        server = TestServer.onH2().startServer();
        server.stop();
        try (CommandContext opened = ContextBootstrap.openContext(server.settings())) {
            new DemoDataSeeder(opened.context(), DemoSizeFixture.SMALL_SIZE, 1).seedDatabase();
        }
        server.start();
        office = new ConsoleTestServer(server);
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource({"WIDE, en", "DESK, ur", "PHONE, en"})
    void eachPageIsAccessibleAndNotWiderThanTheScreen(HeadlessBrowser.Screen screen, String language) {
        String token = office.signInMember("Sana " + screen + language, StaffRole.SUPERVISOR)
                .token();
        Map<String, Long> weights = new LinkedHashMap<>();
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("tickets", "/desk/tickets?show=all");
        pages.put("applications", "/desk/applications");
        pages.put("providers", "/desk/applications?show=provider");
        pages.put("second", "/desk/second-look");
        pages.put("charts", "/desk/charts?days=180");
        pages.put("replies", "/desk/canned");
        pages.put("register", "/desk/register");
        try (ConsoleBrowser console = ConsoleBrowser.open(office.address(), screen, language, token)) {
            HeadlessBrowser browser = console.browser();
            pages.forEach((name, path) -> {
                browser.openPath(path);
                browser.find("main");
                console.checkPage("page-" + name);
                weights.put(path, measureWarmBytes(browser, path));
            });
            for (String list : new String[] {"tickets?show=all", "applications?show=provider"}) {
                browser.openPath("/desk/" + list);
                browser.run("performance.clearResourceTimings()");
                browser.find("#rows tbody a.customer").click();
                browser.await("the case", () -> browser.all("#case h1").size() == 1);
                console.checkPage("page-" + list.replaceAll("\\?.*", "") + "-case");
                weights.put("case of " + list, measureLongestResponse(browser));
            }
            assertThat(browser.complaints()).isEmpty();
            assertThat(weights).allSatisfy((path, bytes) -> assertThat(bytes).isLessThan(MAX_WARM_BYTES));
        }
    }

    /// Bytes that come over the network for a page and its parts when the browser has seen the console before.
    private static long measureWarmBytes(HeadlessBrowser browser, String path) {
        browser.openPath(path);
        browser.find("main");
        return (Long) browser.run("""
                return ['navigation', 'resource'].flatMap((type) => performance.getEntriesByType(type))
                    .reduce((sum, entry) => sum + entry.transferSize, 0);""");
    }

    /// Bytes of the longest response since the last page, a case or the list beside it. The documents of an applicant
    /// do
    /// not count.
    private static long measureLongestResponse(HeadlessBrowser browser) {
        return (Long) browser.run("""
                return Math.max(...performance.getEntriesByType('resource')
                    .filter(({ name }) => !name.includes('/documents/')).map((entry) => entry.transferSize));""");
    }
}
