package pk.rahnuma.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiPersons;
import pk.rahnuma.register.certificate.CertificateService;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.record.ApplicationRepository;
import pk.rahnuma.shared.Reference;

/// The page that checks certificates, in a browser: its script reads codes and verifies them with WebCrypto.
@Tag("long")
class CertificateCheckBrowserTest {

    private static final TestServer server = TestServer.onH2()
            .withVariable("RAHNUMA_MODE", "authority")
            .withVariable("RAHNUMA_URL", "http://localhost:8080")
            .shareServer();

    private CertificateService.IssuedCertificate certificate;
    private HeadlessBrowser browser;

    @BeforeEach
    void issueCertificate() {
        ApiClient chat = ApiPersons.createPerson(server);
        String reference = ApiPersons.submitApplication(server, chat, "39.34.8.1");
        ApiPersons.decide(server, reference, LineTransition.VERIFY, LineTransition.CONFIRM);
        ApiPersons.decide(
                server, reference, new ApplicationDecision(LineTransition.APPROVE, List.of(), null, "PTA-77"));
        certificate = server.getBean(CertificateService.class)
                .issueCertificate(
                        server.getBean(ApplicationRepository.class)
                                .findApplication(Reference.parseText(reference).orElseThrow())
                                .orElseThrow(),
                        "applicant",
                        server.now())
                .orElseThrow();
    }

    @AfterEach
    void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    private String code() {
        return certificate.signed().digits();
    }

    private String number() {
        return certificate.signed().statement().number().toGroupedText();
    }

    private void open(HeadlessBrowser.Screen screen, String path) {
        browser = HeadlessBrowser.openBlank(server.address(), screen, "verify");
        browser.openPath(path);
    }

    @ParameterizedTest
    @CsvSource({"PHONE,en,Match:", "DESK,en,Match:", "PHONE,ur,درست", "DESK,ur,درست"})
    void aScannedCodeIsVerifiedAndThenItsHolder(HeadlessBrowser.Screen screen, String language, String match) {
        open(screen, "/" + language + "/verify#" + code());
        browser.await("the result", () -> browser.text("#result").contains(number()));
        assertThat(browser.text("[data-state=signed]")).contains(number());
        assertThat(browser.find("#number").getAttribute("value")).isEqualTo(number());
        browser.checkPage("verify-code-" + language);
        browser.find("#holder").sendKeys("Ayesha Khan");
        browser.find("#check button").click();
        browser.await(
                "the name is checked",
                () -> !browser.find("#result").getText().contains("copied")
                        && browser.currentAddress().endsWith("/verify")
                        && browser.text("#result").contains(match));
        browser.checkPage("verify-named-" + language);
        browser.setTheme("dark");
        browser.checkPage("verify-named-dark-" + language);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aChangedCodeIsRefusedWithoutAskingTheDesk() {
        String changed = code().substring(0, 60) + (code().charAt(60) == '1' ? '2' : '1') + code().substring(61);
        open(HeadlessBrowser.Screen.PHONE, "/verify#" + changed);
        browser.await("the refusal", () -> browser.find("[data-state=wrong]").isDisplayed());
        assertThat(browser.text("#result")).isEmpty();
        assertThat(browser.find("#number").getAttribute("value")).isEmpty();
    }

    @Test
    void aCodeIsVerifiedWithoutAConnectionAndThePageSaysWhatItCannotKnow() {
        open(HeadlessBrowser.Screen.PHONE, "/verify");
        browser.awaitServiceWorker();
        browser.openPath("/verify");
        browser.setOffline(true);
        browser.openPath("/verify#" + code());
        browser.run("location.reload()");
        browser.await(
                "the offline notice",
                () -> browser.all("[data-state=offline]").size() == 1
                        && browser.find("[data-state=offline]").isDisplayed());
        assertThat(browser.text("[data-state=signed]")).contains(number());
        browser.setOffline(false);
    }

    @Test
    void aPastedCodeIsCheckedAsAScannedOne() {
        open(HeadlessBrowser.Screen.PHONE, "/en/verify");
        browser.run(
                "document.getElementById('number').value = arguments[0]",
                certificate.signed().toQrText("http://localhost:8080"));
        browser.find("#check button").click();
        browser.await("the result", () -> browser.text("#result").contains("It holds on"));
    }
}
