package pk.rahnuma.console.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.console.ConsoleHttpClient;
import pk.rahnuma.console.ConsoleTestServer;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.StaffRole;

/// Pages of an auditor, who may view everything and change nothing.
class AuditorPagesTest {

    /// Forms for every role: their own account, the search, and the verification of the log.
    private static final List<String> OWN = List.of("/desk/sign-out", "/desk/me", "/desk/search", "/desk/audit/verify");

    private static final Pattern ACTION = Pattern.compile(
            "hx-post=\"([^\"]*)\"|<form(?=[^>]* method=\"?post)[^>]* action=\"([^\"]*)\"", Pattern.CASE_INSENSITIVE);

    @Test
    void anAuditorFindsNothingToActWith() {
        try (TestServer server = TestServer.onH2().shareServer()) {
            ConsoleTestServer office = new ConsoleTestServer(server);
            ConsoleHttpClient zara =
                    ConsoleHttpClient.signedIn(office.address(), office.signInMember("Zara", StaffRole.AUDITOR));
            long person = office.createPerson("ur");
            Reference ticket = office.openTicket(person, "complaint", "یہ بند ہے۔", "ur");
            Reference application = office.submitApplication(person, Map.of(), "39.32.1.7");
            for (String path : List.of(
                    "/desk/tickets",
                    "/desk/tickets/" + ticket.toGroupedText(),
                    "/desk/applications",
                    "/desk/applications/" + application.toGroupedText(),
                    "/desk/charts",
                    "/desk/staff",
                    "/desk/audit")) {
                ConsoleHttpClient.ConsoleResponse page = zara.getPage(path);
                assertThat(page.status()).as(path).isEqualTo(200);
                assertThat(ACTION.matcher(page.body()).results())
                        .as(path)
                        .isNotEmpty()
                        .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                        .allMatch(act -> OWN.stream().anyMatch(own -> act.equals(own) || act.startsWith(own + "/")));
            }
        }
    }
}
