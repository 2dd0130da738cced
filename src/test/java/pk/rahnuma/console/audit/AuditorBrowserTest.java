package pk.rahnuma.console.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pk.rahnuma.TestServer;
import pk.rahnuma.console.ConsoleBrowser;
import pk.rahnuma.console.ConsoleTestServer;
import pk.rahnuma.registration.ApplicationStatus;
import pk.rahnuma.registration.record.ApplicationRepository;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.ticket.record.TicketRepository;
import pk.rahnuma.web.HeadlessBrowser;

/// Auditor, who may view everything and change nothing, in a browser.
@Tag("long")
class AuditorBrowserTest {

    /// Forms for every role: their own account, the search, and the verification of the log.
    private static final List<String> OWN = List.of("/desk/sign-out", "/desk/me", "/desk/search", "/desk/audit/verify");

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource({"DESK, en", "PHONE, en", "DESK, ur", "PHONE, ur"})
    void anAuditorFindsNothingToActWithAndAForgedFormIsRefused(HeadlessBrowser.Screen screen, String language) {
        try (TestServer server = TestServer.onH2().shareServer()) {
            ConsoleTestServer office = new ConsoleTestServer(server);
            String token = office.signInMember("Zara", StaffRole.AUDITOR).token();
            long person = office.createPerson("ur");
            Reference ticket = office.openTicket(person, "complaint", "یہ بند ہے۔", "ur");
            Reference application = office.submitApplication(person, Map.of(), "39.32.1.7");
            try (HeadlessBrowser browser = HeadlessBrowser.open(office.address(), screen, language)) {
                ConsoleBrowser console = new ConsoleBrowser(browser, screen, language);
                console.signInWith(token);
                for (String path : List.of(
                        "/desk/tickets",
                        "/desk/tickets/" + ticket.toGroupedText(),
                        "/desk/applications",
                        "/desk/applications/" + application.toGroupedText(),
                        "/desk/charts",
                        "/desk/staff",
                        "/desk/audit")) {
                    browser.openPath(path);
                    browser.find("h1");
                    assertThat(acts(browser))
                            .as(path)
                            .allMatch(
                                    act -> OWN.stream().anyMatch(own -> act.equals(own) || act.startsWith(own + "/")));
                    console.checkPage(
                            "auditor" + path.replaceAll("[A-Z0-9-]{10,}", "one").replace('/', '-'));
                }
                assertThat(browser.complaints()).isEmpty();

                for (String path : List.of(
                        "/desk/tickets/" + ticket.toGroupedText() + "/claim",
                        "/desk/tickets/" + ticket.toGroupedText() + "/note",
                        "/desk/applications/" + application.toGroupedText() + "/decide",
                        "/desk/staff",
                        "/desk/banner")) {
                    assertThat(browser.runAsync("""
                            fetch(arguments[0], {
                              method: 'POST', body: 'text=forged&act=screen&events=1', headers: {
                                'Content-Type': 'application/x-www-form-urlencoded',
                                'X-CSRF-Token': document.body.dataset.csrf}
                            }).then(answer => arguments[1](answer.status))""", path)).as(path).isEqualTo(403L);
                }
                assertThat(server.getBean(TicketRepository.class)
                                .findTicket(ticket)
                                .orElseThrow()
                                .assignee())
                        .isNull();
                assertThat(server.getBean(ApplicationRepository.class)
                                .findApplication(application)
                                .orElseThrow()
                                .status())
                        .isEqualTo(ApplicationStatus.SUBMITTED);
            }
        }
    }

    /// Targets of the page's buttons and forms.
    @SuppressWarnings("unchecked")
    private static List<String> acts(HeadlessBrowser browser) {
        return (List<String>) browser.run("""
                return [...document.querySelectorAll('[hx-post], form[method=post]')]
                  .map(one => one.getAttribute('hx-post') || one.getAttribute('action'))""");
    }
}
