package pk.rahnuma.web.signin;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiPersons;
import pk.rahnuma.api.person.EmailSignInFixture;
import pk.rahnuma.web.HeadlessBrowser;
import pk.rahnuma.web.PageVisitor;

/// Signing in on the pages with a browser, each page looked at in both themes.
@Tag("long")
class SignInPagesBrowserTest extends EmailSignInFixture {

    @Test
    void aPersonSignsInAndConnectsTheirOtherChat() {
        String language = "ur";
        String address = newAddress();
        PageVisitor other = new PageVisitor(server);
        other.post("/en/sign-in", Map.of("address", address));
        other.post("/en/sign-in/code", Map.of("code", code(lastMail(address, 1))));
        String start = "/" + language + "/sign-in";
        ApiPersons.submitApplication(server, ApiClient.asApp(server.address(), other.token()), "39.35.7.3");
        ApiClient chat = ApiPersons.createPerson(server);
        ApiPersons.submitApplication(server, chat, "39.35.7.2");
        try (HeadlessBrowser browser = HeadlessBrowser.openWithToken(
                server.address(), HeadlessBrowser.Screen.SMALL_PHONE, language, chat.token())) {
            browser.openPath("/" + language + "/status");
            browser.find("main a[href$='/sign-in']").click();
            awaitPath(browser, start);
            browser.checkPage("sign-in-start");
            browser.find("#address").sendKeys(address);
            browser.find("main form.fields button").click();
            awaitPath(browser, start + "/code");
            browser.checkPage("sign-in-code");
            browser.find("#chat").click();
            String code = code(lastMail(address, 2));
            browser.find("#code").sendKeys(code.equals("111111") ? "222222" : "111111");
            browser.find("main form.fields button").click();
            browser.await(
                    "the error", () -> !browser.text("main div[role=alert]").isEmpty());
            browser.checkPage("sign-in-wrong");
            browser.find("#code").sendKeys(code);
            browser.find("main form.fields button").click();
            browser.await("the offer", () -> path(browser).startsWith(start + "/link/"));
            browser.checkPage("sign-in-link");
            browser.find("main form button").click();
            awaitPath(browser, "/" + language + "/status");
            browser.find("main a[href$='/links']").click();
            awaitPath(browser, "/" + language + "/links");
            browser.checkPage("links");
            browser.find("main form button").click();
            browser.await("the end", () -> browser.all("main form").isEmpty());
        }
    }

    @Test
    void aPersonFindsAnApplicationThatTheySentFromElsewhere() {
        String reference = ApiPersons.submitApplication(server, ApiPersons.createPerson(server), "39.35.7.1");
        try (HeadlessBrowser browser =
                HeadlessBrowser.openBlank(server.address(), HeadlessBrowser.Screen.PHONE, "en")) {
            browser.openPath("/en/sign-in");
            browser.find("#address").sendKeys("ayesha@example.com");
            browser.find("main form.fields button").click();
            awaitPath(browser, "/en/sign-in/code");
            browser.find("#code").sendKeys(code(lastMail("ayesha@example.com", 1)));
            browser.find("main form.fields button").click();
            awaitPath(browser, "/en/status");
            browser.checkPage("sign-in-none");
            browser.find("#digits").sendKeys("345671", Keys.ENTER);
            browser.await("the status", () -> browser.visibleText().contains(reference));
            browser.checkPage("sign-in-found");
        }
    }

    private static String path(HeadlessBrowser browser) {
        return (String) browser.run("return location.pathname");
    }

    private static void awaitPath(HeadlessBrowser browser, String path) {
        browser.await(path, () -> path(browser).equals(path));
    }
}
