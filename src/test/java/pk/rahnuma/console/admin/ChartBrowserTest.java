package pk.rahnuma.console.admin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import pk.rahnuma.SteppableClock;
import pk.rahnuma.TestServer;
import pk.rahnuma.cli.DemoSizeFixture;
import pk.rahnuma.cli.demo.DemoDataSeeder;
import pk.rahnuma.cli.demo.DemoSize;
import pk.rahnuma.console.ConsoleBrowser;
import pk.rahnuma.console.ConsoleTestServer;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.startup.CommandContext;
import pk.rahnuma.startup.ContextBootstrap;
import pk.rahnuma.web.HeadlessBrowser;

/// Charts of a small demo, in a browser: their content and their links.
@Tag("long")
class ChartBrowserTest {

    private static final DemoSize SMALL = DemoSizeFixture.SMALL_SIZE;

    /// Fixed, as the content of a demo depends on the time at which it ends.
    private static final String NOW = "2026-12-01T08:16:00Z";

    private static TestServer server;
    private static ConsoleTestServer office;
    private static long stuck;

    @BeforeAll
    static void seedDemo() {
        System.setProperty(SteppableClock.BEGIN_PROPERTY, NOW);
        server = TestServer.onH2().startServer();
        server.stop();
        try (CommandContext opened = ContextBootstrap.openContext(server.settings())) {
            new DemoDataSeeder(opened.context(), SMALL, 1).seedDatabase();
        }
        server.start();
        office = new ConsoleTestServer(server);
        stuck = server.sql().execute("""
                                update ticket set stuck_script = 'register-company', stuck_step = 'org_type'
                                where topic = 'how_to_register' and merged_into is null
                                """);
        assertThat(stuck).isPositive();
    }

    @AfterAll
    static void stopServer() {
        System.clearProperty(SteppableClock.BEGIN_PROPERTY);
        server.close();
    }

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource({"DESK, en", "PHONE, ur"})
    void chartsAndTheirTablesFitTheScreen(HeadlessBrowser.Screen screen, String language) {
        try (ConsoleBrowser console = openCharts(screen, language)) {
            HeadlessBrowser browser = console.browser();
            assertThat(browser.all("section.chart svg.picture")).hasSize(11);
            browser.run("document.querySelectorAll('section.chart details').forEach(d => d.open = true)");
            console.checkPage("charts");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static ConsoleBrowser openCharts(HeadlessBrowser.Screen screen, String language) {
        String token =
                office.signInMember("Nadia " + screen, StaffRole.SUPERVISOR).token();
        ConsoleBrowser console = ConsoleBrowser.open(office.address(), screen, language, token);
        console.browser().openPath("/desk/charts?days=180");
        return console;
    }

    @Test
    void aSupervisorComesToTheCasesBehindABar() {
        try (ConsoleBrowser console = openCharts(HeadlessBrowser.Screen.SMALL_PHONE, "en")) {
            HeadlessBrowser browser = console.browser();
            browser.run("document.querySelectorAll('section.chart details').forEach(d => d.open = true)");
            assertThat(number(browser, "#chart-sent", "tfoot td:last-child"))
                    .isEqualTo(SMALL.companies() + SMALL.freelancers() + 1 + SMALL.pending());

            String rated = browser.find("section[aria-labelledby=chart-ratings] tbody tr:last-child td")
                    .getText();
            browser.run(
                    "document.querySelector('section[aria-labelledby=chart-ratings] tbody tr:last-child a').click()");
            browser.await(
                    "the tickets that were rated so",
                    () -> browser.all("table.list tbody tr").size() == Math.min(50, Integer.parseInt(rated.strip())));
            browser.openPath("/desk/charts?days=180");
            follow(browser, "section[aria-labelledby=chart-opened] tbody td:nth-of-type(2) a");
            browser.openPath("/desk/charts?days=180");
            follow(browser, "section[aria-labelledby=chart-drop_off] tbody td:last-child a");
            assertThat(browser.run("return fetch('/desk/tickets.csv' + location.search).then(r => r.text())")
                            .toString()
                            .lines()
                            .count())
                    .isEqualTo(stuck + 1);
            browser.openPath("/desk/charts?days=7");
            browser.run("document.querySelector('section[aria-labelledby=chart-sent] svg.picture a')"
                    + ".dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true}))");
            browser.await(
                    "applications behind a bar",
                    () -> !browser.all("table.list .reference").isEmpty());
            browser.openPath("/desk/charts");
            assertThat(browser.run("return fetch('/desk/charts/drop_off.csv?days=180').then(r => r.text())")
                            .toString())
                    .contains("drop_off,before,came_in,went_on,left,there,tries");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    /// Follows the first of these links, whose text is the number of tickets it leads to.
    private static void follow(HeadlessBrowser browser, String link) {
        String many = browser.run("return document.querySelector('" + link + "').textContent")
                .toString()
                .strip();
        browser.run("document.querySelector('" + link + "').click()");
        browser.await(
                "the " + many + " tickets behind " + link,
                () -> !browser.all("nav.filters").isEmpty()
                        && browser.all("table.list tbody tr").size() == Math.min(50, Integer.parseInt(many)));
    }

    private static int number(HeadlessBrowser browser, String heading, String cell) {
        return Integer.parseInt(browser.find("section[aria-labelledby=" + heading.substring(1) + "]")
                .findElement(By.cssSelector(cell))
                .getText()
                .strip());
    }
}
