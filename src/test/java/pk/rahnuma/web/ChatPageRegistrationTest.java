package pk.rahnuma.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import pk.rahnuma.TestServer;
import pk.rahnuma.dialog.Reply;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.messaging.MessageCorrectionService;
import pk.rahnuma.web.HeadlessBrowser.Screen;

/// Somebody registers on the chat page: on a phone and at a desk, in English and in Urdu. Leaves a picture of each
/// screen under `target/screenshots`.
@Tag("long")
class ChatPageRegistrationTest {

    private static TestServer house;

    @BeforeAll
    static void open() {
        house = TestServer.onH2().start();
    }

    @AfterAll
    static void close() {
        house.close();
    }

    static Stream<Arguments> screens() {
        return Stream.of(Screen.values())
                .flatMap(screen -> Stream.of("en", "ur").map(tag -> Arguments.of(screen, tag)));
    }

    private static String said(String language, String key) {
        return house.get(ScriptLibrary.class).texts().say(language, key);
    }

    private static void look(HeadlessBrowser browser, Screen screen, String language, String name) {
        new ChatPageScreens(house, screen, language).look(browser, name);
    }

    @ParameterizedTest
    @MethodSource("screens")
    void aFormIsFilledFromTheFirstWordToTheReferenceNumber(Screen screen, String language) {
        try (HeadlessBrowser browser = HeadlessBrowser.open(house.address(), screen, language)) {
            browser.awaitAnswer();
            look(browser, screen, language, "1-first");
            TranscriptReplay welcome = TranscriptReplay.of("welcome", language);
            welcome.part(1, 2).walk(browser);
            look(browser, screen, language, "2-consent");
            welcome.part(2, 3).walk(browser);
            look(browser, screen, language, "3-menu");
            browser.tap(said(language, "register-individual.title"));
            TranscriptReplay walk = TranscriptReplay.of("register-individual", language);
            int half = walk.length() / 2;
            walk.part(0, half).walk(browser);
            look(browser, screen, language, "4-form");
            walk.part(half, walk.length() - 1).walk(browser);
            look(browser, screen, language, "5-check");
            walk.part(walk.length() - 1, walk.length()).walk(browser);
            look(browser, screen, language, "6-sent");
            assertThat(browser.log()).containsPattern("[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}");
            assertThat(browser.log())
                    .doesNotContain("/start", "!contact", ":0:", "{", said(language, "engine.button.contact"));
            browser.visit();
            browser.awaitAnswer();
            assertThat(browser.log()).containsPattern("[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}");
            look(browser, screen, language, "7-again");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void whatIsTakenBackIsGoneFromThePageAndStaysSo() {
        try (HeadlessBrowser browser = HeadlessBrowser.open(house.address(), Screen.PHONE, "en")) {
            browser.awaitAnswer();
            long person = house.get(Jdbi.class)
                    .withHandle(handle -> handle.createQuery("select id from conversation order by created_at desc")
                            .setMaxRows(1)
                            .mapTo(Long.class)
                            .one());
            Instant now = house.get(Clock.class).instant();
            List<Reply> two = List.of(Reply.plain("Words to be taken back"), Reply.plain("Words that stay"));
            int line = house.get(ConversationMessageService.class)
                    .answerAbout(person, person, two, now)
                    .getFirst()
                    .seq();
            browser.await("both are there", () -> browser.log().contains("Words that stay"));
            assertThat(browser.log()).contains("Words to be taken back");
            // It is sent by now, or will be in a moment.
            browser.await(
                    "it is taken back",
                    () -> house.get(MessageCorrectionService.class)
                            .withdraw(person, line, now)
                            .isPresent());
            browser.await("it is gone", () -> !browser.log().contains("Words to be taken back"));
            int bubbles = browser.all(".msg").size();
            browser.visit();
            browser.await("the page is there again", () -> browser.log().contains("Words that stay"));
            assertThat(browser.log()).doesNotContain("Words to be taken back");
            assertThat(browser.all(".msg")).hasSize(bubbles);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void thePageTurnsRoundAtOnceWhenTheDeskSwitchesToUrdu() {
        try (HeadlessBrowser browser = HeadlessBrowser.open(house.address(), Screen.PHONE, "en")) {
            browser.awaitAnswer();
            browser.tap("اردو");
            browser.await("Urdu", () -> browser.language().equals("ur"));
            assertThat(browser.run("return document.documentElement.dir")).isEqualTo("rtl");
            assertThat(browser.text("#send")).isEqualTo(said("ur", "web.send"));
            assertThat(browser.find("#text").getAccessibleName()).isEqualTo(said("ur", "web.placeholder"));
            assertThat(browser.run("return document.title")).isEqualTo(said("ur", "web.title"));
            browser.visit();
            assertThat(browser.language()).as("from the first paint on").isEqualTo("ur");
        }
    }

    @Test
    void aLinkOfAnInvitationIsFollowedOnceAndLeavesTheAddress() {
        try (HeadlessBrowser browser = HeadlessBrowser.open(house.address(), Screen.PHONE, "en")) {
            browser.awaitAnswer();
            browser.tap("English");
            browser.run("location.href = '/?join=nonsense1'");
            browser.await("the answer", () -> browser.log().contains(said("en", "join.unknown.say")));
            assertThat(browser.run("return location.search")).isEqualTo("");
            assertThat(browser.log()).doesNotContain("nonsense1");
            browser.visit();
            browser.await("the answer", () -> browser.log().contains(said("en", "join.unknown.say")));
            assertThat(browser.log().split(java.util.regex.Pattern.quote(said("en", "join.unknown.say")), -1))
                    .hasSize(2);
        }
    }

    @Test
    void aLanguageIsChosenAboveTheChatAsWell() {
        try (HeadlessBrowser browser = HeadlessBrowser.open(house.address(), Screen.DESK, "en")) {
            browser.awaitAnswer();
            browser.select("#lang", "Roman Urdu");
            browser.awaitAnswer();
            browser.await("Roman Urdu", () -> browser.language().equals("ur-Latn"));
            assertThat(browser.log()).contains(said("ur-Latn", "web.you"), "Roman Urdu");
        }
    }

    @Test
    void aButtonOfLongAgoStillAnswersAndTheChosenOneIsMarked() {
        try (HeadlessBrowser browser = HeadlessBrowser.open(house.address(), Screen.PHONE, "en")) {
            browser.awaitAnswer();
            browser.tap("English");
            assertThat(browser.find(".chosen").getText()).startsWith("English");
            assertThat(browser.all(".now")).hasSize(1);
            browser.all(".row button").get(1).click();
            browser.await(
                    "a word about it",
                    () -> browser.all(".msg.me").size() == 2
                            && browser.all(".unsent").isEmpty()
                            && (!browser.text("#notice").isEmpty()
                                    || browser.all(".msg.desk").size() > 3));
            browser.screenshot("phone-en-9-stale");
            browser.visit();
            browser.await("both taps", () -> browser.all(".msg.me").size() == 2);
            assertThat(browser.all(".chosen")).hasSize(1);
        }
    }

    @Test
    void whatTakesThePlaceOfAMessageIsShownWhereThatOneStands() {
        try (HeadlessBrowser browser = HeadlessBrowser.open(house.address(), Screen.PHONE, "en")) {
            browser.awaitAnswer();
            String before = browser.text(".now .choices");
            browser.button("More…").click();
            browser.awaitAnswer();
            assertThat(browser.text(".now .choices")).isNotEqualTo(before);
            assertThat(browser.all(".msg")).hasSize(1);
            assertThat(browser.focused().getAttribute("class"))
                    .as("the focus is not lost")
                    .isNotNull();
            browser.visit();
            browser.awaitAnswer();
            assertThat(browser.all(".msg")).as("after a reload too").hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Screen.class)
    void enlargedTwiceNothingIsCutOff(Screen screen) {
        try (HeadlessBrowser browser = HeadlessBrowser.open(house.address(), screen, "ur")) {
            browser.awaitAnswer();
            browser.enlarge(screen);
            look(browser, screen, "ur", "8-enlarged");
            browser.find("#text").sendKeys("۱۲۳");
            assertThat(browser.find("#send").isDisplayed()).isTrue();
        }
    }

    @Test
    void theBoxOffersTheKeyboardThatTheQuestionNeedsAndGrowsWithTheText() {
        try (HeadlessBrowser browser = HeadlessBrowser.open(house.address(), Screen.PHONE, "en")) {
            browser.awaitAnswer();
            browser.tap("English");
            browser.tap("Yes");
            browser.tap(said("en", "register-individual.title"));
            TranscriptReplay walk = TranscriptReplay.of("register-individual", "en");
            walk.part(0, 1).walk(browser);
            assertThat(browser.find("#text").getAttribute("autocomplete")).isEqualTo("name");
            walk.part(1, 3).walk(browser);
            assertThat(browser.find("#text").getAttribute("inputmode")).isEqualTo("numeric");
            walk.part(3, 4).walk(browser);
            assertThat(browser.find("#text").getAttribute("inputmode")).isEqualTo("tel");
            walk.part(4, 5).walk(browser);
            assertThat(browser.find("#text").getAttribute("inputmode")).isEqualTo("email");
            int before = browser.find("#text").getSize().height;
            browser.find("#text").sendKeys("a line".repeat(30));
            assertThat(browser.find("#text").getSize().height).isGreaterThan(before);
        }
    }
}
