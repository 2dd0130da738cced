package pk.rahnuma.endtoend.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import pk.rahnuma.TestServer;
import pk.rahnuma.console.ConsoleBrowser;
import pk.rahnuma.console.ConsoleTestServer;
import pk.rahnuma.endtoend.CompanyRegistrationTest;
import pk.rahnuma.endtoend.DialogShortcuts;
import pk.rahnuma.endtoend.ExpectedTexts;
import pk.rahnuma.endtoend.TelegramRegistrationTest;
import pk.rahnuma.registration.LineStatus;
import pk.rahnuma.registration.record.ApplicationRepository;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.telegram.fake.FakeBotApi;
import pk.rahnuma.telegram.fake.FakeTelegramUser;
import pk.rahnuma.web.HeadlessBrowser;

/// Staff at the console in a browser, and people on Telegram.
@Tag("long")
class ConsoleHandoverBrowserTest {

    @TempDir
    Path folder;

    private final ExpectedTexts said = ExpectedTexts.inLanguage("en");

    private static TestServer start(FakeBotApi api) {
        return TelegramRegistrationTest.start(
                TestServer.onMariaDb()
                        .withProperty("rahnuma.turn.sweep", "50ms")
                        .withProperty("rahnuma.support.recall", "1s"),
                api);
    }

    private static void click(HeadlessBrowser browser, String css) {
        browser.find(css);
        browser.run("document.querySelector(\"" + css + "\").click()");
    }

    /// Waits until an opened document is rendered, after scrolling to it.
    private static void drawn(HeadlessBrowser browser) {
        browser.await("it is drawn", () -> Boolean.TRUE.equals(browser.run("""
                const picture = document.querySelector('.document img');
                picture?.scrollIntoView();
                return !!picture && picture.naturalWidth > 0;""")));
    }

    private static void answers(HeadlessBrowser browser, String text) {
        browser.find("#reply").sendKeys(text);
        browser.run("document.querySelector('#answer').requestSubmit()");
        browser.await(
                "the answer is in the conversation",
                () -> browser.text(".bubbles").contains(text));
    }

    @Test
    void anAgentAndAPersonTalkWithFilesEachWayUntilTheBotGoesOn() throws IOException {
        String language = "ur";
        HeadlessBrowser.Screen screen = HeadlessBrowser.Screen.PHONE;
        try (FakeBotApi api = FakeBotApi.start();
                TestServer server = start(api)) {
            ConsoleTestServer office = new ConsoleTestServer(server);
            FakeTelegramUser amna = api.person(7001, "en");
            DialogShortcuts.walkToTheNameQuestion(amna, said);
            try (ConsoleBrowser console = ConsoleBrowser.open(
                    office.address(),
                    screen,
                    language,
                    office.signInMember("Sana", StaffRole.AGENT).token())) {
                HeadlessBrowser browser = console.browser();
                browser.openPath("/desk/tickets");
                amna.says("human");
                amna.awaits(said.text("human.story.ask"));
                amna.says("Whose name goes here?");
                amna.awaits("Your ticket number is");

                // It appears in the queue automatically, is opened with the keyboard, and claimed.
                browser.find("table.list .reference");
                browser.press("j");
                browser.press(org.openqa.selenium.Keys.ENTER);
                browser.find("[data-claim]");
                assertThat(browser.visibleText()).contains("Whose name goes here?", "پر رکے");
                browser.press("c");
                amna.awaits("is looking at your ticket");
                answers(browser, "The name on your card, please.");
                amna.awaits("The name on your card, please.");

                amna.sendsPhoto(pk.rahnuma.document.SampleFiles.jpeg(), null);
                browser.await("the picture came", () -> browser.visibleText().contains("فائل دکھائیں"));
                click(browser, ".bubble .document summary");
                drawn(browser);
                console.checkPage("conversation");

                Path letter = Files.write(folder.resolve("letter.pdf"), pk.rahnuma.document.SampleFiles.pdf());
                browser.find("#file").sendKeys(letter.toString());
                click(browser, "[data-send-file]");
                amna.awaits(line ->
                        line.text().contains("letter.pdf") || line.text().contains("document"));

                amna.blocks();
                answers(browser, "Are you there?");
                browser.await(
                        "it is told that it did not arrive",
                        () -> browser.visibleText().contains("بلاک کر رکھا ہے"));
                console.checkPage("blocked");
                amna.unblocks();
                amna.says("I am back");
                browser.await("they are back", () -> browser.text(".bubbles").contains("I am back"));
                browser.find("[data-retry]");
                browser.press(Keys.ESCAPE, "s");
                amna.awaits("Are you there?");

                click(browser, "button[hx-post$='/hand-back']");
                amna.awaits(said.text("register-individual.full_name.ask"));
                amna.says("Amna Tariq");
                amna.awaits(said.text("register-individual.id_number.ask"));
                assertThat(browser.complaints()).isEmpty();
            }
            assertThat(api.complaints()).isEmpty();
        }
    }

    @Test
    void aCompanysApplicationIsAskedAboutAnsweredVerifiedAndApproved() {
        String language = "en";
        try (FakeBotApi api = FakeBotApi.start();
                TestServer server = start(api)) {
            ConsoleTestServer office = new ConsoleTestServer(server);
            FakeTelegramUser amna = api.person(7301, "en");
            TelegramRegistrationTest.greet(amna, said);
            String reference = CompanyRegistrationTest.register(amna, said, false, line -> List.of("39.32.1.7"), 1);
            HeadlessBrowser.Screen screen = HeadlessBrowser.Screen.DESK;
            try (ConsoleBrowser console = ConsoleBrowser.open(
                    office.address(),
                    screen,
                    language,
                    office.signInMember("Rabia", StaffRole.REVIEWER).token())) {
                HeadlessBrowser browser = console.browser();
                browser.openPath("/desk/applications/" + reference);
                click(browser, ".document summary");
                drawn(browser);
                console.checkPage("company");
                click(browser, "input[value=ask]");
                click(browser, "input[value=DOCUMENT_UNREADABLE]");
                click(browser, "input[name=field][value=company_proof]");
                click(browser, "#decision button");
                becomes(server, browser, reference, LineStatus.ASKED);
                amna.says(said.text("my-registrations.title"));
                amna.awaits(said.text("my-registrations.way.ask"));
                amna.taps(said.text("values.answer"));
                amna.awaits(said.text("register-company.company_proof.ask", Map.of("org_type_value", "private_ltd")));
                amna.sendsPhoto(pk.rahnuma.document.SampleFiles.cardPhoto(4), null);
                amna.awaits(text -> text.data(said.text("supply.check.send")) != null);
                amna.taps(said.text("supply.check.send"));
                becomes(server, browser, reference, LineStatus.REQUESTED);
                browser.openPath("/desk/applications/" + reference);
                console.submitDecision("verify");
                becomes(server, browser, reference, LineStatus.WITH_PROVIDER);
                browser.run("document.querySelector('#confirmed-by').value = 'Nayatel NOC'");
                console.submitDecision("confirm");
                becomes(server, browser, reference, LineStatus.CONFIRMED);
                click(browser, "input[value=approve]");
                browser.run("document.querySelector('#authority').value = 'PTA-2026-117'");
                console.checkPage("approving");
                click(browser, "#decision button");
                becomes(server, browser, reference, LineStatus.ACTIVE);
                amna.awaits("PTA-2026-117");
                browser.find(".status-active");
                console.checkPage("approved");
                assertThat(browser.complaints()).isEmpty();
            }
            assertThat(api.complaints()).isEmpty();
        }
    }

    /// Waits until the page shows the new status.
    private static void becomes(TestServer server, HeadlessBrowser browser, String reference, LineStatus status) {
        browser.await(
                "it is " + status,
                () -> server.getBean(ApplicationRepository.class)
                                .findApplication(Reference.parseText(reference).orElseThrow())
                                .orElseThrow()
                                .lines()
                                .leading()
                        == status);
        browser.await(
                "the page shows it",
                () -> status == LineStatus.REQUESTED
                        || !browser.all(".head .status-" + status.name().toLowerCase())
                                .isEmpty());
    }
}
