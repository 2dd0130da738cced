package pk.rahnuma.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.web.HeadlessBrowser;

/// Positions of elements in the console.
@Tag("long")
class ConsoleLayoutTest {

    private static final String FORMS_WITHIN_CARDS = """
            return [...document.querySelectorAll('.card form, .card > p')].every((part) =>
              part.getBoundingClientRect().bottom <= part.closest('.card').getBoundingClientRect().bottom);""";

    private static final String LABELS_APART = """
            return [...document.querySelectorAll('.chart svg.picture')].every((chart) => {
              const boxes = [...chart.querySelectorAll('text[text-anchor]')].map((text) => text.getBoundingClientRect());
              const whole = chart.getBoundingClientRect();
              return boxes.every((box, i) => box.left >= whole.left - 1 && box.right <= whole.right + 1
                && (i === 0 || box.left >= boxes[i - 1].right));
            });""";

    private static final String LABELS_ABOVE_FIELDS = """
            return [...document.querySelectorAll('main form label[for]')].every((label) => {
              const field = document.getElementById(label.htmlFor).getBoundingClientRect();
              const name = label.getBoundingClientRect();
              return name.bottom > field.bottom || field.top - name.bottom >= 5;
            });""";

    @Test
    void emptyPagesChartsRowsAndLabelsKeepTheirPlaces() {
        try (TestServer server = TestServer.onH2().shareServer()) {
            ConsoleTestServer office = new ConsoleTestServer(server);
            String faiza = office.signInMember("Faiza", StaffRole.SUPERVISOR).token();
            long person = office.createPerson("ur");
            office.openTicket(person, "complaint", "It is slow.", "ur");
            office.submitApplication(person, Map.of(), "39.32.1.7");
            for (String language : new String[] {"en", "ur"}) {
                try (ConsoleBrowser console =
                        ConsoleBrowser.open(office.address(), HeadlessBrowser.Screen.DESK, language, faiza)) {
                    HeadlessBrowser browser = console.browser();
                    for (String page : new String[] {"banner", "calendar"}) {
                        browser.openPath("/desk/" + page);
                        assertThat(browser.run(FORMS_WITHIN_CARDS)).as(page).isEqualTo(true);
                        assertThat(browser.run(LABELS_ABOVE_FIELDS)).as(page).isEqualTo(true);
                    }
                    browser.openPath("/desk/charts");
                    browser.find(".chart svg.picture");
                    assertThat(browser.run(LABELS_APART)).isEqualTo(true);
                    browser.openPath("/desk/tickets?show=all");
                    assertThat(
                                    browser.run(
                                            "return getComputedStyle(document.querySelector('tbody input').closest('td')).display"))
                            .isEqualTo("table-cell");
                }
            }
        }
    }
}
