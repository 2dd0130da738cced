package pk.rahnuma.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.staff.account.SignInResult;
import pk.rahnuma.staff.account.StaffSessionService;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.work.ActingAgent;
import pk.rahnuma.ticket.work.TicketAssignmentService;
import pk.rahnuma.ticket.work.TicketTriageService;
import pk.rahnuma.web.HeadlessBrowser;

/// Drafts of texts in the console, in a browser.
@Tag("long")
class DraftsPageTest {

    private static final String HALF = "ہم ابھی دیکھ رہے ہیں";

    private static Object value(HeadlessBrowser browser, String id) {
        browser.find("#" + id);
        return browser.run("return document.getElementById('" + id + "').value");
    }

    private static Object kept(HeadlessBrowser browser) {
        return browser.run("return Object.entries(sessionStorage).join()");
    }

    @Test
    void aDraftSurvivesReloadsUntilItIsSentOrItsWriterSignsOut() {
        try (TestServer server = TestServer.onH2().shareServer()) {
            ConsoleTestServer office = new ConsoleTestServer(server);
            SignInResult.SignedIn sana = office.signInMember("Sana", StaffRole.REVIEWER);
            long person = office.createPerson("ur");
            String ticket = "/desk/tickets/"
                    + office.openTicket(person, "complaint", "یہ بند ہے۔", "ur").toGroupedText();
            Reference application = office.submitApplication(person, Map.of(), "39.32.1.7");
            try (ConsoleBrowser console =
                    ConsoleBrowser.open(office.address(), HeadlessBrowser.Screen.PHONE, "ur", sana.token())) {
                HeadlessBrowser browser = console.browser();
                browser.openPath(ticket);
                browser.find("[data-claim]").click();
                browser.find("#reply").sendKeys(HALF);
                browser.find("#note").sendKeys("Ask Omar");
                browser.find("#find").sendKeys("3520212345671");
                browser.run("document.getElementById('then').value = 'WAITING_ISP'");
                browser.run("document.getElementById('then').dispatchEvent(new Event('change', {bubbles: true}))");
                assertThat(browser.text("#answer [data-kept]")).isNotBlank();
                console.checkPage("draft");

                browser.openPath(ticket);
                assertThat(value(browser, "reply")).isEqualTo(HALF);
                assertThat(value(browser, "then")).isEqualTo("WAITING_ISP");
                assertThat(value(browser, "note")).isEqualTo("Ask Omar");
                assertThat(browser.text("#answer [data-kept]")).isNotBlank();
                assertThat(kept(browser).toString()).contains("Ask Omar").doesNotContain("3520212345671");

                server.getBean(StaffSessionService.class)
                        .signOutEverywhere(
                                sana.who(), server.getBean(Clock.class).instant());
                // The page may have heard of it already.
                browser.run("document.querySelector('#answer')?.requestSubmit()");
                browser.await(
                        "the sign-in",
                        () -> !browser.all("input[name=password]").isEmpty());
                assertThat(browser.run("return document.querySelector('input[name=next]').value"))
                        .isEqualTo(ticket);
                console.signInWith(office.signInAgain("Sana").token());
                // After a long time, her ticket is in the queue again.
                server.getBean(TicketAssignmentService.class)
                        .claimTicket(
                                Reference.parseText(ticket.substring("/desk/tickets/".length()))
                                        .orElseThrow(),
                                new TicketAgent(sana.who().member().id(), "Sana"),
                                server.getBean(Clock.class).instant());
                browser.openPath(ticket);
                assertThat(value(browser, "reply")).isEqualTo(HALF);

                server.getBean(TicketTriageService.class)
                        .addTag(
                                Reference.parseText(ticket.substring("/desk/tickets/".length()))
                                        .orElseThrow(),
                                new ActingAgent(new TicketAgent(77, "Omar"), true),
                                "provider",
                                server.getBean(Clock.class).instant());
                browser.await("news", () -> browser.visibleText().contains("provider"));
                assertThat(value(browser, "reply")).isEqualTo(HALF);
                browser.run("document.querySelector('#answer').requestSubmit()");
                browser.await("the answer", () -> browser.text(".bubbles").contains(HALF));
                browser.await(
                        "nothing is left to send", () -> value(browser, "reply").equals(""));
                assertThat(value(browser, "note")).isEqualTo("Ask Omar");

                browser.openPath("/desk/applications/" + application.toGroupedText());
                browser.run("document.querySelector('input[value=verify]').click()");
                browser.find("#note").sendKeys("All is there");
                String day = "document.getElementById('confirmed-on').";
                String today = browser.run("return " + day + "value").toString();
                browser.run(
                        day + "value = '2026-01-05'; " + day + "dispatchEvent(new Event('change', {bubbles: true}))");
                browser.openPath("/desk/applications/" + application.toGroupedText());
                assertThat(value(browser, "note")).isEqualTo("All is there");
                assertThat(browser.run("return " + day + "value"))
                        .isEqualTo("2026-01-05")
                        .isNotEqualTo(today);
                assertThat(browser.run("return document.querySelector('input[value=verify]').checked"))
                        .isEqualTo(true);
                console.checkPage("draft-decision");
                browser.run("document.querySelector('[hx-post=\"/desk/sign-out\"]').click()");
                browser.await(
                        "the sign-in",
                        () -> !browser.all("input[name=password]").isEmpty());
                assertThat(kept(browser).toString()).doesNotContain("Ask Omar").doesNotContain("All is there");
                // The browser logs the 401 of a lost session, the sign-in page that is no event stream (406), and the
                // abort of event streams when the page is left.
                assertThat(browser.complaints())
                        .allMatch(line -> line.contains("401")
                                || line.contains("406")
                                || line.matches(".*/htmx\\.js \\S+ Event"));
            }
        }
    }
}
