package pk.rahnuma.console.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.console.ConsoleBrowser;
import pk.rahnuma.console.ConsoleTestServer;
import pk.rahnuma.registration.LineStatus;
import pk.rahnuma.registration.record.ApplicationRepository;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.web.HeadlessBrowser;

/// Two members of staff at one application, each in a browser.
@Tag("long")
class LiveApplicationBrowserTest {

    @Test
    void twoMembersSeeEachOtherAndAClaimAndADecisionWithoutALoad() {
        try (TestServer server =
                TestServer.onH2().withVariable("RAHNUMA_SUPPORT_RECALL", "5s").shareServer()) {
            ConsoleTestServer office = new ConsoleTestServer(server);
            Reference reference = office.submitApplication(office.createPerson("en"), Map.of(), "39.32.1.7");
            String danish = office.signInMember("Danish", StaffRole.REVIEWER).token();
            String erum = office.signInMember("Erum", StaffRole.REVIEWER).token();
            String path = "/desk/applications/" + reference.toGroupedText();
            try (ConsoleBrowser first =
                            ConsoleBrowser.open(office.address(), HeadlessBrowser.Screen.DESK, "en", danish);
                    ConsoleBrowser second =
                            ConsoleBrowser.open(office.address(), HeadlessBrowser.Screen.DESK, "ur", erum)) {
                HeadlessBrowser one = first.browser();
                HeadlessBrowser two = second.browser();
                one.openPath(path);
                two.openPath(path);
                one.find("#decision");
                one.await("the colleague", () -> one.visibleText().contains("Erum looks at it"));
                two.run("document.querySelector('#note').focus()");
                two.focusedElement().sendKeys("1");
                one.await("their typing", () -> one.visibleText().contains("Erum is writing"));

                one.run("document.querySelector('[data-claim]').click()");
                two.await(
                        "the claim",
                        () -> two.all("#decision").isEmpty()
                                && two.visibleText().contains("Danish"));
                assertThat(two.all("[data-claim]")).hasSize(1);
                two.await("the claim in the list", () -> two.text("#rows tbody").contains("Danish"));
                second.checkPage("application-taken");

                first.submitDecision("verify");
                one.await("the pause", () -> one.visibleText().contains("Takes effect in a few seconds"));
                assertThat(one.find("#done").getText()).contains("Send to the provider", "Ayesha Khan");
                first.checkPage("decision-waits");
                one.find("#done button").click();
                one.await("it is taken back", () -> one.all("#proposal").isEmpty());
                assertThat(status(server, reference)).isEqualTo(LineStatus.REQUESTED);

                two.await("the application is free", () -> two.all("#decision").size() == 1);
                first.submitDecision("verify");
                two.await(
                        "the decision takes effect",
                        () -> !two.all(".case-top .status-with_provider").isEmpty());
                assertThat(status(server, reference)).isEqualTo(LineStatus.WITH_PROVIDER);
                assertThat(one.complaints()).isEmpty();
                assertThat(two.complaints()).isEmpty();
            }
        }
    }

    private static LineStatus status(TestServer server, Reference reference) {
        return server.getBean(ApplicationRepository.class)
                .findApplication(reference)
                .orElseThrow()
                .lines()
                .leading();
    }
}
