package pk.rahnuma.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pk.rahnuma.TestServer;
import pk.rahnuma.staff.StaffAccountService;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.ticket.agent.CannedReplyRepository;
import pk.rahnuma.web.HeadlessBrowser;

/// How an administrator keeps the house, in a browser: their own account, the staff, the audit log, answers at hand,
/// the calendar, the banner.
@Tag("long")
class AdministrationBrowserTest {

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource({"DESK, en", "PHONE, ur"})
    void an_administrator_keeps_the_house(HeadlessBrowser.Screen screen, String language) {
        try (TestServer house = TestServer.onH2()
                .with("TELEGRAM_BOT_TOKEN", "4242:BotApi-stub")
                .with("TELEGRAM_API_URL", "http://127.0.0.1:9")
                .property("rahnuma.telegram.staff.group", "-1001234567890")
                .start()) {
            ConsoleTestServer office = new ConsoleTestServer(house);
            String token = office.signedIn("Sana", StaffRole.SUPERVISOR, StaffRole.ADMINISTRATOR)
                    .token();
            try (HeadlessBrowser browser = HeadlessBrowser.open(office.address(), screen, language)) {
                ConsoleBrowser console = new ConsoleBrowser(browser, screen, language);
                console.session(token);

                browser.go("/desk/me");
                console.look("me");
                browser.find("#for-codes").sendKeys(ConsoleTestServer.PASSWORD);
                browser.run("document.querySelector('#for-codes').form.requestSubmit()");
                browser.find(".codes li");
                assertThat(browser.all(".codes li")).hasSize(10);
                assertThat(browser.text("#content .notice:focus h2")).isNotEmpty();

                browser.go("/desk/me");
                browser.find("#for-telegram").sendKeys(ConsoleTestServer.PASSWORD);
                browser.run("document.querySelector('#for-telegram').form.requestSubmit()");
                assertThat(browser.text("#content .notice:focus .code")).startsWith("/link ");
                console.look("telegram");

                browser.go("/desk/me");
                browser.find("#for-factor").sendKeys(ConsoleTestServer.PASSWORD);
                browser.find("#now").sendKeys(office.next("Sana"));
                browser.run("document.querySelector('#for-factor').form.requestSubmit()");
                String secret = browser.text("svg.qr ~ p .code");
                console.look("factor");
                browser.find("#code").sendKeys(ConsoleTestServer.code(secret, java.time.Instant.now()));
                browser.run("document.querySelector('#code').form.requestSubmit()");
                browser.find(".codes li");
                assertThat(browser.all(".codes li")).hasSize(10);

                browser.go("/desk/staff");
                browser.find("#name").sendKeys("Omar");
                browser.run("document.querySelector('#name').form.requestSubmit()");
                assertThat(browser.find("#link").getText())
                        .startsWith(office.address().resolve("/desk/set-up/").toString());
                console.look("staff");
                browser.go("/desk/staff/"
                        + house.get(StaffAccountService.class)
                                .named("Omar")
                                .orElseThrow()
                                .id());
                console.look("member");
                press(browser, "[hx-post$='/disable']");
                browser.find("[hx-post$='/enable']");
                assertThat(house.get(StaffAccountService.class)
                                .named("omar")
                                .orElseThrow()
                                .enabled())
                        .isFalse();

                browser.go("/desk/audit?about=omar");
                assertThat(browser.words()).contains("staff.added", "staff.disabled");
                press(browser, "[hx-post='/desk/audit/verify']");
                browser.await(
                        "the log is verified",
                        () -> browser.all("#verification p[role=status]").size() == 1
                                && browser.all("#verification progress").isEmpty());
                console.look("audit");

                browser.go("/desk/canned");
                browser.find("#name").sendKeys("Greeting");
                browser.find("#en").sendKeys("Salam. Your ticket is {number}.");
                browser.find("#ur").sendKeys("السلام علیکم۔ آپ کا ٹکٹ {number} ہے۔");
                browser.find("#ur_latn").sendKeys("Salam. Aap ka ticket {number} hai.");
                browser.run("document.querySelector('#name').form.requestSubmit()");
                browser.find("table.list a").click();
                browser.find("[hx-post$='/delete']");
                assertThat(house.get(CannedReplyRepository.class).list()).hasSize(1);
                console.look("canned");

                browser.go("/desk/calendar");
                browser.run("document.querySelector('#day').value = '2027-03-23'");
                browser.find("#name").sendKeys("Pakistan Day");
                browser.run("document.querySelector('#name').form.requestSubmit()");
                browser.find("time[datetime='2027-03-23']");
                console.look("calendar");

                browser.go("/desk/banner");
                browser.find(".rooms summary").click();
                console.look("banner-and-more");
                browser.go("/desk/letters");
                console.look("letters");
                assertThat(browser.complaints()).isEmpty();
            }
        }
    }

    /// Where it stands, even below what is seen.
    private static void press(HeadlessBrowser browser, String css) {
        browser.find(css);
        browser.run("document.querySelector(arguments[0]).click()", css);
    }
}
