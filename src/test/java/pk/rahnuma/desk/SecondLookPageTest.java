package pk.rahnuma.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pk.rahnuma.House;
import pk.rahnuma.registration.Decision;
import pk.rahnuma.registration.Move;
import pk.rahnuma.registration.Reason;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.registration.Status;
import pk.rahnuma.registration.decisions.Proposals;
import pk.rahnuma.registration.records.Applications;
import pk.rahnuma.staff.Role;
import pk.rahnuma.staff.Step;
import pk.rahnuma.web.Browser;

/// The second look in a browser: from the news that something waits to its confirmation, on both screens and in both
/// languages of staff.
@Tag("long")
class SecondLookPageTest {

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource({"DESK, en", "PHONE, ur"})
    void aSupervisorHearsThatSomethingWaitsFindsItAndConfirms(Browser.Screen screen, String language) {
        try (House house =
                House.onH2().with("RAHNUMA_FOUR_EYES", "approve,reject").start()) {
            Office office = new Office(house);
            Reference reference = office.applied(office.person("ur"), Map.of(), "39.32.1.7");
            Reference other = office.applied(office.person("en"), Map.of(), "39.32.1.8");
            decide(house, reference, new Decision(Move.SCREEN));
            decide(house, other, new Decision(Move.SCREEN));
            String faiza = office.signedIn("Faiza", Role.SUPERVISOR).token();
            String danish = office.signedIn("Danish", Role.REVIEWER).token();
            try (Browser browser = Browser.open(office.address(), screen, language)) {
                Console console = new Console(browser, screen, language);
                console.session(faiza);
                browser.go("/desk/second-look");
                browser.find(".nothing");
                console.look("second-look-empty");

                decide(
                        house,
                        reference,
                        new Decision(
                                Move.REJECT, List.of(Reason.INCOMPLETE_FORM), "The second page is missing.", null));
                browser.await(
                        "it is in the list",
                        () -> browser.all("table.list .reference").stream()
                                .anyMatch(link -> link.getText().equals(reference.grouped())));
                browser.await(
                        "it is counted", () -> browser.text(".rooms .count").equals("1"));
                console.look("second-look");

                browser.find("table.list .reference").click();
                browser.find("#proposal");
                assertThat(browser.words()).contains("Danish").contains("The second page is missing.");
                assertThat(browser.all("#decision")).isEmpty();
                console.look("proposal");
                browser.run("document.querySelector('[hx-post$=confirm]').click()");
                browser.await(
                        "it is decided",
                        () -> house.get(Applications.class)
                                        .find(reference)
                                        .orElseThrow()
                                        .status()
                                == Status.REJECTED);
                browser.find(".status-rejected");

                console.session(danish);
                browser.go("/desk/applications/" + other.grouped());
                assertThat(browser.all(".rooms .count")).isEmpty();
                browser.find("input[value=reject]");
                assertThat(shown(browser, "second")).isFalse();
                browser.run("document.querySelector('input[value=reject]').click()");
                assertThat(shown(browser, "second")).isTrue();
                assertThat(shown(browser, "once")).isFalse();
                console.look("second-wanted");
                assertThat(browser.complaints()).isEmpty();
            }
        }
    }

    @Test
    void newsOfTheListMoveNothingAndKeepTheRowThatIsLookedAt() {
        try (House house =
                House.onH2().with("RAHNUMA_FOUR_EYES", "approve,reject").start()) {
            Office office = new Office(house);
            for (int i = 1; i <= 30; i++) {
                proposed(house, office, "39.33.1." + i);
            }
            Reference looked = proposed(house, office, "39.34.1.7");
            Step.In faiza = office.signedIn("Faiza", Role.SUPERVISOR);
            try (Browser browser = Browser.open(office.address(), Browser.Screen.DESK, "en")) {
                new Console(browser, Browser.Screen.DESK, "en").session(faiza.token());
                browser.go("/desk/second-look");
                browser.run("""
                        window.link = document.querySelector("a[href$='" + arguments[0] + "']");
                        link.focus();
                        link.closest('tr').classList.add('at');""", looked.grouped());
                Object top = browser.run("return Math.round(link.getBoundingClientRect().top)");
                Reference news = proposed(house, office, "39.34.1.8");
                browser.await("news", () -> browser.words().contains(news.grouped()));
                assertThat(browser.run("return document.activeElement === link && link.isConnected"))
                        .isEqualTo(true);
                assertThat(browser.run("return link.closest('tr').classList.contains('at')"))
                        .isEqualTo(true);
                assertThat(browser.run("return Math.round(link.getBoundingClientRect().top)"))
                        .isEqualTo(top);
                assertThat(browser.complaints()).isEmpty();
            }
        }
    }

    private static Reference proposed(House house, Office office, String address) {
        Reference reference = office.applied(office.person("en"), Map.of(), address);
        decide(house, reference, new Decision(Move.SCREEN));
        decide(
                house,
                reference,
                new Decision(Move.REJECT, List.of(Reason.INCOMPLETE_FORM), "A page is missing.", null));
        return reference;
    }

    private static boolean shown(Browser browser, String hint) {
        return browser.find("[data-for=" + hint + "]").isDisplayed();
    }

    private static void decide(House house, Reference reference, Decision decision) {
        house.get(Proposals.class)
                .decide(reference, decision, "Danish", house.get(Clock.class).instant());
    }
}
