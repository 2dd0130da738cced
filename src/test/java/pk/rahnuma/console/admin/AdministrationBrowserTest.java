package pk.rahnuma.console.admin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pk.rahnuma.TestServer;
import pk.rahnuma.console.ConsoleBrowser;
import pk.rahnuma.console.ConsoleTestServer;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.staff.account.StaffAccountService;
import pk.rahnuma.ticket.work.CannedReplyRepository;
import pk.rahnuma.web.HeadlessBrowser;

/// Work of an administrator in a browser: their own account, the staff, the audit log, canned replies, the calendar,
/// the banner.
@Tag("long")
class AdministrationBrowserTest {

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource({"DESK, en", "PHONE, ur"})
    void anAdministratorMaintainsTheDesk(HeadlessBrowser.Screen screen, String language) {
        try (TestServer server = TestServer.onH2()
                .withVariable("TELEGRAM_BOT_TOKEN", "4242:BotApi-stub")
                .withVariable("TELEGRAM_API_URL", "http://127.0.0.1:9")
                .withProperty("rahnuma.telegram.staff.group", "-1001234567890")
                .shareServer()) {
            ConsoleTestServer office = new ConsoleTestServer(server);
            String token = office.signInMember("Sana", StaffRole.SUPERVISOR, StaffRole.ADMINISTRATOR)
                    .token();
            try (ConsoleBrowser console = ConsoleBrowser.open(office.address(), screen, language, token)) {
                HeadlessBrowser browser = console.browser();

                browser.openPath("/desk/me");
                console.checkPage("me");
                browser.find("#for-codes").sendKeys(ConsoleTestServer.PASSWORD);
                browser.run("document.querySelector('#for-codes').form.requestSubmit()");
                browser.find(".codes li");
                assertThat(browser.all(".codes li")).hasSize(10);
                assertThat(browser.text("#content .notice:focus h2")).isNotEmpty();

                browser.openPath("/desk/me");
                browser.find("#for-telegram").sendKeys(ConsoleTestServer.PASSWORD);
                browser.run("document.querySelector('#for-telegram').form.requestSubmit()");
                assertThat(browser.text("#content .notice:focus .code")).startsWith("/link ");
                console.checkPage("telegram");

                browser.openPath("/desk/me");
                browser.find("#for-factor").sendKeys(ConsoleTestServer.PASSWORD);
                browser.find("#now").sendKeys(office.nextCode("Sana"));
                browser.run("document.querySelector('#for-factor').form.requestSubmit()");
                String secret = browser.text("svg.qr ~ p .code");
                console.checkPage("factor");
                browser.find("#code").sendKeys(ConsoleTestServer.codeAt(secret, java.time.Instant.now()));
                browser.run("document.querySelector('#code').form.requestSubmit()");
                browser.find(".codes li");
                assertThat(browser.all(".codes li")).hasSize(10);

                browser.openPath("/desk/staff");
                browser.find("#name").sendKeys("Omar");
                browser.run("document.querySelector('#name').form.requestSubmit()");
                assertThat(browser.find("#link").getText())
                        .startsWith(office.address().resolve("/desk/set-up/").toString());
                console.checkPage("staff");
                browser.openPath("/desk/staff/"
                        + server.getBean(StaffAccountService.class)
                                .findByName("Omar")
                                .orElseThrow()
                                .id());
                console.checkPage("member");
                browser.run("window.confirm = (question) => { window.asked = question; return true; }");
                press(browser, "[hx-post$='/disable']");
                browser.find("[hx-post$='/enable']");
                assertThat(server.getBean(StaffAccountService.class)
                                .findByName("omar")
                                .orElseThrow()
                                .isEnabled())
                        .isFalse();

                browser.openPath("/desk/audit?about=omar");
                assertThat(browser.visibleText()).contains("staff.added", "staff.disabled");
                press(browser, "[hx-post='/desk/audit/verify']");
                browser.await(
                        "the log is verified",
                        () -> browser.all("#verification p[role=status]").size() == 1
                                && browser.all("#verification progress").isEmpty());
                console.checkPage("audit");

                browser.openPath("/desk/canned");
                browser.find("#name").sendKeys("Greeting");
                browser.find("#en").sendKeys("Salam. Your ticket is {number}.");
                browser.find("#ur").sendKeys("السلام علیکم۔ آپ کا ٹکٹ {number} ہے۔");
                browser.find("#ur_latn").sendKeys("Salam. Aap ka ticket {number} hai.");
                browser.run("document.querySelector('#name').form.requestSubmit()");
                browser.find("table.list a").click();
                browser.find("[hx-post$='/delete']");
                assertThat(server.getBean(CannedReplyRepository.class).listReplies(0))
                        .hasSize(1);
                console.checkPage("canned");

                browser.openPath("/desk/calendar");
                browser.run("document.querySelector('#day').value = '2027-03-23'");
                browser.find("#name").sendKeys("Pakistan Day");
                browser.run("document.querySelector('#name').form.requestSubmit()");
                browser.find("time[datetime='2027-03-23']");
                console.checkPage("calendar");

                browser.openPath("/desk/banner");
                browser.find(".rooms summary").click();
                console.checkPage("banner-and-more");
                browser.openPath("/desk/letters");
                console.checkPage("letters");
                assertThat(browser.complaints()).isEmpty();
            }
        }
    }

    /// Presses a button, even outside the visible area.
    private static void press(HeadlessBrowser browser, String css) {
        browser.find(css);
        browser.run("document.querySelector(arguments[0]).click()", css);
    }
}
