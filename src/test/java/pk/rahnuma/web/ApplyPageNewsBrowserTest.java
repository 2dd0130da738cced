package pk.rahnuma.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pk.rahnuma.TestServer;
import pk.rahnuma.web.HeadlessBrowser.Screen;

/// News by web push, offered on the last page of a form.
@Tag("long")
class ApplyPageNewsBrowserTest {

    @ParameterizedTest
    @CsvSource({"http://localhost:8080, true, ur", "'', false, en"})
    void theReceiptOffersNewsIfTheDeskHasAnAddress(String address, boolean offered, String language) {
        try (TestServer server =
                TestServer.onH2().withVariable("RAHNUMA_URL", address).startServer()) {
            FormVisitor visitor = new FormVisitor(server, language).fillToCheck();
            try (HeadlessBrowser browser = HeadlessBrowser.openWithToken(
                    server.address().resolve("/" + language + "/"), Screen.PHONE, language, visitor.token())) {
                browser.awaitServiceWorker();
                browser.grantNotifications();
                browser.openPath(visitor.path());
                browser.find("main form button").click();
                browser.await(
                        "the receipt", () -> !browser.all("main .case .number").isEmpty());
                browser.runAsync("""
                        const done = arguments[0];
                        navigator.serviceWorker.ready.then(() => fetch('/api/v1/notifications/push')).then(() => done());""");
                browser.await("the offer", () -> browser.find("#news").isDisplayed() == offered);
                browser.screenshot("push-receipt-phone-" + language + "-" + offered);
                assertThat(browser.violations()).isEmpty();
            }
        }
    }
}
