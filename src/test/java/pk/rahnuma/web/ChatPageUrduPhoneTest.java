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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WebElement;
import pk.rahnuma.TestServer;
import pk.rahnuma.document.SampleFiles;
import pk.rahnuma.messaging.ServiceBannerRepository;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.ApplicationTransition;
import pk.rahnuma.registration.DecisionReason;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.registration.decision.DecisionProposalService;
import pk.rahnuma.web.HeadlessBrowser.Screen;

/// Everything that somebody can do on the chat page, on a phone and in Urdu. Leaves a picture of each screen under
/// `target/screenshots`.
@Tag("long")
class ChatPageUrduPhoneTest {

    private static final String MINE = "my-registrations.";

    @TempDir
    private static Path pictures;

    private static TestServer house;
    private static ChatPageScreens gallery;

    @BeforeAll
    static void open() {
        house = TestServer.onH2().property("rahnuma.api.messages", 1000).start();
        gallery = new ChatPageScreens(house, Screen.PHONE, "ur");
    }

    @AfterAll
    static void close() {
        house.close();
    }

    private static Path file(String name, byte[] content) {
        try {
            return java.nio.file.Files.write(pictures.resolve(name), content).toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Reference registered(HeadlessBrowser browser) {
        browser.tap(gallery.said("register-individual.title"));
        TranscriptReplay.of("register-individual", "ur").walk(browser);
        return ChatPageScreens.reference(browser);
    }

    private static void decide(HeadlessBrowser browser, Reference reference, ApplicationDecision decision) {
        int before = browser.all(".msg.desk").size();
        house.get(DecisionProposalService.class)
                .decide(reference, decision, "sana", house.get(Clock.class).instant());
        browser.await("a word from staff", () -> browser.all(".msg.desk").size() > before);
    }

    @Test
    void aQuestionIsAskedByMenuAndInOnesOwnWordsAndInTheMiddleOfAForm() {
        try (HeadlessBrowser browser = gallery.person()) {
            browser.tap(gallery.said("ask.title"));
            gallery.look(browser, "ask-1-menu");
            browser.tap(gallery.said("ask.question.options.before"));
            gallery.look(browser, "ask-2-topics");
            browser.all(".now .row button").getFirst().click();
            browser.awaitAnswer();
            gallery.look(browser, "ask-3-answer");
            browser.tap(gallery.said("ask.title"));
            browser.say("گھوڑے کو وی پی این چاہیے");
            gallery.look(browser, "ask-4-asked-back");
            gallery.start(browser, "register-individual");
            browser.say("بھائی فیس کتنی ہے؟");
            assertThat(browser.log()).contains("مفت");
            assertThat(browser.text(".now"))
                    .contains(gallery.said("register-individual.work_type.ask").substring(0, 10));
            gallery.look(browser, "ask-5-in-a-form");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void anApplicationIsSeenAnsweredAndItsFilesComeBack() {
        try (HeadlessBrowser browser = gallery.person()) {
            Reference reference = registered(browser);
            decide(browser, reference, new ApplicationDecision(ApplicationTransition.SCREEN));
            decide(
                    browser,
                    reference,
                    new ApplicationDecision(
                            ApplicationTransition.ASK,
                            List.of(DecisionReason.DOCUMENT_UNREADABLE),
                            "پشت صاف نہیں، دوبارہ بھیجیے",
                            null,
                            List.of("id_back")));
            gallery.look(browser, "mine-1-asked");
            browser.tap(gallery.said(MINE + "title"));
            gallery.look(browser, "mine-2-detail");
            browser.tap(gallery.said("values.answer"));
            browser.attach(file("locked.pdf", SampleFiles.lockedPdf()));
            browser.await("refused", () -> !browser.all(".failed").isEmpty());
            gallery.look(browser, "mine-3-refused");
            browser.find(".failed .again button:last-child").click();
            browser.offline(true);
            browser.attach(file("پشت.jpg", SampleFiles.card(77)));
            browser.await("a bar", () -> !browser.all(".unsent progress").isEmpty());
            gallery.look(browser, "mine-4-progress");
            browser.offline(false);
            browser.awaitAnswer();
            // The remark is not answered in words, nor with a further document.
            browser.say(gallery.said("engine.button.skip"));
            browser.say(gallery.said("engine.button.skip"));
            gallery.look(browser, "mine-5-check");
            browser.tap(gallery.said(MINE + "check.send"));
            gallery.look(browser, "mine-6-supplied");
            gallery.start(browser, "my-registrations");
            browser.tap(gallery.said("values.documents"));
            gallery.look(browser, "mine-7-documents");
            browser.tap(gallery.said("values.all"));
            gallery.look(browser, "mine-8-sent-back");
            List<WebElement> links = browser.all(".files a");
            assertThat(links).hasSizeGreaterThanOrEqualTo(2);
            assertThat(links.get(1).getText()).isEqualTo("پشت.jpg");
            assertThat(fetched(browser, links.get(1).getAttribute("href")))
                    .containsEntry("type", "image/jpeg")
                    .containsEntry("size", (long) SampleFiles.card(77).length);
        }
    }

    @Test
    void ofSeveralOneIsChosenAndABlockedLineIsReported() {
        try (HeadlessBrowser browser = gallery.person()) {
            Reference first = registered(browser);
            for (ApplicationTransition move : List.of(
                    ApplicationTransition.SCREEN, ApplicationTransition.VERIFY, ApplicationTransition.CONFIRM)) {
                decide(browser, first, new ApplicationDecision(move));
            }
            decide(browser, first, new ApplicationDecision(ApplicationTransition.APPROVE, List.of(), null, "PTA-77"));
            gallery.look(browser, "blocked-1-approved");
            gallery.start(browser, "my-registrations");
            browser.tap(gallery.said("values.line_blocked"));
            gallery.look(browser, "blocked-2-ticket");
            browser.tap(gallery.said(MINE + "since.options.today"));
            gallery.look(browser, "blocked-3-reported");
        }
    }

    @Test
    void somethingElseThatIsWrongIsReported() {
        try (HeadlessBrowser browser = gallery.person()) {
            gallery.start(browser, "problem");
            gallery.look(browser, "problem-1-company");
            TranscriptReplay.of("problem", "ur").part(0, 3).walk(browser);
            gallery.look(browser, "problem-2-story");
            browser.say("ہر شام لائن ٹوٹ جاتی ہے");
            gallery.look(browser, "problem-3-ticket");
        }
    }

    @Test
    void onesDataIsTakenAlongAndItsErasureCalledOff() {
        try (HeadlessBrowser browser = gallery.person()) {
            gallery.start(browser, "my-data");
            gallery.look(browser, "data-1-wishes");
            browser.tap(gallery.said("my-data.wish.options.get"));
            gallery.look(browser, "data-2-copy");
            List<WebElement> links = browser.all(".files a");
            assertThat(fetched(browser, links.get(0).getAttribute("href")).get("type"))
                    .isEqualTo("text/plain;charset=utf-8");
            assertThat(fetched(browser, links.get(1).getAttribute("href")).get("type"))
                    .isEqualTo("application/json");
            gallery.start(browser, "my-data");
            browser.tap(gallery.said("my-data.wish.options.erase"));
            gallery.look(browser, "data-3-sure");
            browser.tap(gallery.said("options.yes_no.yes"));
            gallery.look(browser, "data-4-asked");
            gallery.start(browser, "my-data");
            gallery.look(browser, "data-5-pending");
            browser.tap(gallery.said("my-data.pending.options.stay"));
            gallery.look(browser, "data-6-stays");
        }
    }

    @Test
    void anOutageIsToldAboveTheChatInUrdu() {
        Instant now = house.get(Clock.class).instant();
        String words = "آج رات 10 بجے سے صبح 6 بجے تک ڈیسک بند رہے گا۔ آپ جو لکھیں گے وہ محفوظ رہے گا۔";
        Map<String, String> told = Map.of("en", "Out from 10 pm to 6 am.", "ur", words, "ur-Latn", "Raat ko band");
        try (HeadlessBrowser browser = gallery.person()) {
            house.get(ServiceBannerRepository.class).set(told, "sana", now, now.plus(Duration.ofHours(4)));
            browser.visit();
            browser.await("the outage", () -> browser.text("#outage").equals(words));
            browser.await("the last button", () -> (Boolean) browser.run("""
                    const all = [...document.querySelectorAll('.now .row button')];
                    return all.length > 0 && all.pop().getBoundingClientRect().bottom
                        <= document.querySelector('#say').getBoundingClientRect().top;"""));
            gallery.look(browser, "banner");
        } finally {
            house.get(ServiceBannerRepository.class).clear("sana", now);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> fetched(HeadlessBrowser browser, String href) {
        return (Map<String, Object>) browser.later("""
                const done = arguments[arguments.length - 1];
                fetch(arguments[0]).then(async answer => done({
                  type: answer.headers.get('content-type'), size: (await answer.blob()).size, status: answer.status }));""", href);
    }
}
