package pk.rahnuma.console.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.console.ConsoleBrowser;
import pk.rahnuma.console.ConsoleHttpClient;
import pk.rahnuma.console.ConsoleTestServer;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.staff.account.SignInResult;
import pk.rahnuma.web.HeadlessBrowser;

/// Search of the console: the search text is not in the URL, and the back button leads to the results.
class ConsoleSearchControllerTest {

    private static final String MOBILE = "+923331234567";

    private static TestServer server;
    private static ConsoleTestServer office;
    private static ConsoleHttpClient sana;
    private static ConsoleHttpClient omar;
    private static Reference first;
    private static Reference second;

    @BeforeAll
    static void open() {
        server = TestServer.onH2().shareServer();
        office = new ConsoleTestServer(server);
        sana = ConsoleHttpClient.signedIn(office.address(), office.signInMember("Sadia", StaffRole.REVIEWER));
        omar = ConsoleHttpClient.signedIn(office.address(), office.signInMember("Omar", StaffRole.REVIEWER));
        long bilal = office.createPerson("en");
        first = office.submitApplication(bilal, Map.of("mobile", MOBILE), "39.32.1.7");
        second = office.submitApplication(bilal, Map.of("mobile", MOBILE), "39.32.1.8");
    }

    @Test
    void leadsToAListWhoseAddressTellsNothingAndIsGoodForThisSessionAlone() {
        String list = sana.postForm("/desk/search", "q", MOBILE).location();
        assertThat(list).startsWith("/desk/search/").doesNotContain("3331234", "?");
        assertThat(sana.getPage(list).body()).contains(first.toGroupedText(), second.toGroupedText());
        assertThat(sana.getPage(list).body()).contains(first.toGroupedText());
        assertThat(omar.getPage(list).body())
                .contains("Search again")
                .doesNotContain(first.toGroupedText())
                .doesNotContain(MOBILE);
        ConsoleHttpClient later = ConsoleHttpClient.signedIn(office.address(), office.signInAgain("Sadia"));
        assertThat(later.getPage(list).body()).contains("Search again").doesNotContain(first.toGroupedText());
        assertThat(sana.getPage("/desk/search/nonsense").body()).contains("Search again");
        assertThat(sana.getPage("/desk/search").body()).doesNotContain("Search again");
        assertThat(server.getBean(AuditLog.class).findLatest(List.of(), "Sadia", 0, 100))
                .filteredOn(entry -> entry.what().equals("search.made"))
                .hasSize(1);
    }

    @Test
    void takesNothingFromAnAddressAndNothingWithoutTheTokenOfTheSession() {
        assertThat(sana.getPage("/desk/search?q=" + first.toGroupedText()).location())
                .isEmpty();
        assertThat(sana.getPage("/desk/search?q=Ayesha").body()).doesNotContain(first.toGroupedText(), "Ayesha");
        assertThat(sana.withCsrf(null).postForm("/desk/search", "q", MOBILE).status())
                .isEqualTo(403);
    }

    @Test
    void leadsStraightToAnApplicationOrATicketByItsNumber() {
        assertThat(omar.postForm("/desk/search", "q", " " + first.symbols().toLowerCase(Locale.ROOT))
                        .location())
                .isEqualTo("/desk/applications/" + first.toGroupedText());
        Reference ticket = office.openTicket(office.createPerson("en"), "complaint", "It is slow.", "en");
        assertThat(omar.postForm("/desk/search", "q", ticket.toGroupedText()).location())
                .isEqualTo("/desk/tickets/" + ticket.toGroupedText());
        assertThat(omar.postForm("/desk/search", "q", " ").location()).isEqualTo("/desk/search");
    }

    @Test
    @Tag("long")
    void theListIsThereAgainByTheWayBack() {
        SignInResult.SignedIn rabia = office.signInMember("Rabia", StaffRole.REVIEWER);
        try (ConsoleBrowser console =
                ConsoleBrowser.open(office.address(), HeadlessBrowser.Screen.DESK, "en", rabia.token())) {
            HeadlessBrowser browser = console.browser();
            browser.openPath("/desk");
            browser.press("/");
            browser.focusedElement().sendKeys(MOBILE + "\n");
            awaitList(browser);
            assertThat(address(browser)).doesNotContain("3331234");
            browser.find("a[href$='" + first.toGroupedText() + "']").click();
            browser.await("the application", () -> browser.all("#given").size() == 1);
            browser.run("history.back()");
            awaitList(browser);
            browser.find("a[href$='" + second.toGroupedText() + "']").click();
            browser.await("the application", () -> browser.all("#given").size() == 1);
            browser.press("u");
            awaitList(browser);
            browser.find("#q").clear();
            browser.find("#q").sendKeys(first.toGroupedText() + "\n");
            browser.await(
                    "the application", () -> address(browser).equals("/desk/applications/" + first.toGroupedText()));
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
