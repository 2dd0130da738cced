package pk.rahnuma.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.staff.SignInResult;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.web.HeadlessBrowser;

/// The console's search: what is searched for is not in the address, and the list can be come back to.
class ConsoleSearchControllerTest {

    private static final String MOBILE = "+923331234567";

    private static TestServer house;
    private static ConsoleTestServer office;
    private static ConsoleHttpClient sana;
    private static ConsoleHttpClient omar;
    private static Reference first;
    private static Reference second;

    @BeforeAll
    static void open() {
        house = TestServer.onH2().start();
        office = new ConsoleTestServer(house);
        sana = ConsoleHttpClient.of(office.address(), office.signedIn("Sana", StaffRole.REVIEWER));
        omar = ConsoleHttpClient.of(office.address(), office.signedIn("Omar", StaffRole.REVIEWER));
        long bilal = office.person("en");
        first = office.applied(bilal, Map.of("mobile", MOBILE), "39.32.1.7");
        second = office.applied(bilal, Map.of("mobile", MOBILE), "39.32.1.8");
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @Test
    void leadsToAListWhoseAddressTellsNothingAndIsGoodForThisSessionAlone() {
        String list = sana.post("/desk/search", "q", MOBILE).location();
        assertThat(list).startsWith("/desk/search/").doesNotContain("333", "?");
        assertThat(sana.get(list).body()).contains(first.grouped(), second.grouped());
        assertThat(sana.get(list).body()).contains(first.grouped());
        assertThat(omar.get(list).body())
                .contains("Search again")
                .doesNotContain(first.grouped())
                .doesNotContain(MOBILE);
        ConsoleHttpClient later = ConsoleHttpClient.of(office.address(), office.again("Sana"));
        assertThat(later.get(list).body()).contains("Search again").doesNotContain(first.grouped());
        assertThat(sana.get("/desk/search/nonsense").body()).contains("Search again");
        assertThat(sana.get("/desk/search").body()).doesNotContain("Search again");
        assertThat(house.get(AuditLog.class).latest(List.of(), "Sana", 0, 100))
                .filteredOn(entry -> entry.what().equals("search.made"))
                .hasSize(1);
    }

    @Test
    void takesNothingFromAnAddressAndNothingWithoutTheTokenOfTheSession() {
        assertThat(sana.get("/desk/search?q=" + first.grouped()).location()).isEmpty();
        assertThat(sana.get("/desk/search?q=Ayesha").body()).doesNotContain(first.grouped(), "Ayesha");
        assertThat(sana.sending(null).post("/desk/search", "q", MOBILE).status())
                .isEqualTo(403);
    }

    @Test
    void leadsStraightToAnApplicationOrATicketByItsNumber() {
        assertThat(omar.post("/desk/search", "q", " " + first.symbols().toLowerCase(Locale.ROOT))
                        .location())
                .isEqualTo("/desk/applications/" + first.grouped());
        Reference ticket = office.asked(office.person("en"), "complaint", "It is slow.", "en");
        assertThat(omar.post("/desk/search", "q", ticket.grouped()).location())
                .isEqualTo("/desk/tickets/" + ticket.grouped());
        assertThat(omar.post("/desk/search", "q", " ").location()).isEqualTo("/desk/search");
    }

    @Test
    @Tag("long")
    void theListIsThereAgainByTheWayBack() {
        SignInResult.SignedIn rabia = office.signedIn("Rabia", StaffRole.REVIEWER);
        try (HeadlessBrowser browser = HeadlessBrowser.open(office.address(), HeadlessBrowser.Screen.DESK, "en")) {
            new ConsoleBrowser(browser, HeadlessBrowser.Screen.DESK, "en").session(rabia.token());
            browser.press("/");
            browser.focused().sendKeys(MOBILE + "\n");
            awaitList(browser);
            assertThat(address(browser)).doesNotContain("333");
            browser.find("a[href$='" + first.grouped() + "']").click();
            browser.await("the application", () -> browser.all("#given").size() == 1);
            browser.run("history.back()");
            awaitList(browser);
            browser.find("a[href$='" + second.grouped() + "']").click();
            browser.await("the application", () -> browser.all("#given").size() == 1);
            browser.press("u");
            awaitList(browser);
            browser.find("#q").clear();
            browser.find("#q").sendKeys(first.grouped() + "\n");
            browser.await("the application", () -> address(browser).equals("/desk/applications/" + first.grouped()));
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static void awaitList(HeadlessBrowser browser) {
        browser.await("the list", () -> address(browser).startsWith("/desk/search/"));
        browser.await("its rows", () -> browser.all("table.list tbody tr").size() == 2);
    }

    private static String address(HeadlessBrowser browser) {
        return (String) browser.run("return location.pathname + location.search");
    }
}
