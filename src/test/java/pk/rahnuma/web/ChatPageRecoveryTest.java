package pk.rahnuma.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pk.rahnuma.FreePort;
import pk.rahnuma.TestServer;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.web.HeadlessBrowser.Screen;

/// After any interruption nothing is lost and nothing is doubled.
@Tag("long")
class ChatPageRecoveryTest {

    private static TestServer server;

    private HeadlessBrowser browser;

    @BeforeAll
    static void startServer() throws IOException {
        server = TestServer.onH2()
                .withVariable("MICRONAUT_SERVER_PORT", Integer.toString(FreePort.find()))
                .startServer();
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @BeforeEach
    void open() {
        browser = HeadlessBrowser.open(server.address(), Screen.PHONE, "en");
        browser.awaitAnswer();
        browser.sendText("register");
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }

    private static long conversation() {
        return server.sql().queryOne(Long.class, "select id from conversation order by created_at desc limit 1");
    }

    private void post(List<String> texts) {
        server.getBean(ConversationMessageService.class)
                .postNotices(
                        conversation(),
                        texts.stream().map(Reply::ofText).toList(),
                        server.getBean(Clock.class).instant());
    }

    private int times(String text) {
        return Collections.frequency(List.of(browser.logText().split("\n")), text);
    }

    private List<String> heard() {
        return server.getBean(ConversationMessageService.class).readHistory(conversation(), 0, 1000).stream()
                .map(message -> message.body().text())
                .toList();
    }

    @Test
    void aReloadInTheMiddleShowsWhatWasSaidAndTheFormGoesOn() {
        browser.tap("Yes");
        browser.find("#text").sendKeys("not yet sent");
        String before = browser.logText();
        browser.openChatPage();
        browser.awaitAnswer();
        assertThat(browser.logText()).isEqualTo(before);
        assertThat(browser.find("#text").getAttribute("value")).isEqualTo("not yet sent");
        browser.find("#text").clear();
        browser.sendText("menu");
        assertThat(times("menu")).isOne();
    }

    @Test
    void aClosedBrowserFindsTheConversationWhenItIsOpenedAgain() {
        String before = browser.logText();
        browser.quit();
        browser.openTab();
        browser.awaitAnswer();
        assertThat(browser.logText()).isEqualTo(before);
        browser.tap("Yes");
    }

    @Test
    void messagesDuringARestartArriveOnce() {
        server.stop();
        browser.typeText("menu");
        browser.await("a word about it", () -> !browser.text("#banner").isEmpty());
        browser.screenshot("phone-en-9-busy");
        assertThat(browser.violations()).isEmpty();
        assertThat(browser.all(".unsent")).hasSize(1);
        server.start();
        browser.awaitAnswer();
        assertThat(browser.text("#banner")).isEmpty();
        assertThat(times("menu")).isOne();
        assertThat(heard()).containsOnlyOnce("menu");
    }

    @Test
    void aRestartOfTheDeskIsNotEvenNoticed() {
        server.restart();
        browser.tap("Yes");
        post(List.of("said by staff"));
        browser.await("it", () -> times("said by staff") == 1);
    }

    @Test
    void withoutAConnectionAMessageWaitsAndGoesOutWhenItIsBack() {
        browser.setOffline(true);
        browser.await("a word about it", () -> browser.text("#banner").contains("offline"));
        browser.typeText("menu");
        browser.await("it waits", () -> browser.all(".unsent").size() == 1);
        browser.screenshot("phone-en-9-offline");
        browser.setOffline(false);
        browser.awaitAnswer();
        assertThat(browser.text("#banner")).isEmpty();
        assertThat(heard()).containsOnlyOnce("menu");
    }

    @Test
    void waitingMessagesSurviveClosingTheBrowser() {
        server.stop();
        browser.typeText("menu");
        browser.tapUnanswered("Yes");
        browser.await("it waits", () -> browser.all(".unsent").size() == 2);
        browser.quit();
        server.start();
        browser.openTab();
        browser.await(
                "sent", () -> heard().contains("menu") && browser.all(".unsent").isEmpty());
        assertThat(times("menu")).isOne();
        assertThat(heard()).containsOnlyOnce("menu");
    }

    @Test
    void twoTabsShareWhatWaitsAndSendItOnce() {
        browser.openTab();
        browser.awaitAnswer();
        server.stop();
        browser.typeText("menu");
        browser.await("it waits", () -> times("menu") == 1);
        browser.goToTab(0);
        browser.await("it waits here too", () -> times("menu") == 1);
        browser.typeText("help");
        browser.goToTab(1);
        browser.await("both wait", () -> browser.all(".unsent").size() == 2);
        browser.closeTab();
        server.start();
        browser.await("both are sent", () -> browser.all(".unsent").isEmpty() && heard().contains("help"));
        browser.openTab();
        browser.awaitAnswer();
        assertThat(heard().stream().filter(List.of("menu", "help")::contains)).containsExactly("menu", "help");
        assertThat(times("menu")).isOne();
        browser.goToTab(0);
        browser.await("shown once", () -> times("menu") == 1 && times("help") == 1);
    }

    @Test
    void messagesOfAnErasedChatAreNotSentInTheNext() {
        server.stop();
        browser.typeText("42101-7654321-9");
        browser.await("it waits", () -> browser.all(".unsent").size() == 1);
        browser.deleteCookies();
        browser.openBlankPage();
        server.start();
        browser.openChatPage();
        browser.await("a new chat", () -> browser.logText().contains("This is Rahnuma"));
        browser.awaitIdle();
        assertThat(browser.logText()).doesNotContain("42101");
    }

    @Test
    void severalThatAreWrittenAtOnceArriveInOrder() {
        server.stop();
        browser.typeText("one");
        browser.typeText("two");
        browser.typeText("three");
        server.start();
        browser.await("all", () -> browser.all(".unsent").isEmpty());
        browser.awaitAnswer();
        assertThat(heard().stream().filter(List.of("one", "two", "three")::contains))
                .containsExactly("one", "two", "three");
    }

    @Test
    void aReaderOfOldMessagesStaysThereAndSeesThatThereAreNewOnes() {
        post(IntStream.range(0, 130).mapToObj(i -> "line " + i).toList());
        browser.await("them", () -> times("line 129") == 1);
        browser.run("document.querySelector('#pane').scrollTop = 40");
        post(List.of("something new"));
        browser.await("a word about it", () -> browser.find("#new").isDisplayed());
        assertThat(browser.run("return document.querySelector('#pane').scrollTop"))
                .isEqualTo(40L);
        browser.screenshot("phone-en-9-reading");
        browser.find("#new").click();
        browser.await("the end", () -> !browser.find("#new").isDisplayed());
        assertThat(
                        (Boolean)
                                browser.run(
                                        "const p = document.querySelector('#pane'); return p.scrollHeight - p.scrollTop - p.clientHeight < 5"))
                .isTrue();
    }

    @Test
    void olderLinesAreLoadedWhenAskedForAndNothingJumps() {
        post(IntStream.range(0, 130).mapToObj(i -> "line " + i).toList());
        browser.await("them", () -> times("line 129") == 1);
        browser.openChatPage();
        browser.awaitAnswer();
        assertThat(times("line 20")).isZero();
        for (String line : List.of("line 79", "line 29")) {
            browser.run("document.querySelector('#pane').scrollTop = 0");
            Object top = browser.run("return document.querySelector('.msg').getBoundingClientRect().top");
            String first = (String) browser.run("return document.querySelector('.msg').dataset.seq");
            browser.find("#older").click();
            browser.await("older ones", () -> times(line) == 1);
            Object after = browser.run(
                    "return document.querySelector(`[data-seq='${arguments[0]}']`).getBoundingClientRect().top", first);
            assertThat(((Number) after).doubleValue())
                    .isBetween(((Number) top).doubleValue() - 40, ((Number) top).doubleValue() + 40);
        }
        browser.await("all", () -> !browser.find("#older").isDisplayed());
        assertThat(browser.logText()).contains("This is Rahnuma");
    }

    @Test
    void aMessageThatIsRefusedSaysSoAndCanBeRemoved() {
        browser.addUnsent(Map.of("id", "bad", "text", "x", "at", 1));
        browser.openChatPage();
        browser.await("refused", () -> !browser.all(".failed").isEmpty());
        browser.screenshot("phone-en-9-refused");
        assertThat(browser.violations()).isEmpty();
        browser.all(".again button").get(1).click();
        assertThat(browser.all(".failed")).isEmpty();
        browser.sendText("menu");
    }
}
