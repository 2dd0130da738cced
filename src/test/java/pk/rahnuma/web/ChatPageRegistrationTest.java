package pk.rahnuma.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.dialog.script.ScriptTexts;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.messaging.MessageCorrectionService;
import pk.rahnuma.web.HeadlessBrowser.Screen;

/// Registration on the chat page.
@Tag("long")
class ChatPageRegistrationTest {

    private static final TestServer server = TestServer.onH2().shareServer();

    private static String said(String language, String key) {
        return server.getBean(ScriptLibrary.class).texts().formatText(language, key);
    }

    private static void look(HeadlessBrowser browser, Screen screen, String language, String name) {
        new ChatPageScreens(server, screen, language).checkPage(browser, name);
    }

    @Test
    void aFormIsFilledFromTheFirstWordToTheReferenceNumber() {
        Screen screen = Screen.SMALL_PHONE;
        String language = "ur";
        try (HeadlessBrowser browser = HeadlessBrowser.open(server.address(), screen, language)) {
            browser.awaitAnswer();
            look(browser, screen, language, "1-first");
            browser.tap(said(language, "register-individual.title"));
            look(browser, screen, language, "2-consent");
            browser.tap(said(language, "options.yes_no.yes"));
            look(browser, screen, language, "3-question");
            TranscriptReplay walk = TranscriptReplay.readTranscript("register-individual", language);
            int half = walk.length() / 2;
            walk.slice(0, half).replayIn(browser);
            look(browser, screen, language, "4-form");
            walk.slice(half, walk.length() - 1).replayIn(browser);
            assertPicturesAreShown(browser, language);
            look(browser, screen, language, "5-check");
            browser.run("document.querySelector('.now .pictures').scrollIntoView({block: 'center'})");
            look(browser, screen, language, "5-pictures");
            browser.emulatePrint();
            assertThat(browser.all(".now .pictures img")).allMatch(picture -> picture.isDisplayed());
            browser.setTheme("light");
            walk.slice(walk.length() - 1, walk.length()).replayIn(browser);
            look(browser, screen, language, "6-sent");
            assertThat(browser.logText()).containsPattern("[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}");
            assertThat(browser.logText())
                    .doesNotContain("/start", "!contact", ":0:", "{", said(language, "engine.button.contact"));
            browser.openChatPage();
            browser.awaitAnswer();
            assertThat(browser.logText()).containsPattern("[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}");
            look(browser, screen, language, "7-again");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static void assertPicturesAreShown(HeadlessBrowser browser, String language) {
        ScriptTexts texts = server.getBean(ScriptLibrary.class).texts();
        assertThat(browser.all(".now .pictures img"))
                .extracting(picture -> picture.getDomAttribute("alt"))
                .containsExactlyElementsOf(Stream.of("id_front", "id_back", "proof_file")
                        .map(question -> said(language, "register-individual." + question + ".label"))
                        .map(label -> texts.formatText(language, "web.photo", Map.of("label", label)))
                        .toList());
        assertThat(browser.all(".now .pictures li").getFirst().getText())
                .endsWith(said(language, "register-individual.id_front.label"));
        browser.await(
                "the pictures",
                () -> Boolean.TRUE.equals(browser.run("return [...document.querySelectorAll('.now .pictures img')]"
                        + ".every(picture => picture.complete && picture.naturalWidth > 100)")));
    }

    @Test
    void aWithdrawnMessageDisappearsFromThePage() {
        try (HeadlessBrowser browser = HeadlessBrowser.open(server.address(), Screen.PHONE, "en")) {
            browser.awaitAnswer();
            long person =
                    server.sql().queryOne(Long.class, "select id from conversation order by created_at desc limit 1");
            Instant now = server.getBean(Clock.class).instant();
            List<Reply> two = List.of(Reply.ofText("Words to be taken back"), Reply.ofText("Words that stay"));
            int line = server.getBean(ConversationMessageService.class)
                    .postAnswersAbout(person, person, two, now)
                    .getFirst()
                    .seq();
            browser.await("both are there", () -> browser.logText().contains("Words that stay"));
            assertThat(browser.logText()).contains("Words to be taken back");
            // It is sent by now, or will be in a moment.
            browser.await(
                    "it is taken back",
                    () -> server.getBean(MessageCorrectionService.class)
                            .withdrawMessage(person, line, now)
                            .isPresent());
            browser.await("it is gone", () -> !browser.logText().contains("Words to be taken back"));
            int bubbles = browser.all(".msg").size();
            browser.openChatPage();
            browser.await("the page is there again", () -> browser.logText().contains("Words that stay"));
            assertThat(browser.logText()).doesNotContain("Words to be taken back");
            assertThat(browser.all(".msg")).hasSize(bubbles);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void thePageTurnsRoundAtOnceWhenTheDeskSwitchesToUrdu() {
        try (HeadlessBrowser browser = HeadlessBrowser.open(server.address(), Screen.PHONE, "en")) {
            browser.awaitAnswer();
            browser.tap("اردو");
            browser.await("Urdu", () -> browser.language().equals("ur"));
            assertThat(browser.run("return document.documentElement.dir")).isEqualTo("rtl");
            assertThat(browser.find("#send").getAccessibleName()).isEqualTo(said("ur", "web.send"));
            assertThat(browser.find("#text").getAccessibleName()).isEqualTo(said("ur", "web.placeholder"));
            assertThat(browser.run("return document.title")).isEqualTo(said("ur", "web.title"));
            browser.openChatPage();
            assertThat(browser.language()).as("from the first paint on").isEqualTo("ur");
        }
    }

    @Test
    void aLinkOfAnInvitationIsFollowedOnceAndLeavesTheAddress() {
        try (HeadlessBrowser browser = HeadlessBrowser.open(server.address(), Screen.PHONE, "en")) {
            browser.awaitAnswer();
            browser.run("location.href = '/chat?join=nonsense1'");
            browser.await("the answer", () -> browser.logText().contains(said("en", "join.unknown.say")));
            assertThat(browser.run("return location.search")).isEqualTo("");
            assertThat(browser.logText()).doesNotContain("nonsense1");
            browser.openChatPage();
            browser.await("the answer", () -> browser.logText().contains(said("en", "join.unknown.say")));
            assertThat(browser.logText().split(java.util.regex.Pattern.quote(said("en", "join.unknown.say")), -1))
                    .hasSize(2);
        }
    }

    @Test
    void aLanguageIsChosenAboveTheChatAsWell() {
        try (HeadlessBrowser browser = HeadlessBrowser.open(server.address(), Screen.DESK, "en")) {
            browser.awaitAnswer();
            browser.select("#lang", "Roman Urdu");
            browser.awaitAnswer();
            browser.await("Roman Urdu", () -> browser.language().equals("ur-Latn"));
            assertThat(browser.logText()).contains(said("ur-Latn", "web.you"), "Roman Urdu");
        }
    }

    @Test
    void choicesOfAnAnsweredQuestionAreTextAndCommandsOfLongAgoStillWork() {
        try (HeadlessBrowser browser = HeadlessBrowser.open(server.address(), Screen.PHONE, "en")) {
            browser.awaitAnswer();
            browser.tap(said("en", "register-individual.title"));
            browser.tap("Yes");
            assertThat(browser.all(".picked").stream()
                            .map(picked -> picked.getText())
                            .filter(text -> !text.isEmpty()))
                    .containsExactly(said("en", "register-individual.title"), "Yes");
            assertThat(browser.all(".now")).hasSize(1);
            assertThat(browser.all(".msg:not(.now) button")).isNotEmpty().noneMatch(button -> button.isDisplayed());
            browser.all(".msg:not(.now) .choices summary").getLast().click();
            assertThat(browser.all(".msg:not(.now) .choices").getLast().getText())
                    .contains("Yes", "No");
            assertThat(browser.all(".msg:not(.now) .row button"))
                    .extracting(button -> button.getText())
                    .doesNotContain("Yes", "No");
            browser.screenshot("phone-en-9-past");
            browser.all(".msg:not(.now) .choices summary").getFirst().click();
            browser.all(".msg:not(.now) .row button").getFirst().click();
            browser.awaitAnswer();
            assertThat(browser.all(".msg.me")).hasSize(3);
            browser.openChatPage();
            browser.await("all taps", () -> browser.all(".msg.me").size() == 3);
            assertThat(browser.all(".msg:not(.now) .row button"))
                    .extracting(button -> button.getDomProperty("textContent"))
                    .doesNotContain("Yes", "No");
        }
    }

    @Test
    void aReplacementIsShownInPlaceOfItsMessage() {
        try (HeadlessBrowser browser = HeadlessBrowser.open(server.address(), Screen.PHONE, "en")) {
            browser.awaitAnswer();
            browser.tap(said("en", "register-individual.title"));
            int shown = browser.all(".msg").size();
            String before = browser.text(".now .choices");
            browser.button("More…").click();
            browser.awaitAnswer();
            assertThat(browser.text(".now .choices")).isNotEqualTo(before);
            assertThat(browser.all(".msg")).hasSize(shown);
            assertThat(browser.focusedElement().getAttribute("class"))
                    .as("the focus is not lost")
                    .isNotNull();
            browser.openChatPage();
            browser.awaitAnswer();
            assertThat(browser.all(".msg")).as("after a reload too").hasSize(shown);
        }
    }

    @Test
    void theBoxOffersTheKeyboardThatTheQuestionNeedsAndGrowsWithTheText() {
        ChatPageScreens gallery = new ChatPageScreens(server, Screen.PHONE, "en");
        ApiClient chat = gallery.beginChat("register-individual");
        TranscriptReplay walk = TranscriptReplay.readTranscript("register-individual", "en");
        walk.slice(0, 1).sendBy(chat);
        try (HeadlessBrowser browser = gallery.openChat(chat)) {
            assertThat(browser.find("#text").getAttribute("autocomplete")).isEqualTo("name");
            for (int question = 1; question <= 3; question++) {
                walk.slice(question, question + 1).replayIn(browser);
                assertThat(browser.find("#text").getAttribute("inputmode"))
                        .isEqualTo(List.of("numeric", "tel", "email").get(question - 1));
            }
            int before = browser.find("#text").getSize().height;
            browser.find("#text").sendKeys("a line".repeat(30));
            assertThat(browser.find("#text").getSize().height).isGreaterThan(before);
        }
    }
}
