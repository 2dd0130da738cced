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
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.staff.SignInResult;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.staff.StaffSessionService;

/// A session ends when nobody does anything, whatever its open pages do by themselves. Time passes by moving what is
/// kept of the session back.
class IdleSessionTest {

    private static TestServer house;
    private static ConsoleTestServer office;
    private static String ticket;

    @BeforeAll
    static void open() {
        house = TestServer.onH2()
                .property("rahnuma.url", "https://desk.example.pk")
                .start();
        office = new ConsoleTestServer(house);
        ticket = "/desk/tickets/"
                + office.asked(office.person("en"), "complaint", "It is slow.", "en")
                        .grouped();
    }

    @AfterAll
    static void close() {
        house.close();
    }

    private static Instant seen(SignInResult.SignedIn in) {
        return house.get(Jdbi.class)
                .withHandle(handle -> handle.createQuery("select seen_at from staff_session where id = ?")
                        .bind(0, in.who().session())
                        .mapTo(Instant.class)
                        .one());
    }

    private static Instant moveBack(SignInResult.SignedIn in, Duration by) {
        Instant then = house.get(Clock.class).instant().minus(by);
        house.get(Jdbi.class)
                .useHandle(handle -> handle.execute(
                        "update staff_session set seen_at = ?, started_at = ? where id = ?",
                        then,
                        then,
                        in.who().session()));
        return seen(in);
    }

    @Test
    void whatPagesAskByThemselvesDoesNotRenewASessionAndWhatAMemberDoesDoes() throws IOException {
        SignInResult.SignedIn in = office.signedIn("Sana", StaffRole.AGENT);
        ConsoleHttpClient sana = ConsoleHttpClient.of(office.address(), in);
        Instant then = moveBack(in, StaffSessionService.IDLE.minusMinutes(1));
        assertThat(sana.get("/desk/session").status()).isEqualTo(204);
        assertThat(sana.get(ticket + "/talk").status()).isEqualTo(200);
        assertThat(sana.post(ticket + "/presence?typing=false").status()).isEqualTo(204);
        assertThat(sana.call("GET", "/desk/tickets", "", "HX-Request", "true").status())
                .isEqualTo(200);
        // A document that is open while its file is on its way.
        assertThat(sana.call("GET", ticket + "/files/never/pages", "", "HX-Request", "true")
                        .status())
                .isEqualTo(202);
        sana.open("/desk/events").close();
        assertThat(seen(in)).isEqualTo(then);
        assertThat(sana.post(ticket + "/presence?typing=true").status()).isEqualTo(204);
        assertThat(seen(in)).isAfter(then);
        then = moveBack(in, StaffSessionService.IDLE.minusMinutes(1));
        sana.get("/desk/tickets");
        assertThat(seen(in)).isAfter(then);
    }

    @Test
    void theStreamOfAnIdleSessionEndsAndItsPagesAreLedToTheSignInWithAWord() throws IOException {
        SignInResult.SignedIn in = office.signedIn("Omar", StaffRole.AGENT);
        ConsoleHttpClient omar = ConsoleHttpClient.of(office.address(), in);
        try (InputStream events = omar.open("/desk/events");
                BufferedReader lines = new BufferedReader(new InputStreamReader(events, StandardCharsets.UTF_8))) {
            // News of what another test did may come first.
            String line;
            do {
                line = lines.readLine();
                assertThat(line).isNotNull();
            } while (!line.equals("event: beat"));
            moveBack(in, StaffSessionService.IDLE.plusSeconds(1));
            do {
                line = lines.readLine();
            } while (line != null);
        }
        assertThat(omar.call("GET", "/desk/session", "", "HX-Request", "true").status())
                .isEqualTo(401);
        ConsoleHttpClient.ConsoleResponse led = omar.get(ticket);
        assertThat(led.location()).startsWith("/desk/sign-in?next=").endsWith("&ended=true");
        assertThat(ConsoleHttpClient.nobody(office.address())
                        .get(led.location())
                        .body())
                .contains("Your session has ended", "is still here");
    }

    @Test
    void byTheAddressThatTheOperatorSaysEverythingIsForHttpsAlone() {
        ConsoleHttpClient member = ConsoleHttpClient.of(office.address(), office.signedIn("Zara", StaffRole.AGENT));
        assertThat(member.headers("/desk/me").firstValue("Strict-Transport-Security"))
                .hasValue("max-age=31536000; includeSubDomains");
        ConsoleHttpClient.ConsoleResponse out = member.post("/desk/sign-out");
        assertThat(out.cookie()).contains("__Secure-rahnuma-desk=;", "rahnuma-desk=;", "; Secure");
    }

    @Test
    void whoSignsOutLeavesNothingBehindInTheBrowser() {
        ConsoleHttpClient member = ConsoleHttpClient.of(office.address(), office.signedIn("Hina", StaffRole.AGENT));
        assertThat(member.headersOfPost("/desk/sign-out").firstValue("Clear-Site-Data"))
                .hasValue("\"cache\", \"storage\"");
    }
}
