package pk.rahnuma.desk;

import static org.assertj.core.api.Assertions.assertThat;

import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import pk.rahnuma.House;
import pk.rahnuma.cli.boot.Boot;
import pk.rahnuma.cli.boot.Opened;
import pk.rahnuma.cli.demo.Filling;
import pk.rahnuma.cli.demo.Size;
import pk.rahnuma.staff.Role;
import pk.rahnuma.web.Browser;

/// Charts of a small demo, in a browser: what they show, and where they lead.
@Tag("long")
class ChartsPageTest {

    private static final Size SMALL = Size.FULL.dividedBy(30);

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource({"DESK, en", "PHONE, ur", "DESK, ur", "PHONE, en"})
    void a_supervisor_sees_charts_opens_a_table_and_comes_to_the_cases_behind_a_bar(
            Browser.Screen screen, String language) {
        try (House house = House.onH2().start()) {
            house.stop();
            try (Opened opened = Boot.open(house.settings())) {
                new Filling(opened.context(), SMALL, 1).fill((what, done, all) -> {});
            }
            house.start();
            long stuck = house.get(Jdbi.class)
                    .withHandle(handle -> handle.createUpdate("""
                                    update ticket set stuck_script = 'register-company', stuck_step = 'org_type'
                                    where topic = 'how_to_register' and merged_into is null
                                    """).execute());
            assertThat(stuck).isPositive();
            Office office = new Office(house);
            String token = office.signedIn("Nadia", Role.SUPERVISOR).token();
            try (Browser browser = Browser.open(office.address(), screen, language)) {
                Console console = new Console(browser, screen, language);
                console.session(token);

                browser.go("/desk/charts?days=180");
                assertThat(browser.all("section.chart svg.picture")).hasSize(11);
                console.look("charts");
                browser.run("document.querySelectorAll('section.chart details').forEach(d => d.open = true)");
                console.look("charts-tables");
                assertThat(number(browser, "#chart-sent", "tfoot td:last-child"))
                        .isEqualTo(SMALL.companies() + SMALL.freelancers() + 1 + SMALL.pending());

                String rated = browser.find("section[aria-labelledby=chart-ratings] tbody tr:last-child td")
                        .getText();
                browser.run(
                        "document.querySelector('section[aria-labelledby=chart-ratings] tbody tr:last-child a').click()");
                browser.await(
                        "the tickets that were rated so",
                        () -> browser.all("table.list tbody tr").size()
                                == Math.min(50, Integer.parseInt(rated.strip())));
                console.look("charts-tickets");
                browser.go("/desk/charts?days=180");
                follow(browser, "section[aria-labelledby=chart-opened] tbody td:nth-of-type(2) a");
                console.look("charts-missed");
                browser.go("/desk/charts?days=180");
                follow(browser, "section[aria-labelledby=chart-drop_off] tbody td:last-child a");
                console.look("charts-asked");
                assertThat(browser.run("return fetch('/desk/tickets.csv' + location.search).then(r => r.text())")
                                .toString()
                                .lines()
                                .count())
                        .isEqualTo(stuck + 1);
                browser.go("/desk/charts?days=7");
                browser.run("document.querySelector('section[aria-labelledby=chart-sent] svg.picture a')"
                        + ".dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true}))");
                browser.await(
                        "applications behind a bar",
                        () -> !browser.all("table.list .reference").isEmpty());
                console.look("charts-applications");
                browser.go("/desk/charts");
                assertThat(browser.run("return fetch('/desk/charts/drop_off.csv?days=180').then(r => r.text())")
                                .toString())
                        .contains("drop_off,before,came_in,went_on,left,there,tries");
                assertThat(browser.complaints()).isEmpty();
            }
        }
    }

    /// The first link of these, whose text is how many tickets it leads to.
    private static void follow(Browser browser, String link) {
        String many = browser.run("return document.querySelector('" + link + "').textContent")
                .toString()
                .strip();
        browser.run("document.querySelector('" + link + "').click()");
        browser.await(
                "the " + many + " tickets behind " + link,
                () -> !browser.all("nav.filters").isEmpty()
                        && browser.all("table.list tbody tr").size() == Math.min(50, Integer.parseInt(many)));
    }

    private static int number(Browser browser, String heading, String cell) {
        return Integer.parseInt(browser.find("section[aria-labelledby=" + heading.substring(1) + "]")
                .findElement(By.cssSelector(cell))
                .getText()
                .strip());
    }
}
