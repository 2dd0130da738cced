package pk.rahnuma.console.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.console.ConsoleHttpClient;
import pk.rahnuma.console.ConsoleTestServer;
import pk.rahnuma.staff.StaffMember;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.staff.account.StaffAccountService;
import pk.rahnuma.staff.account.TelegramAccountLinkService;

/// Members of staff and their own accounts, over HTTP.
class StaffMemberControllerTest {

    private static final TestServer server = TestServer.onH2().shareServer();
    private static final ConsoleTestServer office = new ConsoleTestServer(server);
    private static final ConsoleHttpClient sana = office.signIn("Sana", StaffRole.ADMINISTRATOR);

    private static StaffMember member(String name) {
        return server.getBean(StaffAccountService.class).findByName(name).orElseThrow();
    }

    @Test
    void anAdministratorAddsAMemberAndSeesTheLinkOnce() {
        String page = sana.postForm(
                        "/desk/staff", "name", "Omar", "role", "REVIEWER", "language", "ur", "topic", "complaint")
                .body();
        assertThat(page).contains(office.address().getAuthority() + "/desk/set-up/");
        assertThat(member("Omar"))
                .extracting(StaffMember::roles, StaffMember::languages, StaffMember::topics)
                .containsExactly(Set.of(StaffRole.REVIEWER), Set.of("ur"), Set.of("complaint"));
        assertThat(sana.getPage("/desk/staff").body()).contains("Omar").doesNotContain("/desk/set-up/");
    }

    @Test
    void aMemberWhoseLinkWasLostOnItsWayIsAddedOnceAndTheSecondTryShowsAnother() {
        String first = add("Rabia", "add-1");
        String second = add("Rabia", "add-1");
        assertThat(second).isNotEmpty().isNotEqualTo(first);
        ConsoleHttpClient nobody = ConsoleHttpClient.anonymous(office.address());
        assertThat(nobody.getPage("/desk/set-up/" + first).body()).doesNotContain("name=\"password\"");
        assertThat(nobody.getPage("/desk/set-up/" + second).body()).contains("name=\"password\"");
        office.setUpMember("Rabia", second);
        assertThat(add("Rabia", "add-1")).isEmpty();
        assertThat(member("Rabia").passwordSet()).isTrue();
    }

    /// Adds a member.
    ///
    /// @return the token of the link; empty where none is shown
    private static String add(String name, String key) {
        ConsoleHttpClient.ConsoleResponse answer = sana.sendRequest(
                "POST", "/desk/staff", "name=" + name + "&role=AGENT", "Idempotency-Key", key, "HX-Request", "true");
        answer.requireStatus(200);
        return answer.body().contains("/desk/set-up/")
                ? answer.body().replaceAll("(?s).*/desk/set-up/([^<]*)<.*", "$1")
                : "";
    }

    @Test
    void aRefusalHasItsReasonInTheLanguageOfTheCaller() {
        assertThat(sana.postForm("/desk/staff/" + member("Sana").id() + "/disable")
                        .body())
                .contains("You cannot change the role of your own account");
        assertThat(sana.sendRequest("POST", "/desk/staff", "name=sana&role=AGENT", "HX-Request", "true")
                        .body())
                .isEqualTo("Another member has this name already.");
        sana.getPage("/desk/staff/1").requireStatus(409);
    }

    @Test
    void rolesAreTickedTogetherAndWhoManagesAndDecidesIsNamed() {
        sana.postForm("/desk/staff", "name", "Tariq", "role", "ADMINISTRATOR", "role", "REVIEWER");
        assertThat(member("Tariq").roles()).containsExactly(StaffRole.REVIEWER, StaffRole.ADMINISTRATOR);
        String path = "/desk/staff/" + member("Tariq").id();
        assertThat(sana.getPage("/desk/staff").body())
                .contains("Reviewer, Administrator")
                .contains("Manages accounts and takes part in decisions: Tariq.");
        assertThat(sana.getPage(path).body()).contains("Manages accounts and takes part in decisions: Tariq.");
        sana.postForm(path + "/role", "role", "ADMINISTRATOR");
        assertThat(member("Tariq").roles()).containsExactly(StaffRole.ADMINISTRATOR);
        assertThat(sana.getPage("/desk/staff").body()).doesNotContain("Manages accounts and takes part");
        assertThat(sana.sendRequest("POST", path + "/role", "role=AUDITOR&role=AGENT", "HX-Request", "true")
                        .body())
                .isEqualTo("An auditor only reads, and has no other role.");
        assertThat(sana.sendRequest("POST", path + "/role", "", "HX-Request", "true")
                        .body())
                .isEqualTo("Choose at least one role.");
    }

    @Test
    void anAdministratorAloneBeginsAtTheStaffAndIsOfferedNothingOfApplicationsAndTickets() {
        assertThat(sana.getPage("/desk").location()).isEqualTo("/desk/staff");
        assertThat(sana.getPage("/desk/staff").body())
                .doesNotContain(
                        "href=\"/desk/tickets\"", "href=\"/desk/applications\"", "/desk/search", "/desk/charts");
    }

    @Test
    void aSupervisorSeesTheStaffAndNoButtonThatChangesIt() {
        ConsoleHttpClient supervisor = office.signIn("Zara", StaffRole.SUPERVISOR);
        assertThat(supervisor.getPage("/desk/staff").body()).contains("Sana").doesNotContain("hx-post=\"/desk/staff");
        assertThat(supervisor.getPage("/desk/staff/" + member("Sana").id()).body())
                .doesNotContain("hx-post=\"/desk/staff");
    }

    @Test
    void aChangedPasswordEndsTheOtherSessionsAndAWrongPresentOneChangesNothing() {
        ConsoleHttpClient bilal = office.signIn("Bilal", StaffRole.AGENT);
        String fresh = "four goats under a bridge";
        bilal.postForm("/desk/me/password", "present", "wrong", "password", fresh, "again", fresh)
                .requireStatus(409);
        bilal.postForm("/desk/me/password", "present", ConsoleTestServer.PASSWORD, "password", fresh, "again", "other")
                .requireStatus(409);
        assertThat(bilal.postForm(
                                "/desk/me/password",
                                "present",
                                ConsoleTestServer.PASSWORD,
                                "password",
                                fresh,
                                "again",
                                fresh)
                        .location())
                .isEqualTo("/desk/me?changed=true");
        bilal.postForm("/desk/me/codes", "present", ConsoleTestServer.PASSWORD).requireStatus(409);
        assertThat(bilal.postForm("/desk/me/codes", "present", fresh).body()).contains("class=\"codes\"");
        assertThat(bilal.getPage("/desk/me").body()).doesNotContain("class=\"codes\"");
    }

    @Test
    void signingOutEverywhereEndsThisSessionToo() {
        ConsoleHttpClient hina = office.signIn("Hina", StaffRole.AUDITOR);
        ConsoleHttpClient.ConsoleResponse out = hina.postForm("/desk/me/sign-out-everywhere");
        assertThat(out.location()).isEqualTo("/desk/sign-in");
        assertThat(out.cookie()).contains("Max-Age=0");
        assertThat(hina.getPage("/desk/me").leadsToSignIn()).isTrue();
    }

    @Test
    void aMemberCannotEndTheSessionOfAnother() {
        var zain = office.signInMember("Zain", StaffRole.AGENT);
        sana.postForm("/desk/me/sessions/" + zain.who().session() + "/end").requireStatus(409);
        ConsoleHttpClient own = ConsoleHttpClient.signedIn(office.address(), zain);
        assertThat(own.postForm("/desk/me/sessions/" + zain.who().session() + "/end")
                        .location())
                .isEqualTo("/desk/sign-in");
    }

    @Test
    void anAccountOnTelegramIsLinkedByACodeThatIsShownOnceWhereThereIsAGroup() {
        assertThat(sana.getPage("/desk/me").body()).doesNotContain("/desk/me/telegram");
        try (TestServer other = TestServer.onH2()
                .withVariable("TELEGRAM_BOT_TOKEN", "4242:BotApi-stub")
                .withVariable("TELEGRAM_API_URL", "http://127.0.0.1:9")
                .withProperty("rahnuma.telegram.staff.group", "-1001234567890")
                .startServer()) {
            ConsoleTestServer there = new ConsoleTestServer(other);
            ConsoleHttpClient rabia = there.signIn("Rabia", StaffRole.ADMINISTRATOR);
            StaffMember kamran =
                    there.signInMember("Kamran", StaffRole.AGENT).who().member();
            rabia.postForm("/desk/me/telegram", "present", "wrong").requireStatus(409);
            String page = rabia.postForm("/desk/me/telegram", "present", ConsoleTestServer.PASSWORD)
                    .body();
            String code = page.replaceFirst("(?s).*>/link ([-a-z0-9]{14})<.*", "$1");
            assertThat(rabia.getPage("/desk/me").body())
                    .doesNotContain(code)
                    .contains("/desk/me/telegram")
                    .doesNotContain("/telegram/unlink");
            TelegramAccountLinkService chats = other.getBean(TelegramAccountLinkService.class);
            assertThat(chats.linkAccount(code, 9001, Instant.now()))
                    .get()
                    .extracting(StaffMember::name)
                    .isEqualTo("Rabia");
            long own = chats.findMember(9001).orElseThrow().id();
            assertThat(rabia.getPage("/desk/staff/" + own).body()).contains("Telegram linked");
            assertThat(rabia.getPage("/desk/staff/" + kamran.id()).body()).doesNotContain("Telegram linked");
            assertThat(rabia.getPage("/desk/me").body()).contains("/telegram/unlink");
            rabia.postForm("/desk/me/telegram/unlink");
            assertThat(chats.findMember(9001)).isEmpty();
        }
    }

    @Test
    void linksLeadToWhereTheOperatorSaysWhateverARequestSaysItCameTo() {
        try (TestServer other = TestServer.onH2()
                .withProperty("rahnuma.url", "https://desk.example.pk/")
                .startServer()) {
            ConsoleTestServer there = new ConsoleTestServer(other);
            ConsoleHttpClient admin = there.signIn("Rabia", StaffRole.ADMINISTRATOR);
            assertThat(admin.postForm("/desk/staff", "name", "Kamran", "role", "AGENT")
                            .body())
                    .contains("https://desk.example.pk/desk/set-up/")
                    .doesNotContain(there.address().getAuthority() + "/desk/set-up/");
        }
    }
}
