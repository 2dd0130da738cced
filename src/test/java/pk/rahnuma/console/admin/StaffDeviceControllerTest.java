package pk.rahnuma.console.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.console.ConsoleHttpClient;
import pk.rahnuma.console.ConsoleTestServer;
import pk.rahnuma.messaging.push.PushBrowser;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.staff.account.SignInResult;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.work.ActingAgent;
import pk.rahnuma.ticket.work.TicketAssignmentService;

/// Devices of members of staff over HTTP, and the messages that follow, with a push service on this machine.
class StaffDeviceControllerTest {

    private static final String PATH = "/desk/notifications/device";

    private static final TestServer server = TestServer.onH2()
            .withVariable("RAHNUMA_URL", "https://desk.example.pk")
            .withVariable("RAHNUMA_PUSH_LOCAL", "true")
            .startServer();
    private static final ConsoleTestServer office = new ConsoleTestServer(server);
    private static final SignInResult.SignedIn sana = office.signInMember("Sana", StaffRole.SUPERVISOR);

    @AfterAll
    static void close() {
        server.close();
    }

    private static String[] form(PushBrowser browser) {
        return new String[] {
            "endpoint", browser.endpoint(),
            "p256dh", browser.pushKeys().p256dh(),
            "auth", browser.pushKeys().auth()
        };
    }

    private static Reference giveTicket(SignInResult.SignedIn member) {
        Reference number = office.openTicket(office.createPerson("en"), "complaint", "It is slow.", "en");
        server.getBean(TicketAssignmentService.class)
                .transferTicket(
                        number,
                        new ActingAgent(agent(sana), true),
                        agent(member),
                        server.getBean(Clock.class).instant());
        return number;
    }

    private static TicketAgent agent(SignInResult.SignedIn member) {
        return new TicketAgent(member.who().member().id(), member.who().member().name());
    }

    private static int countDevices() {
        return server.sql().queryOne(Integer.class, "select count(*) from staff_push_subscription");
    }

    @Test
    void aDeviceGetsWhatIsGivenToItsMemberUntilTheySignOut() {
        SignInResult.SignedIn omar = office.signInMember("Omar Khan", StaffRole.AGENT);
        ConsoleHttpClient client = ConsoleHttpClient.signedIn(office.address(), omar);
        try (PushBrowser browser = new PushBrowser()) {
            assertThat(client.getPage("/desk/notifications").body()).containsPattern("data-key=\"[\\w-]{87}\"");
            client.postForm(PATH, form(browser)).requireStatus(303);
            Reference number = giveTicket(omar);
            await().until(() -> browser.messages().size() == 1);
            assertThat(browser.messages().getFirst())
                    .contains("ASSIGNED", number.toGroupedText())
                    .doesNotContain("Omar", "Sana");
            client.postForm("/desk/sign-out").requireStatus(303);
            assertThat(countDevices()).isZero();
        }
    }

    @Test
    void aDeviceIsRemovedByItsMemberOnly() {
        ConsoleHttpClient hina = office.signIn("Hina", StaffRole.AGENT);
        ConsoleHttpClient bilal = office.signIn("Bilal", StaffRole.AGENT);
        try (PushBrowser browser = new PushBrowser()) {
            hina.postForm(PATH, form(browser));
            bilal.postForm(PATH + "/remove", form(browser));
            assertThat(countDevices()).isOne();
            hina.postForm(PATH + "/remove", form(browser)).requireStatus(303);
            assertThat(countDevices()).isZero();
        }
    }

    @Test
    void aDeviceIsRefusedWithoutTheTokenOfItsPageOrWithoutAPushService() {
        ConsoleHttpClient nadia = office.signIn("Nadia", StaffRole.AGENT);
        try (PushBrowser browser = new PushBrowser()) {
            nadia.withCsrf("none").postForm(PATH, form(browser)).requireStatus(403);
            assertThat(nadia.postForm(PATH, "endpoint", "x", "p256dh", "y", "auth", "z")
                            .status())
                    .isBetween(400, 499);
            assertThat(nadia.postForm(PATH, "endpoint", "https://push.example.com/" + "a".repeat(1_000))
                            .status())
                    .isBetween(400, 499);
            assertThat(countDevices()).isZero();
        }
    }
}
