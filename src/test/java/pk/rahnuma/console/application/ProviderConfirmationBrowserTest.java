package pk.rahnuma.console.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pk.rahnuma.TestServer;
import pk.rahnuma.console.ConsoleBrowser;
import pk.rahnuma.console.ConsoleTestServer;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.LineStatus;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.decision.ApplicationClaimService;
import pk.rahnuma.registration.decision.ApplicationDecisionService;
import pk.rahnuma.registration.record.ApplicationRepository;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.StaffMember;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.web.HeadlessBrowser;

/// The word of a provider, recorded for several applications at once in a browser, and taken back.
@Tag("long")
class ProviderConfirmationBrowserTest {

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource({"DESK, en", "PHONE, ur"})
    void theWordOfAProviderIsRecordedForAllChosenOnesAndCanBeTakenBack(HeadlessBrowser.Screen screen, String language) {
        try (TestServer server =
                TestServer.onH2().withVariable("RAHNUMA_SUPPORT_RECALL", "5s").shareServer()) {
            ConsoleTestServer office = new ConsoleTestServer(server);
            List<Reference> all = Stream.of("39.37.1.1", "39.37.1.2", "39.37.1.3")
                    .map(address -> askProvider(server, office, address))
                    .toList();
            String danish = office.signInMember("Danish", StaffRole.REVIEWER).token();
            try (ConsoleBrowser console = ConsoleBrowser.open(office.address(), screen, language, danish)) {
                HeadlessBrowser browser = console.browser();
                browser.openPath("/desk/applications?show=provider");
                assertThat(browser.all("[data-keys] input[type=checkbox]")).isEmpty();
                browser.find("nav.providers a").click();
                browser.find("[data-keys] tbody input[type=checkbox]");
                assertThat(browser.find(".many").isDisplayed()).isFalse();
                chooseAll(browser);
                console.checkPage("confirm-several");
                browser.find(".many .btn-primary").click();
                browser.await(
                        "it can be taken back",
                        () -> browser.all("#done button").size() == 1);
                browser.find("#done button").click();
                browser.await(
                        "it is taken back", () -> browser.all("#done button").isEmpty());
                assertThat(all)
                        .allSatisfy(one -> assertThat(status(server, one)).isEqualTo(LineStatus.WITH_PROVIDER));

                chooseAll(browser);
                browser.find(".many .btn-primary").click();
                browser.await(
                        "they are confirmed",
                        () -> all.stream().allMatch(one -> status(server, one) == LineStatus.CONFIRMED));
                browser.await(
                        "the list is empty", () -> browser.all("[data-keys]").isEmpty());
                assertThat(browser.complaints()).isEmpty();
            }
        }
    }

    /// A colleague takes one of the chosen applications meanwhile: the others are confirmed, and can be taken back.
    @Test
    void theApplicationOfAColleagueIsNotConfirmedAndTheOthersCanBeTakenBack() {
        try (TestServer server =
                TestServer.onH2().withVariable("RAHNUMA_SUPPORT_RECALL", "1m").shareServer()) {
            ConsoleTestServer office = new ConsoleTestServer(server);
            List<Reference> all = Stream.of("39.37.2.1", "39.37.2.2", "39.37.2.3")
                    .map(address -> askProvider(server, office, address))
                    .toList();
            String danish =
                    office.signInMember("Danish Two", StaffRole.REVIEWER).token();
            StaffMember erum =
                    office.signInMember("Erum Two", StaffRole.REVIEWER).who().member();
            try (ConsoleBrowser console =
                    ConsoleBrowser.open(office.address(), HeadlessBrowser.Screen.DESK, "en", danish)) {
                HeadlessBrowser browser = console.browser();
                browser.openPath("/desk/applications?show=provider");
                browser.find("nav.providers a").click();
                browser.find("[data-keys] tbody input[type=checkbox]");
                chooseAll(browser);
                server.getBean(ApplicationClaimService.class)
                        .claimApplication(
                                all.getFirst(),
                                null,
                                erum,
                                server.getBean(Clock.class).instant());
                browser.find(".many .btn-primary").click();
                browser.await("some are done", () -> browser.all("#done button").size() == 1);
                assertThat(browser.text("#problem"))
                        .contains(all.getFirst().toGroupedText())
                        .contains("Erum Two");
                console.checkPage("confirm-partly");
                browser.find("#done button").click();
                browser.await(
                        "they are taken back", () -> browser.all("#done button").isEmpty());
                assertThat(all)
                        .allSatisfy(one -> assertThat(status(server, one)).isEqualTo(LineStatus.WITH_PROVIDER));
                assertThat(browser.all("[data-keys] tbody tr")).hasSize(3);
            }
        }
    }

    private static void chooseAll(HeadlessBrowser browser) {
        browser.run("document.querySelectorAll('[data-keys] tbody input').forEach((tick) => tick.click())");
        browser.await("all are chosen", () -> browser.text("[data-ticked]").equals("3"));
        browser.find("#confirmed-by").clear();
        browser.find("#confirmed-by").sendKeys("Ms Khan, registrations");
    }

    private static LineStatus status(TestServer server, Reference reference) {
        return server.getBean(ApplicationRepository.class)
                .findApplication(reference)
                .orElseThrow()
                .lines()
                .leading();
    }

    private static Reference askProvider(TestServer server, ConsoleTestServer office, String address) {
        Reference reference = office.submitApplication(office.createPerson("en"), Map.of(), address);
        server.getBean(ApplicationDecisionService.class)
                .decide(
                        reference,
                        new ApplicationDecision(LineTransition.VERIFY),
                        "Danish",
                        server.getBean(Clock.class).instant());
        return reference;
    }
}
