package pk.rahnuma.console.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pk.rahnuma.TestServer;
import pk.rahnuma.console.ConsoleBrowser;
import pk.rahnuma.console.ConsoleTestServer;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.DecisionReason;
import pk.rahnuma.registration.LineStatus;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.decision.ApplicationDecisionService;
import pk.rahnuma.registration.record.ApplicationRepository;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.staff.account.SignInResult;
import pk.rahnuma.web.HeadlessBrowser;

/// The second look in a browser: from the event that a decision waits to its confirmation, on both screens and in both
/// languages of staff.
@Tag("long")
class SecondLookBrowserTest {

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource({"DESK, en", "PHONE, ur"})
    void aSupervisorHearsThatSomethingWaitsFindsItAndConfirms(HeadlessBrowser.Screen screen, String language) {
        try (TestServer server = TestServer.onH2()
                .withVariable("RAHNUMA_FOUR_EYES", "approve,refuse")
                .withVariable("RAHNUMA_SUPPORT_RECALL", "1s")
                .shareServer()) {
            ConsoleTestServer office = new ConsoleTestServer(server);
            Reference reference = office.submitApplication(office.createPerson("ur"), Map.of(), "39.32.1.7");
            Reference other = office.submitApplication(office.createPerson("en"), Map.of(), "39.32.1.8");
            String faiza = office.signInMember("Faiza", StaffRole.SUPERVISOR).token();
            String danish = office.signInMember("Danish", StaffRole.REVIEWER).token();
            try (ConsoleBrowser console = ConsoleBrowser.open(office.address(), screen, language, faiza)) {
                HeadlessBrowser browser = console.browser();
                browser.openPath("/desk/second-look");
                browser.find(".nothing");
                console.checkPage("second-look-empty");

                decide(
                        server,
                        reference,
                        new ApplicationDecision(
                                LineTransition.REFUSE,
                                List.of(DecisionReason.INCOMPLETE_FORM),
                                "The second page is missing.",
                                null));
                browser.await(
                        "it is in the list",
                        () -> browser.all("table.list .reference").stream()
                                .anyMatch(link -> link.getText().equals(reference.toGroupedText())));
                browser.await(
                        "it is counted", () -> browser.text(".rooms .count").equals("1"));
                console.checkPage("second-look");

                browser.find("table.list .customer").click();
                browser.find("#proposal");
                assertThat(browser.visibleText()).contains("Danish").contains("The second page is missing.");
                assertThat(browser.all("#decision")).isEmpty();
                console.checkPage("proposal");
                browser.run("document.querySelector('[hx-post$=confirm]').click()");
                browser.await(
                        "it is decided",
                        () -> server.getBean(ApplicationRepository.class)
                                        .findApplication(reference)
                                        .orElseThrow()
                                        .lines()
                                        .leading()
                                == LineStatus.REFUSED);
                browser.find(".status-refused");

                console.signInWith(danish);
                browser.openPath("/desk/applications/" + other.toGroupedText());
                assertThat(browser.all(".rooms .count")).isEmpty();
                browser.find("input[value=refuse]");
                assertThat(shown(browser, "second")).isFalse();
                browser.run("document.querySelector('input[value=refuse]').click()");
                assertThat(shown(browser, "second")).isTrue();
                assertThat(shown(browser, "once")).isFalse();
                console.checkPage("second-wanted");
                assertThat(browser.complaints()).isEmpty();
            }
        }
    }

    @Test
    void newsOfTheListMoveNothingAndKeepTheRowThatIsLookedAt() {
        try (TestServer server = TestServer.onH2()
                .withVariable("RAHNUMA_FOUR_EYES", "approve,refuse")
                .withVariable("RAHNUMA_SUPPORT_RECALL", "1s")
                .shareServer()) {
            ConsoleTestServer office = new ConsoleTestServer(server);
            for (int i = 1; i <= 30; i++) {
                proposed(server, office, "39.33.1." + i);
            }
            Reference looked = proposed(server, office, "39.34.1.7");
            SignInResult.SignedIn faiza = office.signInMember("Faiza", StaffRole.SUPERVISOR);
            try (ConsoleBrowser console =
                    ConsoleBrowser.open(office.address(), HeadlessBrowser.Screen.DESK, "en", faiza.token())) {
                HeadlessBrowser browser = console.browser();
                browser.openPath("/desk/second-look");
                browser.run("""
                        window.link = document.querySelector("a[href$='" + arguments[0] + "']");
                        link.focus();
                        link.closest('tr').classList.add('at');""", looked.toGroupedText());
                Object top = browser.run("return Math.round(link.getBoundingClientRect().top)");
                Reference news = proposed(server, office, "39.34.1.8");
                browser.await("news", () -> browser.find("[data-added]").isDisplayed());
                assertThat(browser.visibleText()).doesNotContain(news.toGroupedText());
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

    private static Reference proposed(TestServer server, ConsoleTestServer office, String address) {
        Reference reference = office.submitApplication(office.createPerson("en"), Map.of(), address);
        decide(
                server,
                reference,
                new ApplicationDecision(
                        LineTransition.REFUSE, List.of(DecisionReason.INCOMPLETE_FORM), "A page is missing.", null));
        return reference;
    }

    private static boolean shown(HeadlessBrowser browser, String hint) {
        return browser.find("[data-for=" + hint + "]").isDisplayed();
    }

    private static void decide(TestServer server, Reference reference, ApplicationDecision decision) {
        server.getBean(ApplicationDecisionService.class)
                .decide(
                        reference,
                        decision,
                        "Danish",
                        server.getBean(Clock.class).instant());
    }
}
