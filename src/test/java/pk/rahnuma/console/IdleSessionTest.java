package pk.rahnuma.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.staff.account.SignInResult;
import pk.rahnuma.staff.account.StaffSessionService;

/// A session ends when its user is idle, whatever its open pages request automatically. Time passes by moving the
/// stored times of the session back.
class IdleSessionTest {

    private static TestServer server;
    private static ConsoleTestServer office;
    private static String ticket;

    @BeforeAll
    static void open() {
        server = TestServer.onH2()
                .withProperty("rahnuma.url", "https://desk.example.pk")
                .startServer();
        office = new ConsoleTestServer(server);
        ticket = "/desk/tickets/"
                + office.openTicket(office.createPerson("en"), "complaint", "It is slow.", "en")
                        .toGroupedText();
    }

    private static Instant seen(SignInResult.SignedIn in) {
        return server.sql()
                .queryOne(
                        Instant.class,
                        "select seen_at from staff_session where id = ?",
                        in.who().session());
    }

    private static Instant moveBack(SignInResult.SignedIn in, Duration by) {
        Instant then = server.getBean(Clock.class).instant().minus(by);
        server.sql()
                .execute(
                        "update staff_session set seen_at = ?, started_at = ? where id = ?",
                        then,
                        then,
                        in.who().session());
        return seen(in);
    }

    @Test
    void automaticRequestsDoNotRenewASessionAndActionsDo() throws IOException {
        SignInResult.SignedIn in = office.signInMember("Sana", StaffRole.AGENT);
        ConsoleHttpClient sana = ConsoleHttpClient.signedIn(office.address(), in);
        Instant then = moveBack(in, StaffSessionService.IDLE_TIMEOUT.minusMinutes(1));
        sana.getPage("/desk/session").requireStatus(204);
        sana.getPage(ticket + "/talk").requireStatus(200);
        sana.postForm(ticket + "/presence?typing=false").requireStatus(204);
        sana.sendRequest("GET", "/desk/tickets", "", "HX-Request", "true").requireStatus(200);
        // A document that is open before its file has arrived.
        sana.sendRequest("GET", ticket + "/files/never/pages", "", "HX-Request", "true")
                .requireStatus(202);
        sana.openStream("/desk/events").close();
        assertThat(seen(in)).isEqualTo(then);
        sana.postForm(ticket + "/presence?typing=true").requireStatus(204);
        assertThat(seen(in)).isAfter(then);
        then = moveBack(in, StaffSessionService.IDLE_TIMEOUT.minusMinutes(1));
        sana.getPage("/desk/tickets");
        assertThat(seen(in)).isAfter(then);
    }

    @Test
    void theStreamOfAnIdleSessionEndsAndItsPagesAreLedToTheSignInWithAWord() throws IOException {
        SignInResult.SignedIn in = office.signInMember("Omar", StaffRole.AGENT);
        ConsoleHttpClient omar = ConsoleHttpClient.signedIn(office.address(), in);
        try (InputStream events = omar.openStream("/desk/events");
                BufferedReader lines = new BufferedReader(new InputStreamReader(events, StandardCharsets.UTF_8))) {
            // Events of another test may come first.
            String line;
            do {
                line = lines.readLine();
                assertThat(line).isNotNull();
            } while (!line.equals("event: beat"));
            moveBack(in, StaffSessionService.IDLE_TIMEOUT.plusSeconds(1));
            do {
                line = lines.readLine();
            } while (line != null);
        }
        omar.sendRequest("GET", "/desk/session", "", "HX-Request", "true").requireStatus(401);
        ConsoleHttpClient.ConsoleResponse led = omar.getPage(ticket);
        assertThat(led.location()).startsWith("/desk/sign-in?next=").endsWith("&ended=true");
        assertThat(ConsoleHttpClient.anonymous(office.address())
                        .getPage(led.location())
                        .body())
                .contains("Your session has ended", "is still here");
    }

    @Test
    void byTheAddressThatTheOperatorSaysEverythingIsForHttpsAlone() {
        ConsoleHttpClient member = office.signIn("Zara", StaffRole.AGENT);
        assertThat(member.headersOfGet("/desk/me").firstValue("Strict-Transport-Security"))
                .hasValue("max-age=31536000; includeSubDomains");
        ConsoleHttpClient.ConsoleResponse out = member.postForm("/desk/sign-out");
        assertThat(out.cookie()).contains("__Host-rahnuma-desk=;", "; Secure");
    }

    @Test
    void signingOutClearsTheBrowser() {
        ConsoleHttpClient member = office.signIn("Hina", StaffRole.AGENT);
        assertThat(member.headersOfPost("/desk/sign-out").firstValue("Clear-Site-Data"))
                .hasValue("\"cache\", \"storage\"");
    }
}
