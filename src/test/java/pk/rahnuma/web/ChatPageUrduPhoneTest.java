package pk.rahnuma.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WebElement;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiPersons;
import pk.rahnuma.document.SampleFiles;
import pk.rahnuma.messaging.CurrentBannerService;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.DecisionReason;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.decision.ApplicationDecisionService;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.web.HeadlessBrowser.Screen;

/// Functions of the chat page, on a phone and in Urdu.
@Tag("long")
class ChatPageUrduPhoneTest {

    private static final String MINE = "my-registrations.";

    @TempDir
    private static Path pictures;

    private static TestServer server;
    private static ChatPageScreens gallery;

    @BeforeAll
    static void open() {
        server = TestServer.onH2().shareServer();
        gallery = new ChatPageScreens(server, Screen.PHONE, "ur");
    }

    private static Path file(String name, byte[] content) {
        try {
            return java.nio.file.Files.write(pictures.resolve(name), content).toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Chat of a person who has applied with papers.
    private static ApiClient registered() {
        ApiClient chat = gallery.beginChat("register-individual");
        TranscriptReplay.readTranscript("register-individual", "ur").sendBy(chat);
        return chat;
    }

    private static void decide(HeadlessBrowser browser, Reference reference, ApplicationDecision decision) {
        int before = browser.all(".msg.desk").size();
        server.getBean(ApplicationDecisionService.class)
                .decide(reference, decision, "sana", server.getBean(Clock.class).instant());
        browser.await("a word from staff", () -> browser.all(".msg.desk").size() > before);
    }

    @Test
    void aQuestionIsAskedByMenuAndInOnesOwnWordsAndInTheMiddleOfAForm() {
        try (HeadlessBrowser browser = gallery.openAtMenu()) {
            browser.tap(gallery.textOf("engine.button.menu"));
            browser.tap(gallery.textOf("ask.title"));
            browser.tap(gallery.textOf("ask.question.options.before"));
            gallery.checkPage(browser, "ask-2-topics");
            browser.all(".now .row button").getFirst().click();
            browser.awaitAnswer();
            gallery.checkPage(browser, "ask-3-answer");
            browser.sendText("گھوڑے کو وی پی این چاہیے");
            gallery.startScript(browser, "register-individual");
            gallery.agree(browser);
            browser.sendText("بھائی فیس کتنی ہے؟");
            assertThat(browser.logText()).contains("مفت");
            assertThat(browser.text(".now"))
                    .contains(
                            gallery.textOf("register-individual.work_type.ask").substring(0, 10));
            gallery.checkPage(browser, "ask-5-in-a-form");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void anApplicationIsSeenAnsweredAndItsFilesComeBack() {
        try (HeadlessBrowser browser = gallery.openChat(registered())) {
            Reference reference = ChatPageScreens.firstReference(browser);
            decide(
                    browser,
                    reference,
                    new ApplicationDecision(
                            LineTransition.ASK,
                            List.of(DecisionReason.DOCUMENT_UNREADABLE),
                            "پشت صاف نہیں، دوبارہ بھیجیے",
                            null,
                            List.of("id_back")));
            browser.tap(gallery.textOf(MINE + "title"));
            browser.tap(gallery.textOf("values.answer"));
            browser.attachFile(file("locked.pdf", SampleFiles.lockedPdf()));
            browser.await("refused", () -> !browser.all(".failed").isEmpty());
            gallery.checkPage(browser, "mine-3-refused");
            browser.find(".failed .again button:last-child").click();
            browser.setOffline(true);
            browser.attachFile(file("پشت.jpg", SampleFiles.cardPhoto(77)));
            browser.await("a bar", () -> !browser.all(".unsent progress").isEmpty());
            gallery.checkPage(browser, "mine-4-progress");
            browser.setOffline(false);
            browser.awaitAnswer();
            // The query is answered neither in words nor with a further document.
            browser.sendText(gallery.textOf("engine.button.skip"));
            browser.sendText(gallery.textOf("engine.button.skip"));
            browser.tap(gallery.textOf("supply.check.send"));
            gallery.startScript(browser, "my-registrations");
            browser.tap(gallery.textOf("values.documents"));
            browser.tap(gallery.textOf("values.all"));
            gallery.checkPage(browser, "mine-8-sent-back");
            List<WebElement> links = browser.all(".files a");
            assertThat(links).hasSizeGreaterThanOrEqualTo(2);
            assertThat(links.get(1).getText()).isEqualTo("پشت.jpg");
            assertThat(fetched(browser, links.get(1).getAttribute("href")))
                    .containsEntry("type", "image/jpeg")
                    .containsEntry("size", (long) SampleFiles.cardPhoto(77).length);
        }
    }

    @Test
    void ofSeveralOneIsChosenAndABlockedLineIsReported() {
        ApiClient chat = gallery.beginChat("register-individual");
        Reference first = Reference.parseText(ApiPersons.submitApplication(server, chat, "39.34.9.9"))
                .orElseThrow();
        try (HeadlessBrowser browser = gallery.openChat(chat)) {
            for (LineTransition move : List.of(LineTransition.VERIFY, LineTransition.CONFIRM)) {
                decide(browser, first, new ApplicationDecision(move));
            }
            decide(browser, first, new ApplicationDecision(LineTransition.APPROVE, List.of(), null, "PTA-77"));
            gallery.startScript(browser, "my-registrations");
            browser.tap(gallery.textOf("values.line_blocked"));
            browser.tap(gallery.textOf("line-blocked.since.options.today"));
            gallery.checkPage(browser, "blocked-3-reported");
        }
    }

    @Test
    void onesDataIsTakenAlong() {
        try (HeadlessBrowser browser = gallery.openAtMenu()) {
            gallery.startScript(browser, "my-data");
            browser.tap(gallery.textOf("my-data.wish.options.get"));
            gallery.checkPage(browser, "data-2-copy");
            List<WebElement> links = browser.all(".files a");
            assertThat(fetched(browser, links.get(0).getAttribute("href")).get("type"))
                    .isEqualTo("text/plain;charset=utf-8");
            assertThat(fetched(browser, links.get(1).getAttribute("href")).get("type"))
                    .isEqualTo("application/json");
        }
    }

    @Test
    void anOutageIsShownAboveTheChatInUrdu() {
        Instant now = server.getBean(Clock.class).instant();
        String words = "آج رات 10 بجے سے صبح 6 بجے تک ڈیسک بند رہے گا۔ آپ جو لکھیں گے وہ محفوظ رہے گا۔";
        Map<String, String> bannerTexts =
                Map.of("en", "Out from 10 pm to 6 am.", "ur", words, "ur-Latn", "Raat ko band");
        try (HeadlessBrowser browser = gallery.openAtMenu()) {
            server.getBean(CurrentBannerService.class)
                    .setBanner(bannerTexts, "sana", now, now.plus(Duration.ofHours(4)));
            browser.openChatPage();
            browser.await("the outage", () -> browser.text("#outage").equals(words));
            browser.await("the last button", () -> (Boolean) browser.run("""
                    const all = [...document.querySelectorAll('.now .row button')];
                    return all.length > 0 && all.pop().getBoundingClientRect().bottom
                        <= document.querySelector('#say').getBoundingClientRect().top;"""));
            gallery.checkPage(browser, "banner");
        } finally {
            server.getBean(CurrentBannerService.class).clearBanner("sana", now);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> fetched(HeadlessBrowser browser, String href) {
        return (Map<String, Object>) browser.runAsync("""
                const done = arguments[arguments.length - 1];
                fetch(arguments[0]).then(async answer => done({
                  type: answer.headers.get('content-type'), size: (await answer.blob()).size, status: answer.status }));""", href);
    }
}
