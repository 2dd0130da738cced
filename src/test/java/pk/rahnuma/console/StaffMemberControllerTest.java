package pk.rahnuma.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.staff.StaffAccountService;
import pk.rahnuma.staff.StaffMember;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.staff.TelegramAccountLinkService;

/// Members of staff, and what they do with their own account, over HTTP.
class StaffMemberControllerTest {

    private static TestServer house;
    private static ConsoleTestServer office;
    private static ConsoleHttpClient sana;

    @BeforeAll
    static void open() {
        house = TestServer.onH2().start();
        office = new ConsoleTestServer(house);
        sana = caller("Sana", StaffRole.ADMINISTRATOR);
    }

    @AfterAll
    static void close() {
        house.close();
    }

    private static ConsoleHttpClient caller(String name, StaffRole... roles) {
        return ConsoleHttpClient.of(office.address(), office.signedIn(name, roles));
    }

    private static StaffMember member(String name) {
        return house.get(StaffAccountService.class).named(name).orElseThrow();
    }

    @Test
    void an_administrator_adds_a_member_and_sees_the_link_once() {
        String page = sana.post(
                        "/desk/staff", "name", "Omar", "role", "REVIEWER", "language", "ur", "topic", "complaint")
                .body();
        assertThat(page).contains(office.address().getAuthority() + "/desk/set-up/");
        assertThat(member("Omar"))
                .extracting(StaffMember::roles, StaffMember::languages, StaffMember::topics)
                .containsExactly(
                        java.util.Set.of(StaffRole.REVIEWER), java.util.Set.of("ur"), java.util.Set.of("complaint"));
        assertThat(sana.get("/desk/staff").body()).contains("Omar").doesNotContain("/desk/set-up/");
    }

    @Test
    void aMemberWhoseLinkWasLostOnItsWayIsAddedOnceAndTheSecondTryShowsAnother() {
        String first = add("Rabia", "add-1");
        String second = add("Rabia", "add-1");
        assertThat(second).isNotEmpty().isNotEqualTo(first);
        ConsoleHttpClient nobody = ConsoleHttpClient.nobody(office.address());
        assertThat(nobody.get("/desk/set-up/" + first).body()).doesNotContain("name=\"password\"");
        assertThat(nobody.get("/desk/set-up/" + second).body()).contains("name=\"password\"");
        office.setUp("Rabia", second);
        assertThat(add("Rabia", "add-1")).isEmpty();
        assertThat(member("Rabia").passwordSet()).isTrue();
    }

    /// @return the token of the link; empty where none is shown
    private static String add(String name, String key) {
        ConsoleHttpClient.ConsoleResponse answer = sana.call(
                "POST", "/desk/staff", "name=" + name + "&role=AGENT", "Idempotency-Key", key, "HX-Request", "true");
        assertThat(answer.status()).isEqualTo(200);
        return answer.body().contains("/desk/set-up/")
                ? answer.body().replaceAll("(?s).*/desk/set-up/([^<]*)<.*", "$1")
                : "";
    }

    @Test
    void what_is_refused_says_why_in_the_language_of_who_asks() {
        assertThat(sana.post("/desk/staff/" + member("Sana").id() + "/disable").body())
                .contains("Nobody changes the role of their own account");
        assertThat(sana.call("POST", "/desk/staff", "name=sana&role=AGENT", "HX-Request", "true")
                        .body())
                .isEqualTo("Somebody has this name already.");
        assertThat(sana.get("/desk/staff/1").status()).isEqualTo(409);
    }

    @Test
    void roles_are_ticked_together_and_who_manages_and_decides_is_named() {
        sana.post("/desk/staff", "name", "Tariq", "role", "ADMINISTRATOR", "role", "REVIEWER");
        assertThat(member("Tariq").roles()).containsExactly(StaffRole.REVIEWER, StaffRole.ADMINISTRATOR);
        String path = "/desk/staff/" + member("Tariq").id();
        assertThat(sana.get("/desk/staff").body())
                .contains("Reviewer, Administrator")
                .contains("Manages accounts and takes part in decisions: Tariq.");
        assertThat(sana.get(path).body()).contains("Manages accounts and takes part in decisions: Tariq.");
        sana.post(path + "/role", "role", "ADMINISTRATOR");
        assertThat(member("Tariq").roles()).containsExactly(StaffRole.ADMINISTRATOR);
        assertThat(sana.get("/desk/staff").body()).doesNotContain("Manages accounts and takes part");
        assertThat(sana.call("POST", path + "/role", "role=AUDITOR&role=AGENT", "HX-Request", "true")
                        .body())
                .isEqualTo("An auditor only reads, and has no other role.");
        assertThat(sana.call("POST", path + "/role", "", "HX-Request", "true").body())
                .isEqualTo("Choose at least one role.");
    }

    @Test
    void an_administrator_alone_begins_at_the_staff_and_is_offered_nothing_of_applications_and_tickets() {
        assertThat(sana.get("/desk").location()).isEqualTo("/desk/staff");
        assertThat(sana.get("/desk/staff").body())
                .doesNotContain(
                        "href=\"/desk/tickets\"", "href=\"/desk/applications\"", "/desk/search", "/desk/charts");
    }

    @Test
    void a_supervisor_sees_the_staff_and_no_button_that_changes_it() {
        ConsoleHttpClient supervisor = caller("Zara", StaffRole.SUPERVISOR);
        assertThat(supervisor.get("/desk/staff").body()).contains("Sana").doesNotContain("hx-post=\"/desk/staff");
        assertThat(supervisor.get("/desk/staff/" + member("Sana").id()).body()).doesNotContain("hx-post=\"/desk/staff");
    }

    @Test
    void a_changed_password_ends_the_other_sessions_and_a_wrong_present_one_changes_nothing() {
        ConsoleHttpClient bilal = caller("Bilal", StaffRole.AGENT);
        String fresh = "four goats under a bridge";
        assertThat(bilal.post("/desk/me/password", "present", "wrong", "password", fresh, "again", fresh)
                        .status())
                .isEqualTo(409);
        assertThat(bilal.post(
                                "/desk/me/password",
                                "present",
                                ConsoleTestServer.PASSWORD,
                                "password",
                                fresh,
                                "again",
                                "other")
                        .status())
                .isEqualTo(409);
        assertThat(bilal.post(
                                "/desk/me/password",
                                "present",
                                ConsoleTestServer.PASSWORD,
                                "password",
                                fresh,
                                "again",
                                fresh)
                        .location())
                .isEqualTo("/desk/me?changed=true");
        assertThat(bilal.post("/desk/me/codes", "present", ConsoleTestServer.PASSWORD)
                        .status())
                .isEqualTo(409);
        assertThat(bilal.post("/desk/me/codes", "present", fresh).body()).contains("class=\"codes\"");
        assertThat(bilal.get("/desk/me").body()).doesNotContain("class=\"codes\"");
    }

    @Test
    void whoever_signs_out_everywhere_is_out_here_too() {
        ConsoleHttpClient hina = caller("Hina", StaffRole.AUDITOR);
        ConsoleHttpClient.ConsoleResponse out = hina.post("/desk/me/sign-out-everywhere");
        assertThat(out.location()).isEqualTo("/desk/sign-in");
        assertThat(out.cookie()).contains("Max-Age=0");
        assertThat(hina.get("/desk/me").leadsToSignIn()).isTrue();
    }

    @Test
    void nobody_ends_the_session_of_somebody_else() {
        var zain = office.signedIn("Zain", StaffRole.AGENT);
        assertThat(sana.post("/desk/me/sessions/" + zain.who().session() + "/end")
                        .status())
                .isEqualTo(409);
        ConsoleHttpClient own = ConsoleHttpClient.of(office.address(), zain);
        assertThat(own.post("/desk/me/sessions/" + zain.who().session() + "/end")
                        .location())
                .isEqualTo("/desk/sign-in");
    }

    @Test
    void an_account_on_telegram_is_linked_by_a_code_that_is_shown_once_where_there_is_a_group() {
        assertThat(sana.get("/desk/me").body()).doesNotContain("/desk/me/telegram");
        try (TestServer other = TestServer.onH2()
                .with("TELEGRAM_BOT_TOKEN", "4242:BotApi-stub")
                .with("TELEGRAM_API_URL", "http://127.0.0.1:9")
                .property("rahnuma.telegram.staff.group", "-1001234567890")
                .start()) {
            ConsoleTestServer there = new ConsoleTestServer(other);
            ConsoleHttpClient rabia =
                    ConsoleHttpClient.of(there.address(), there.signedIn("Rabia", StaffRole.ADMINISTRATOR));
            StaffMember kamran = there.signedIn("Kamran", StaffRole.AGENT).who().member();
            assertThat(rabia.post("/desk/me/telegram", "present", "wrong").status())
                    .isEqualTo(409);
            String page = rabia.post("/desk/me/telegram", "present", ConsoleTestServer.PASSWORD)
                    .body();
            String code = page.replaceFirst("(?s).*>/link ([-a-z0-9]{14})<.*", "$1");
            assertThat(rabia.get("/desk/me").body())
                    .doesNotContain(code)
                    .contains("/desk/me/telegram")
                    .doesNotContain("/telegram/unlink");
            TelegramAccountLinkService chats = other.get(TelegramAccountLinkService.class);
            assertThat(chats.link(code, 9001, java.time.Instant.now()))
                    .get()
                    .extracting(StaffMember::name)
                    .isEqualTo("Rabia");
            long own = chats.member(9001).orElseThrow().id();
            assertThat(rabia.get("/desk/staff/" + own).body()).contains("Telegram linked");
            assertThat(rabia.get("/desk/staff/" + kamran.id()).body()).doesNotContain("Telegram linked");
            assertThat(rabia.get("/desk/me").body()).contains("/telegram/unlink");
            rabia.post("/desk/me/telegram/unlink");
            assertThat(chats.member(9001)).isEmpty();
        }
    }

    @Test
    void links_lead_to_where_the_operator_says_whatever_a_request_says_it_came_to() {
        try (TestServer other = TestServer.onH2()
                .property("rahnuma.url", "https://desk.example.pk/")
                .start()) {
            ConsoleTestServer there = new ConsoleTestServer(other);
            ConsoleHttpClient admin =
                    ConsoleHttpClient.of(there.address(), there.signedIn("Rabia", StaffRole.ADMINISTRATOR));
            assertThat(admin.post("/desk/staff", "name", "Kamran", "role", "AGENT")
                            .body())
                    .contains("https://desk.example.pk/desk/set-up/")
                    .doesNotContain(there.address().getAuthority() + "/desk/set-up/");
        }
    }
}
