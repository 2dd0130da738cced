package pk.rahnuma.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebElement;
import pk.rahnuma.TestServer;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.web.HeadlessBrowser.Screen;

/// How the chat page shows what the bot says: headings, lists, links, numbers, and the language and font of the page.
@Tag("long")
class ChatPageStructureTest {

    private static final String URDU_FONT_FETCHED =
            "return performance.getEntriesByType('resource').some(each => each.name.endsWith('nastaliq.woff2'))";

    private static final TestServer server = TestServer.onH2().shareServer();

    private static String said(String language, String key) {
        return server.getBean(ScriptLibrary.class).texts().formatText(language, key);
    }

    private static HeadlessBrowser browse(String path, String language) {
        HeadlessBrowser browser = HeadlessBrowser.open(server.address().resolve(path), Screen.PHONE, language);
        browser.awaitAnswer();
        return browser;
    }

    private static void post(HeadlessBrowser browser, String text) {
        long conversation =
                server.sql().queryOne(Long.class, "select id from conversation order by created_at desc limit 1");
        server.getBean(ConversationMessageService.class)
                .postNotices(
                        conversation,
                        List.of(Reply.ofText(text)),
                        server.getBean(Clock.class).instant());
        browser.await(
                "the notice", () -> browser.all(".msg.desk").getLast().getText().contains(text.substring(0, 8)));
    }

    @Test
    void aQuestionIsAHeadingThatNamesItsChoices() {
        try (HeadlessBrowser browser = browse("/chat", "en")) {
            browser.tap(said("en", "register-individual.title"));
            WebElement heading = browser.find(".now .words h2");
            assertThat(heading.getAriaRole()).isEqualTo("heading");
            assertThat(heading.getText()).isEqualTo("Do you agree?");
            assertThat(browser.find(".now .choices").getAccessibleName()).isEqualTo("Do you agree?");
            assertThat(browser.all(".now .words li"))
                    .hasSize(3)
                    .noneMatch(item -> item.getText().contains("•"));
            assertThat(browser.all(".words p:empty")).isEmpty();
            assertThat(browser.all(".now .row button"))
                    .extracting(WebElement::getText)
                    .containsExactly("Yes", "No");
            assertThat(browser.all(".now .elsewhere button"))
                    .extracting(WebElement::getText)
                    .contains(said("en", "engine.button.help"));
            browser.tap("Yes");
            assertThat(browser.find(".now .choices").getAccessibleName())
                    .isEqualTo(said("en", "register-individual.work_type.ask"));
        }
    }

    @Test
    void hostsAreLinksAndAddressesOfMailAndExamplesAreNot() {
        try (HeadlessBrowser browser = browse("/chat", "en")) {
            post(
                    browser,
                    "Complain at complaint.pta.gov.pk/new, register at ipregistration.pta.gov.pk."
                            + " Not ali@mail.gov.pk, vpn.example.com, 10.0.0.7 or 35202-1234567-1.");
            assertThat(browser.all(".desk:last-child .words a"))
                    .extracting(link -> link.getAttribute("href"))
                    .containsExactly("https://complaint.pta.gov.pk/new", "https://ipregistration.pta.gov.pk/");
            assertThat(browser.all(".desk:last-child .words .number"))
                    .extracting(WebElement::getText)
                    .containsExactly("35202-1234567-1");
        }
    }

    @Test
    void numbersStayOnOneLineOnANarrowScreen() {
        try (HeadlessBrowser browser = browse("/chat", "ur")) {
            browser.resizeTo(360, 640);
            post(
                    browser,
                    "آپ کے کارڈ کے 13 ہندسے لکھیے، جیسے 35202-1234567-1، یا موبائل نمبر، جیسے 0300 1234567 یا +92 300 1234567");
            assertThat(browser.run("""
                    return [...document.querySelectorAll('.desk:last-child .number')].map(e => e.getClientRects().length)""")).isEqualTo(List.of(1L, 1L, 1L));
            browser.screenshot("small-ur-numbers");
        }
    }

    @Test
    void enlargedInUrduTheHeadIsLowAndTheBoxStaysInView() {
        try (HeadlessBrowser browser = browse("/chat", "ur")) {
            browser.resizeTo(180, 320);
            browser.run("scrollTo(0, 0)");
            browser.screenshot("small-ur-enlarged");
            assertThat(browser.find("header").getSize().height).isLessThan(320 / 3);
            assertThat(browser.run(
                            "return document.querySelector('#text').getBoundingClientRect().bottom <= innerHeight"))
                    .isEqualTo(true);
            assertThat(browser.violations()).isEmpty();
        }
    }

    @Test
    void theFontOfUrduIsFetchedOnPagesInUrduOnly() {
        try (HeadlessBrowser browser = browse("/chat", "en")) {
            assertThat(browser.button("اردو").isDisplayed()).isTrue();
            assertThat(browser.run(URDU_FONT_FETCHED)).isEqualTo(false);
            browser.openPath("/ur/");
            browser.await(
                    "the font on a page of guidance",
                    () -> browser.run(URDU_FONT_FETCHED).equals(true));
            assertThat(browser.complaints()).isEmpty();
        }
        try (HeadlessBrowser browser = browse("/chat", "ur")) {
            browser.await(
                    "the font",
                    () -> browser.run(
                                    "return [...document.fonts].some(face => face.family === 'Nastaliq' && face.status === 'loaded')")
                            .equals(true));
        }
    }

    @Test
    void aLinkWithALanguageOpensThePageInItAndTheBotSpeaksIt() {
        try (HeadlessBrowser browser = browse("/chat?lang=ur", "en")) {
            assertThat(browser.language()).isEqualTo("ur");
            assertThat(browser.logText()).contains(said("ur", "register-individual.title"));
            browser.openPath("/chat?lang=ur-Latn");
            browser.await(
                    "Roman Urdu",
                    () -> browser.logText().contains(said("ur-Latn", "engine.button.menu"))
                            && browser.language().equals("ur-Latn"));
            browser.awaitAnswer();
            int said = browser.all(".msg").size();
            browser.openPath("/chat?lang=ur-Latn");
            browser.awaitAnswer();
            assertThat(browser.all(".msg")).as("said once").hasSize(said);
        }
    }
}
