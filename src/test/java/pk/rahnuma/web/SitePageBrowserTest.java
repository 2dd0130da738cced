package pk.rahnuma.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiPersons;

/// Guidance and status in a browser: a question, a topic and a look-up, by pointer and keyboard.
@Tag("long")
class SitePageBrowserTest {

    private static TestServer server;
    private static String reference;

    @BeforeAll
    static void startServer() {
        server = TestServer.onH2()
                .withVariable("RAHNUMA_OPERATOR_NAME", "Help Desk Lahore")
                .withVariable("RAHNUMA_OPERATOR_CONTACT", "help@desk.example.pk")
                .shareServer();
        reference = ApiPersons.submitApplication(server, ApiPersons.createPerson(server), "39.34.1.1");
    }

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource({"DESK, en", "SMALL_PHONE, ur"})
    void aVisitorReadsAnAnswerAndLooksUpAnApplication(HeadlessBrowser.Screen screen, String language) {
        try (HeadlessBrowser browser = HeadlessBrowser.open(server.address(), screen, language)) {
            browser.openPath("/" + language + "/");
            browser.checkPage("site-home");
            browser.openPath("/" + language + "/check");
            browser.checkPage("site-check");
            browser.openPath("/" + language + "/check?asked=situation");
            browser.checkPage("site-check-error");
            browser.openPath("/" + language + "/check?situation=work&need=alone&which=employer&line=static");
            browser.checkPage("site-check-result");
            browser.openPath("/" + language + "/");
            browser.find("#q").sendKeys("is it free", Keys.ENTER);
            browser.await("an answer", () -> !browser.all(".source").isEmpty());
            browser.checkPage("site-search");
            browser.find("main section h2 a").click();
            browser.await(
                    "the topic",
                    () -> browser.run("return location.pathname").equals("/" + language + "/guidance/fee"));
            browser.checkPage("site-topic");
            browser.openPath("/" + language + "/status");
            browser.checkPage("site-status");
            browser.find("#reference").sendKeys("K7MP-4RTX-9Y", Keys.TAB, "345671", Keys.ENTER);
            browser.await("an error", () -> !browser.all("[role=alert]").isEmpty());
            browser.checkPage("site-status-error");
            assertThat(browser.find("#reference").getDomProperty("value")).isEqualTo("K7MP-4RTX-9Y");
            browser.find("#reference").clear();
            browser.find("#reference").sendKeys(reference, Keys.TAB, "345671", Keys.ENTER);
            browser.await("the status", () -> !browser.all(".case").isEmpty());
            browser.checkPage("site-status-found");
            browser.openPath("/news/stop/unknown?lang=" + language);
            browser.checkPage("site-news");
            browser.find("main form button").click();
            browser.await("the end of the form", () -> browser.all("main form").isEmpty());
            assertThat(browser.visibleText()).doesNotContain("403");
            browser.openPath("/" + language + "/privacy");
            browser.checkPage("site-privacy");
            browser.openPath("/" + language + "/accessibility");
            browser.checkPage("site-accessibility");
            browser.openPath("/" + language + "/nothing");
            browser.checkPage("site-missing");
        }
    }
}
