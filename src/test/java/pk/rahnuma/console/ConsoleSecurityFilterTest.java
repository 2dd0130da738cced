package pk.rahnuma.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.TestServer;
import pk.rahnuma.staff.AccountActor;
import pk.rahnuma.staff.PasswordLinkService;
import pk.rahnuma.staff.SignInResult;
import pk.rahnuma.staff.SignInService;
import pk.rahnuma.staff.StaffAccountService;
import pk.rahnuma.staff.StaffRole;

/// What keeps others out of the console, over HTTP.
class ConsoleSecurityFilterTest {

    private static TestServer house;
    private static ConsoleTestServer office;
    private static ConsoleHttpClient sana;

    @BeforeAll
    static void open() {
        house = TestServer.onH2().property("rahnuma.test.bare", true).start();
        office = new ConsoleTestServer(house);
        sana = caller("Sana", StaffRole.SUPERVISOR, StaffRole.ADMINISTRATOR);
    }

    @AfterAll
    static void close() {
        house.close();
    }

    private static ConsoleHttpClient caller(String name, StaffRole... roles) {
        return ConsoleHttpClient.of(office.address(), office.signedIn(name, roles));
    }

    private static Instant now() {
        return house.get(Clock.class).instant();
    }

    @Test
    void a_form_without_the_token_of_its_session_is_refused() {
        assertThat(sana.sending(null).post("/desk/banner/clear").status()).isEqualTo(403);
        assertThat(sana.sending("").post("/desk/banner/clear").status()).isEqualTo(403);
        assertThat(sana.sending(caller("Omar", StaffRole.AGENT).csrf())
                        .post("/desk/banner/clear")
                        .status())
                .isEqualTo(403);
        assertThat(sana.post("/desk/banner/clear").status()).isEqualTo(303);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site"})
    void a_form_of_another_site_is_refused_even_with_the_token(String site) {
        assertThat(sana.call("POST", "/desk/banner/clear", "", "Sec-Fetch-Site", site)
                        .status())
                .isEqualTo(403);
        assertThat(ConsoleHttpClient.nobody(office.address())
                        .call("POST", "/desk/sign-in", "", "Sec-Fetch-Site", site)
                        .status())
                .isEqualTo(403);
        assertThat(sana.call("POST", "/desk/banner/clear", "", "Origin", "https://elsewhere.example")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void a_route_that_says_nothing_of_who_may_is_open_to_nobody() {
        assertThat(sana.get("/desk/bare").status()).isEqualTo(403);
        assertThat(ConsoleHttpClient.nobody(office.address()).get("/desk/bare").leadsToSignIn())
                .isTrue();
    }

    @Test
    void a_disabled_member_is_out_at_the_next_request_and_hears_nothing_more() throws Exception {
        SignInResult.SignedIn in = office.signedIn("Bilal", StaffRole.AGENT);
        ConsoleHttpClient bilal = ConsoleHttpClient.of(office.address(), in);
        assertThat(bilal.get("/desk/tickets").status()).isEqualTo(200);
        try (InputStream events = bilal.open("/desk/events")) {
            CompletableFuture<Long> end = CompletableFuture.supplyAsync(() -> untilEnd(events));
            house.get(StaffAccountService.class)
                    .disable(new AccountActor.CommandLine(), in.who().member().id(), now());
            assertThat(bilal.get("/desk/tickets").leadsToSignIn()).isTrue();
            // It is a second or two; a machine under load may take longer.
            end.get(15, TimeUnit.SECONDS);
        }
    }

    private static long untilEnd(InputStream events) {
        try {
            return events.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException e) {
            return -1;
        }
    }

    @Test
    void somebody_without_a_session_comes_back_to_where_they_wanted_to_go() {
        assertThat(ConsoleHttpClient.nobody(office.address())
                        .get("/desk/applications?show=ended")
                        .location())
                .isEqualTo("/desk/sign-in?next=%2Fdesk%2Fapplications%3Fshow%3Dended");
        assertThat(ConsoleHttpClient.nobody(office.address())
                        .call("GET", "/desk/tickets", "", "HX-Request", "true")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void no_script_reads_the_cookie_no_other_site_sends_it_and_behind_https_it_goes_by_https_alone() {
        assertThat(cookie("Hina"))
                .containsIgnoringCase("; HttpOnly")
                .contains("; SameSite=Lax", "; Path=/desk")
                .doesNotContain("; Secure");
        assertThat(cookie("Zara", "X-Forwarded-Proto", "https"))
                .contains("; Secure", "__Secure-rahnuma-desk=", "__Secure-rahnuma-desk-device=")
                .contains("rahnuma-desk=; ");
    }

    @Test
    void no_page_is_kept_by_a_browser_or_runs_a_script_of_somebody_else() {
        for (String path :
                new String[] {"/desk/tickets", "/desk/me", "/desk/staff", "/desk/staff.csv", "/desk/audit.csv"}) {
            assertThat(sana.headers(path).firstValue("Cache-Control")).as(path).hasValue("no-store");
        }
        assertThat(sana.headers("/desk/me")
                        .firstValue("Content-Security-Policy")
                        .orElseThrow())
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'");
    }

    @Test
    void what_somebody_wrote_is_shown_and_never_run() {
        String ticket = office.asked(office.person("en"), "complaint", "<script>alert(1)</script>", "en")
                .grouped();
        assertThat(sana.get("/desk/tickets/" + ticket).body())
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script>alert");
        assertThat(sana.get(sana.post("/desk/search", "q", "\"><script>alert(1)</script>")
                                .location())
                        .body())
                .contains("&lt;script>alert(1)")
                .doesNotContain("<script>alert");
        assertThat(sana.get("/desk/audit?about=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
                        .body())
                .doesNotContain("<script>alert");
    }

    private static String cookie(String name, String... headers) {
        PasswordLinkService links = house.get(PasswordLinkService.class);
        SignInService signIn = house.get(SignInService.class);
        String token = house.get(StaffAccountService.class)
                .add(new AccountActor.CommandLine(), name, StaffRole.AGENT, Set.of(), Set.of(), now())
                .token();
        String pending =
                links.setPassword(token, ConsoleTestServer.PASSWORD, now()).pending();
        String secret = signIn.enrolment(pending, now()).orElseThrow().secret();
        ConsoleHttpClient.ConsoleResponse in = ConsoleHttpClient.nobody(office.address())
                .call(
                        "POST",
                        "/desk/second-factor",
                        "set_up=yes&pending=" + pending + "&code=" + ConsoleTestServer.code(secret, now()),
                        headers);
        assertThat(in.body()).contains("class=\"codes\"");
        return in.cookie();
    }
}
