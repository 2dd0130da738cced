package pk.rahnuma.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pk.rahnuma.TestServer;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.ApplicationStatus;
import pk.rahnuma.registration.ApplicationTransition;
import pk.rahnuma.registration.DecisionReason;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.registration.decision.DecisionProposalService;
import pk.rahnuma.registration.record.ApplicationRepository;
import pk.rahnuma.staff.SignInResult;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.web.HeadlessBrowser;

/// The second look in a browser: from the news that something waits to its confirmation, on both screens and in both
/// languages of staff.
@Tag("long")
class SecondLookBrowserTest {

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource({"DESK, en", "PHONE, ur"})
    void aSupervisorHearsThatSomethingWaitsFindsItAndConfirms(HeadlessBrowser.Screen screen, String language) {
        try (TestServer house =
                TestServer.onH2().with("RAHNUMA_FOUR_EYES", "approve,reject").start()) {
            ConsoleTestServer office = new ConsoleTestServer(house);
            Reference reference = office.applied(office.person("ur"), Map.of(), "39.32.1.7");
            Reference other = office.applied(office.person("en"), Map.of(), "39.32.1.8");
            decide(house, reference, new ApplicationDecision(ApplicationTransition.SCREEN));
            decide(house, other, new ApplicationDecision(ApplicationTransition.SCREEN));
            String faiza = office.signedIn("Faiza", StaffRole.SUPERVISOR).token();
            String danish = office.signedIn("Danish", StaffRole.REVIEWER).token();
            try (HeadlessBrowser browser = HeadlessBrowser.open(office.address(), screen, language)) {
                ConsoleBrowser console = new ConsoleBrowser(browser, screen, language);
                console.session(faiza);
                browser.go("/desk/second-look");
                browser.find(".nothing");
                console.look("second-look-empty");

                decide(
                        house,
                        reference,
                        new ApplicationDecision(
                                ApplicationTransition.REJECT,
                                List.of(DecisionReason.INCOMPLETE_FORM),
                                "The second page is missing.",
                                null));
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
                        () -> house.get(ApplicationRepository.class)
                                        .find(reference)
                                        .orElseThrow()
                                        .status()
                                == ApplicationStatus.REJECTED);
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
        try (TestServer house =
                TestServer.onH2().with("RAHNUMA_FOUR_EYES", "approve,reject").start()) {
            ConsoleTestServer office = new ConsoleTestServer(house);
            for (int i = 1; i <= 30; i++) {
                proposed(house, office, "39.33.1." + i);
            }
            Reference looked = proposed(house, office, "39.34.1.7");
            SignInResult.SignedIn faiza = office.signedIn("Faiza", StaffRole.SUPERVISOR);
            try (HeadlessBrowser browser = HeadlessBrowser.open(office.address(), HeadlessBrowser.Screen.DESK, "en")) {
                new ConsoleBrowser(browser, HeadlessBrowser.Screen.DESK, "en").session(faiza.token());
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

    private static Reference proposed(TestServer house, ConsoleTestServer office, String address) {
        Reference reference = office.applied(office.person("en"), Map.of(), address);
        decide(house, reference, new ApplicationDecision(ApplicationTransition.SCREEN));
        decide(
                house,
                reference,
                new ApplicationDecision(
                        ApplicationTransition.REJECT,
                        List.of(DecisionReason.INCOMPLETE_FORM),
                        "A page is missing.",
                        null));
        return reference;
    }

    private static boolean shown(HeadlessBrowser browser, String hint) {
        return browser.find("[data-for=" + hint + "]").isDisplayed();
    }

    private static void decide(TestServer house, Reference reference, ApplicationDecision decision) {
        house.get(DecisionProposalService.class)
                .decide(reference, decision, "Danish", house.get(Clock.class).instant());
    }
}
