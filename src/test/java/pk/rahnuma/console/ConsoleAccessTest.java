package pk.rahnuma.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.TestServer;
import pk.rahnuma.staff.AccountActor;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.staff.account.PasswordLinkService;
import pk.rahnuma.staff.account.SignInResult;
import pk.rahnuma.staff.account.SignInService;
import pk.rahnuma.staff.account.StaffAccountService;

/// Access control of the console, over HTTP.
class ConsoleAccessTest {

    private static final TestServer server = TestServer.onH2()
            .withVariable("RAHNUMA_API_BEHIND_PROXY", "true")
            .withProperty("rahnuma.test.bare", true)
            .withProperty("endpoints.routes.enabled", true)
            .startServer();
    private static final ConsoleTestServer office = new ConsoleTestServer(server);
    private static final ConsoleHttpClient sana = office.signIn("Sana", StaffRole.SUPERVISOR, StaffRole.ADMINISTRATOR);

    private static Instant now() {
        return server.getBean(Clock.class).instant();
    }

    @Test
    void aFormWithoutTheTokenOfItsSessionIsRefused() {
        sana.withCsrf(null).postForm("/desk/banner/clear").requireStatus(403);
        sana.withCsrf("").postForm("/desk/banner/clear").requireStatus(403);
        sana.withCsrf(office.signIn("Omar", StaffRole.AGENT).csrf())
                .postForm("/desk/banner/clear")
                .requireStatus(403);
        sana.postForm("/desk/banner/clear").requireStatus(303);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site"})
    void aFormOfAnotherSiteIsRefusedEvenWithTheToken(String site) {
        sana.sendRequest("POST", "/desk/banner/clear", "", "Sec-Fetch-Site", site)
                .requireStatus(403);
        ConsoleHttpClient.anonymous(office.address())
                .sendRequest("POST", "/desk/sign-in", "", "Sec-Fetch-Site", site)
                .requireStatus(403);
        sana.sendRequest("POST", "/desk/banner/clear", "", "Origin", "https://elsewhere.example")
                .requireStatus(403);
    }

    @Test
    void aRouteWithoutAnAnnotationIsClosed() {
        sana.getPage("/desk/bare").requireStatus(403);
        assertThat(ConsoleHttpClient.anonymous(office.address())
                        .getPage("/desk/bare")
                        .leadsToSignIn())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bare", "/routes"})
    void outsideTheConsoleARouteWithoutAnAnnotationIsClosedToo(String path) {
        sana.getPage(path).requireStatus(401);
        assertThat(sana.headersOfGet(path).firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void anOpenRouteOutsideTheConsoleDoesNotPayForAuthentication() {
        assertThat(sana.getPage("/open").body()).isEqualTo("not filtered");
    }

    @ParameterizedTest
    @ValueSource(strings = {"micronaut.security.enabled", "micronaut.security.filter.enabled"})
    void noSettingOpensTheConsole(String setting) {
        try (TestServer without = TestServer.onH2().withProperty(setting, false).startServer()) {
            assertThat(ConsoleHttpClient.anonymous(without.address())
                            .getPage("/desk/staff")
                            .status())
                    .isIn(303, 500);
        }
    }

    @Test
    void aDisabledMemberIsOutAtTheNextRequestAndHearsNothingMore() throws Exception {
        SignInResult.SignedIn in = office.signInMember("Bilal", StaffRole.AGENT);
        ConsoleHttpClient bilal = ConsoleHttpClient.signedIn(office.address(), in);
        bilal.getPage("/desk/tickets").requireStatus(200);
        try (InputStream events = bilal.openStream("/desk/events")) {
            CompletableFuture<Long> end = CompletableFuture.supplyAsync(() -> untilEnd(events));
            server.getBean(StaffAccountService.class)
                    .disableMember(
                            new AccountActor.CommandLine(), in.who().member().id(), now());
            assertThat(bilal.getPage("/desk/tickets").leadsToSignIn()).isTrue();
            // Takes one or two seconds; a machine under load may take longer.
            end.get(15, TimeUnit.SECONDS);
        }
    }

    private static long untilEnd(InputStream events) {
        try {
            return events.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            return -1;
        }
    }

    @Test
    void signingInReturnsToTheRequestedPage() {
        assertThat(ConsoleHttpClient.anonymous(office.address())
                        .getPage("/desk/applications?show=ended")
                        .location())
                .isEqualTo("/desk/sign-in?next=%2Fdesk%2Fapplications%3Fshow%3Dended");
        ConsoleHttpClient.anonymous(office.address())
                .sendRequest("GET", "/desk/tickets", "", "HX-Request", "true")
                .requireStatus(401);
    }

    @Test
    void noScriptReadsTheCookieNoOtherSiteSendsItAndBehindHttpsItGoesByHttpsAlone() {
        assertThat(cookie("Hina"))
                .containsIgnoringCase("; HttpOnly")
                .contains("; SameSite=Lax", "; Path=/;")
                .doesNotContain("; Secure");
        assertThat(cookie("Zara", "X-Forwarded-Proto", "https"))
                .contains("; Secure", "__Host-rahnuma-desk=", "__Host-rahnuma-desk-device=");
    }

    @Test
    void noPageIsCachedByABrowserOrRunsAForeignScript() {
        for (String path :
                new String[] {"/desk/tickets", "/desk/me", "/desk/staff", "/desk/staff.csv", "/desk/audit.csv"}) {
            assertThat(sana.headersOfGet(path).firstValue("Cache-Control"))
                    .as(path)
                    .hasValue("no-store");
        }
        assertThat(sana.headersOfGet("/desk/me")
                        .firstValue("Content-Security-Policy")
                        .orElseThrow())
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'");
    }

    @Test
    void textOfPeopleIsShownAndNeverRun() {
        String ticket = office.openTicket(office.createPerson("en"), "complaint", "<script>alert(1)</script>", "en")
                .toGroupedText();
        assertThat(sana.getPage("/desk/tickets/" + ticket).body())
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script>alert");
        assertThat(sana.getPage(sana.postForm("/desk/search", "q", "\"><script>alert(1)</script>")
                                .location())
                        .body())
                .contains("&lt;script>alert(1)")
                .doesNotContain("<script>alert");
        assertThat(sana.getPage("/desk/audit?about=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
                        .body())
                .doesNotContain("<script>alert");
    }

    private static String cookie(String name, String... headers) {
        PasswordLinkService links = server.getBean(PasswordLinkService.class);
        SignInService signIn = server.getBean(SignInService.class);
        String token = server.getBean(StaffAccountService.class)
                .addMember(new AccountActor.CommandLine(), name, StaffRole.AGENT, Set.of(), Set.of(), now())
                .token();
        String pending =
                links.setPassword(token, ConsoleTestServer.PASSWORD, now()).pending();
        String secret = signIn.findEnrolment(pending, now()).orElseThrow().secret();
        ConsoleHttpClient.ConsoleResponse in = ConsoleHttpClient.anonymous(office.address())
                .sendRequest(
                        "POST",
                        "/desk/second-factor",
                        "set_up=yes&pending=" + pending + "&code=" + ConsoleTestServer.codeAt(secret, now()),
                        headers);
        assertThat(in.body()).contains("class=\"codes\"");
        return in.cookie();
    }
}
