package pk.rahnuma.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pk.rahnuma.FreePort;
import pk.rahnuma.TestServer;
import pk.rahnuma.dialog.Reply;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.web.HeadlessBrowser.Screen;

/// Whatever happens in the middle, nothing is lost and nothing is doubled.
@Tag("long")
class ChatPageRecoveryTest {

    private TestServer house;
    private HeadlessBrowser browser;

    @BeforeEach
    void open() throws IOException {
        house = TestServer.onH2()
                .with("MICRONAUT_SERVER_PORT", Integer.toString(FreePort.find()))
                .start();
        browser = HeadlessBrowser.open(house.address(), Screen.PHONE, "en");
        browser.awaitAnswer();
        browser.tap("English");
    }

    @AfterEach
    void close() {
        browser.close();
        house.close();
    }

    private void post(List<String> texts) {
        long conversation = house.get(Jdbi.class)
                .withHandle(handle -> handle.createQuery("select id from conversation")
                        .mapTo(Long.class)
                        .one());
        house.get(ConversationMessageService.class)
                .post(
                        conversation,
                        texts.stream().map(Reply::plain).toList(),
                        house.get(Clock.class).instant());
    }

    private int times(String text) {
        return Collections.frequency(List.of(browser.log().split("\n")), text);
    }

    private List<String> heard() {
        long conversation = house.get(Jdbi.class)
                .withHandle(handle -> handle.createQuery("select id from conversation")
                        .mapTo(Long.class)
                        .one());
        return house.get(ConversationMessageService.class).history(conversation, 0, 1000).stream()
                .map(message -> message.body().text())
                .toList();
    }

    @Test
    void aReloadInTheMiddleShowsWhatWasSaidAndTheFormGoesOn() {
        browser.tap("Yes");
        browser.find("#text").sendKeys("not yet sent");
        String before = browser.log();
        browser.visit();
        browser.awaitAnswer();
        assertThat(browser.log()).isEqualTo(before);
        assertThat(browser.find("#text").getAttribute("value")).isEqualTo("not yet sent");
        browser.find("#text").clear();
        browser.say("menu");
        assertThat(times("menu")).isOne();
    }

    @Test
    void aClosedBrowserFindsTheConversationWhenItIsOpenedAgain() {
        String before = browser.log();
        browser.reopen();
        browser.awaitAnswer();
        assertThat(browser.log()).isEqualTo(before);
        browser.tap("Yes");
    }

    @Test
    void whatWasSentWhileTheDeskWasAwayArrivesOnceWhenItIsBack() {
        house.stop();
        browser.write("menu");
        browser.await("a word about it", () -> !browser.text("#banner").isEmpty());
        browser.screenshot("phone-en-9-busy");
        assertThat(browser.violations()).isEmpty();
        assertThat(browser.all(".unsent")).hasSize(1);
        house.start();
        browser.awaitAnswer();
        assertThat(browser.text("#banner")).isEmpty();
        assertThat(times("menu")).isOne();
        assertThat(heard()).containsOnlyOnce("menu");
    }

    @Test
    void aRestartOfTheDeskIsNotEvenNoticed() {
        house.restart();
        browser.tap("Yes");
        post(List.of("said by staff"));
        browser.await("it", () -> times("said by staff") == 1);
    }

    @Test
    void whatWasBeingSentIsSentAgainAfterAReload() {
        house.stop();
        browser.write("menu");
        browser.await("a word about it", () -> !browser.text("#banner").isEmpty());
        house.start();
        browser.visit();
        browser.await(
                "it is sent", () -> times("menu") == 1 && browser.all(".unsent").isEmpty());
        assertThat(heard()).containsOnlyOnce("menu");
    }

    @Test
    void withoutAConnectionAMessageWaitsAndGoesOutWhenItIsBack() {
        browser.offline(true);
        browser.await("a word about it", () -> browser.text("#banner").contains("offline"));
        browser.write("menu");
        browser.await("it waits", () -> browser.all(".unsent").size() == 1);
        browser.screenshot("phone-en-9-offline");
        browser.offline(false);
        browser.awaitAnswer();
        assertThat(browser.text("#banner")).isEmpty();
        assertThat(heard()).containsOnlyOnce("menu");
    }

    @Test
    void severalThatAreWrittenAtOnceArriveInOrder() {
        house.stop();
        browser.write("one");
        browser.write("two");
        browser.write("three");
        house.start();
        browser.await("all", () -> browser.all(".unsent").isEmpty());
        browser.awaitAnswer();
        assertThat(heard().stream().filter(List.of("one", "two", "three")::contains))
                .containsExactly("one", "two", "three");
    }

    @Test
    void whoReadsOlderLinesStaysThereAndIsToldOfNewOnes() {
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
        browser.visit();
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
        assertThat(browser.log()).contains("Which language?");
    }

    @Test
    void aMessageThatIsRefusedSaysSoAndCanBeRemoved() {
        browser.run(
                "sessionStorage.setItem('rahnuma.queue', JSON.stringify([{id: 'bad', text: 'x', at: Date.now()}]))");
        browser.visit();
        browser.await("refused", () -> !browser.all(".failed").isEmpty());
        browser.screenshot("phone-en-9-refused");
        assertThat(browser.violations()).isEmpty();
        browser.all(".again button").get(1).click();
        assertThat(browser.all(".failed")).isEmpty();
        browser.say("menu");
    }
}
