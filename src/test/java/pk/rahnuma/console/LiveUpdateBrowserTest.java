package pk.rahnuma.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import pk.rahnuma.TestServer;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.document.SampleFiles;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.staff.account.SignInResult;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.TicketRepository;
import pk.rahnuma.ticket.work.ActingAgent;
import pk.rahnuma.ticket.work.TicketAssignmentService;
import pk.rahnuma.ticket.work.TicketTriageService;
import pk.rahnuma.web.HeadlessBrowser;

/// Live updates of an open page in the console.
@Tag("long")
class LiveUpdateBrowserTest {

    private static TestServer server;
    private static ConsoleTestServer office;
    private static SignInResult.SignedIn sana;
    private static TicketAgent me;

    @TempDir
    Path folder;

    @BeforeAll
    static void open() {
        server = TestServer.onH2().shareServer();
        office = new ConsoleTestServer(server);
        sana = office.signInMember("Sana", StaffRole.SUPERVISOR);
        me = new TicketAgent(sana.who().member().id(), "Sana");
    }

    private static Instant now() {
        return server.getBean(Clock.class).instant();
    }

    private static long person(Reference number) {
        return server.getBean(TicketRepository.class)
                .findTicket(number)
                .orElseThrow()
                .conversation();
    }

    /// Ticket of hers with a long conversation.
    private static Reference talked(String topic) {
        Reference number = office.openTicket(office.createPerson("en"), topic, "It is slow.", "en");
        for (int i = 1; i <= 30; i++) {
            server.getBean(ConversationMessageService.class)
                    .postNotices(person(number), List.of(Reply.ofText("Line " + i + " of the bot.")), now());
        }
        server.getBean(TicketAssignmentService.class).claimTicket(number, me, now());
        return number;
    }

    private static void news(Reference number, String tag) {
        server.getBean(TicketTriageService.class)
                .addTag(number, new ActingAgent(new TicketAgent(77, "Omar"), true), tag, now());
    }

    private static HeadlessBrowser at(String path) {
        return at(path, sana);
    }

    private static HeadlessBrowser at(String path, SignInResult.SignedIn who) {
        HeadlessBrowser browser = ConsoleBrowser.open(office.address(), HeadlessBrowser.Screen.DESK, "en", who.token())
                .browser();
        browser.openPath(path);
        return browser;
    }

    private static String path(Reference number) {
        return "/desk/tickets/" + number.toGroupedText();
    }

    private static int top(HeadlessBrowser browser, String id) {
        return ((Number) browser.run(
                        "return Math.round(document.getElementById('" + id + "').getBoundingClientRect().top)"))
                .intValue();
    }

    private static List<Message> said(Reference number, String text) {
        return server.getBean(ConversationMessageService.class).readHistory(person(number), 0, 200).stream()
                .filter(message -> message.body().text().contains(text))
                .toList();
    }

    @Test
    void newsMoveNothingAndEmptyNothing() {
        Reference number = talked("complaint");
        try (HeadlessBrowser browser = at(path(number))) {
            browser.find("#reply").sendKeys("Half ");
            browser.find("#tag").sendKeys("half a tag");
            browser.find("#reply").sendKeys("written");
            int before = top(browser, "reply");
            server.getBean(ConversationMessageService.class)
                    .postNotices(person(number), List.of(Reply.ofText("A line that comes now")), now());
            news(number, "first news");
            browser.await("news", () -> browser.visibleText().contains("first news"));
            browser.await("the line", () -> browser.text(".bubbles").contains("A line that comes now"));
            assertThat(browser.focusedElement().getAttribute("id")).isEqualTo("reply");
            assertThat(top(browser, "reply")).isCloseTo(before, within(2));
            assertThat(browser.find("#reply").getAttribute("value")).isEqualTo("Half written");
            assertThat(browser.find("#tag").getAttribute("value")).isEqualTo("half a tag");
        }
    }

    @Test
    void aRefusalStaysInViewUntilItIsPutAway() {
        Reference number = talked("complaint");
        try (HeadlessBrowser browser = at(path(number))) {
            browser.find("#tag").sendKeys("!!!");
            browser.run("document.querySelector('#tag').form.requestSubmit()");
            browser.await("why not", () -> browser.text("#problem").contains("a tag is letters"));
            assertThat(browser.run("""
                    const box = document.querySelector('#problem').getBoundingClientRect();
                    return box.top >= 0 && box.bottom <= innerHeight;""")).isEqualTo(true);
            news(number, "later news");
            browser.await("news", () -> browser.visibleText().contains("later news"));
            assertThat(browser.text("#problem")).contains("a tag is letters");
            browser.find("[data-dismiss]").click();
            assertThat(browser.text("#problem")).isEmpty();
        }
    }

    @Test
    void anAnswerThatCouldNotBeSentSaysSoInViewAndIsSentOnceLater() {
        Reference number = talked("complaint");
        try (HeadlessBrowser browser = at(path(number))) {
            browser.setOffline(true);
            browser.find("#reply").sendKeys("Sent later", Keys.chord(Keys.CONTROL, Keys.ENTER));
            browser.await("it says so", () -> browser.text("#problem").contains("cannot be reached"));
            assertThat(browser.run("""
                    const box = document.querySelector('#problem').getBoundingClientRect();
                    return box.top >= 0 && box.bottom <= innerHeight;""")).isEqualTo(true);
            assertThat(browser.find("#reply").getAttribute("value")).isEqualTo("Sent later");
            browser.setOffline(false);
            browser.find("#reply").sendKeys(Keys.chord(Keys.CONTROL, Keys.ENTER));
            browser.await(
                    "an empty box",
                    () -> browser.find("#reply").getAttribute("value").isEmpty());
            assertThat(said(number, "Sent later")).hasSize(1);
        }
    }

    @Test
    void aSecondPressSendsNothingAndTheWriterStaysWhereTheyWrite() {
        Reference number = talked("complaint");
        try (HeadlessBrowser browser = at(path(number))) {
            browser.find("#reply").sendKeys("Only once");
            browser.run("""
                    const form = document.querySelector('#answer');
                    form.requestSubmit();
                    form.requestSubmit();
                    form.querySelector('button.btn-primary').click();""");
            browser.await("the answer", () -> browser.text(".bubbles").contains("Only once"));
            browser.await(
                    "an empty box",
                    () -> browser.find("#reply").getAttribute("value").isEmpty());
            assertThat(browser.focusedElement().getAttribute("id")).isEqualTo("reply");
            assertThat(browser.run(
                            "return document.getElementById('reply').getBoundingClientRect().bottom < innerHeight"))
                    .isEqualTo(true);
            browser.find("#reply").sendKeys("The next", Keys.chord(Keys.CONTROL, Keys.ENTER));
            browser.await("the next", () -> browser.text(".bubbles").contains("The next"));
            assertThat(said(number, "Only once")).hasSize(1);
            assertThat(said(number, "The next")).hasSize(1);
        }
    }

    @Test
    void anAnswerThatIsTakenBackReturnsIntoTheBox() {
        Reference number = talked("complaint");
        try (HeadlessBrowser browser = at(path(number))) {
            browser.find("#reply").sendKeys("To the wrong person");
            browser.run("document.querySelector('#answer').requestSubmit()");
            browser.find("[data-recall]").click();
            browser.await(
                    "it is back",
                    () -> browser.find("#reply").getAttribute("value").equals("To the wrong person"));
            browser.await("it is gone", () -> browser.all("[data-recall]").isEmpty());
            assertThat(said(number, "To the wrong person")).isEmpty();
        }
    }

    @Test
    void aFileThatDoesNotComeIsGivenUpWithWordsAndAskedForWhenItIsOpenedAgain() {
        Reference number = talked("complaint");
        server.getBean(ConversationMessageService.class)
                .postNotices(person(number), List.of(Reply.ofText("A file.").withAttachment("987654321")), now());
        try (HeadlessBrowser browser = at(path(number))) {
            browser.run("document.querySelector('details.document').open = true");
            browser.await(
                    "it waits",
                    () -> browser.find("details.document [data-wait]").isDisplayed());
            browser.run("const now = Date.now(); Date.now = () => now + 301000;");
            browser.await(
                    "it says so",
                    () -> browser.find("details.document [data-late]").isDisplayed());
            assertThat(browser.text("details.document")).contains("ask the person to send it again");
            news(number, "while it is open");
            browser.await("news", () -> browser.visibleText().contains("while it is open"));
            assertThat(browser.find("details.document [data-late]").isDisplayed())
                    .isTrue();
            browser.run("document.querySelector('details.document').open = false");
            browser.run("document.querySelector('details.document').open = true");
            browser.await(
                    "it waits",
                    () -> browser.find("details.document [data-wait]").isDisplayed());
        }
    }

    @Test
    void aFileIsShownAndGoesWhenThatIsConfirmed() throws IOException {
        Reference number = talked("complaint");
        Path picture = java.nio.file.Files.write(folder.resolve("card.png"), SampleFiles.picture("png", 900, 600, 1));
        try (HeadlessBrowser browser = at(path(number))) {
            int before = server.getBean(ConversationMessageService.class)
                    .readHistory(person(number), 0, 200)
                    .size();
            browser.find("#file").sendKeys(picture.toString());
            browser.await("its picture", () ->
                    (Boolean) browser.run("return document.querySelector('#chosen img').naturalWidth === 900"));
            assertThat(browser.text("#chosen")).contains("card.png", "kB");
            news(number, "news meanwhile");
            browser.await("news", () -> browser.visibleText().contains("news meanwhile"));
            assertThat(browser.find("#chosen").isDisplayed()).isTrue();
            browser.screenshot("desk-file-chosen");
            browser.find("[data-drop-file]").click();
            assertThat(browser.find("#chosen").isDisplayed()).isFalse();
            assertThat(server.getBean(ConversationMessageService.class).readHistory(person(number), 0, 200))
                    .hasSize(before);
            browser.find("#file").sendKeys(picture.toString());
            browser.find("[data-send-file]").click();
            browser.await("it is sent", () -> browser.all("[data-recall]").size() == 1);
            // Other pages may hear of the message before this one gets its response.
            browser.await(
                    "it is no longer offered", () -> !browser.find("#chosen").isDisplayed());
            assertThat(server.getBean(ConversationMessageService.class).readHistory(person(number), 0, 200))
                    .hasSize(before + 1);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void theFirstPageOfAPdfIsShownBeforeItGoesAndOneThatCannotBeShownSaysSo() throws IOException {
        Reference number = talked("complaint");
        Path letter = java.nio.file.Files.write(folder.resolve("letter.pdf"), SampleFiles.pdf());
        Path broken = java.nio.file.Files.writeString(folder.resolve("broken.pdf"), "%PDF-1.7 and no more");
        try (HeadlessBrowser browser = at(path(number))) {
            browser.find("#file").sendKeys(letter.toString());
            browser.await(
                    "its page",
                    () -> browser.text("#chosen").contains("Its first page:")
                            && (Boolean) browser.run("return document.querySelector('#chosen img').naturalWidth > 0"));
            browser.screenshot("desk-pdf-chosen");
            browser.find("#file").sendKeys(broken.toString());
            browser.await("words", () -> browser.text("#chosen").contains("It cannot be shown here"));
            assertThat(browser.find("#chosen img").isDisplayed()).isFalse();
            assertThat(browser.complaints()).hasSize(1).first().asString().contains("422");
            browser.find("[data-drop-file]").click();
            browser.find("#file").sendKeys(letter.toString());
            browser.find("[data-send-file]").click();
            browser.await("it is sent", () -> browser.all("[data-recall]").size() == 1);
        }
    }

    @Test
    void ticksOutliveNewsAndManyAtOnceStayOnTheirTab() {
        Reference one = office.openTicket(office.createPerson("en"), "something_else", "One.", "en");
        Reference two = office.openTicket(office.createPerson("en"), "something_else", "Two.", "en");
        try (HeadlessBrowser browser = at("/desk/tickets?show=all")) {
            browser.find("input[value='" + one.toGroupedText() + "']").click();
            browser.find("input[value='" + two.toGroupedText() + "']").click();
            Reference third = office.openTicket(office.createPerson("en"), "line_blocked", "Three.", "en");
            browser.await("it waits", () -> browser.find("[data-added]").isDisplayed());
            assertThat(browser.visibleText()).doesNotContain(third.toGroupedText());
            browser.find("[data-added]").click();
            browser.find("input[value='" + third.toGroupedText() + "']");
            assertThat(browser.all("input[name=number]:checked")).hasSize(2);
            browser.run("document.querySelector('#what').value = 'tag'");
            browser.find("#many-tag").sendKeys("both");
            browser.run("document.querySelector('#many-tag').form.requestSubmit()");
            browser.await("the tag", () -> browser.all("#rows .code").size() >= 2);
            assertThat(browser.run("return location.search")).isEqualTo("?show=all");
            browser.await(
                    "no ticks", () -> browser.all("input[name=number]:checked").isEmpty());
        }
    }

    @Test
    void theWayBackLeadsToTheTabAndTheRow() {
        Reference number = talked("complaint");
        try (HeadlessBrowser browser = at("/desk/tickets?show=mine")) {
            browser.find("a[href='" + path(number) + "']").click();
            browser.find("#reply");
            browser.run("document.activeElement.blur()");
            browser.press("u");
            browser.await(
                    "the list", () -> browser.run("return location.search").equals("?show=mine"));
            browser.await(
                    "the row",
                    () -> browser.focusedElement().getDomAttribute("href").equals(path(number)));
        }
    }

    /// The page reads its parts when its stream opens.
    private static void awaitStream(HeadlessBrowser browser) {
        browser.await(
                "the stream",
                () -> Boolean.TRUE.equals(
                        browser.run("return document.body['htmx-internal-data']?.sseEventSource?.readyState === 1")));
    }

    @Test
    void aRefreshThatWaitsForAnotherOneIsNotLost() {
        Reference number = talked("complaint");
        try (HeadlessBrowser browser = at(path(number))) {
            awaitStream(browser);
            browser.run("""
                    const part = document.querySelector('#case [data-news]');
                    window.read = 0;
                    part.addEventListener('htmx:afterRequest', ({ target }) => { if (target === part) window.read++; });
                    htmx.trigger(part, 'desk:look');
                    htmx.trigger(part, 'desk:look');""");
            browser.await("both", () -> ((Number) browser.run("return window.read")).intValue() >= 2);
        }
    }

    @Test
    void fullNumbersStayUntilAnActionAndNotAfterAReload() {
        SignInResult.SignedIn reviewer = office.signInMember("Rabia", StaffRole.REVIEWER);
        Reference number =
                office.openTicket(office.createPerson("en"), "complaint", "My number is 42101-7654321-9.", "en");
        Reference application = office.submitApplication(office.createPerson("en"), Map.of(), "39.32.1.8");
        try (HeadlessBrowser browser = at(path(number), reviewer)) {
            awaitStream(browser);
            // The event of the ticket's opening may arrive just then, and mask it again.
            browser.run("""
                    window.looks = 0;
                    document.addEventListener('desk:look', () => { window.looks++; });
                    document.addEventListener('htmx:afterRequest', ({ detail }) => {
                      if (detail.requestConfig.verb === 'post') window.shown = document.body.innerText;
                    });""");
            browser.find("[data-reveal]").click();
            browser.await(
                    "all of it",
                    () -> String.valueOf(browser.run("return window.shown")).contains("42101-7654321-9"));
            assertThat(browser.run("return window.looks")).isEqualTo(0L);
            news(number, "news now");
            browser.await("news", () -> browser.visibleText().contains("news now"));
            assertThat(browser.visibleText()).doesNotContain("42101-7654321-9");

            browser.openPath("/desk/applications/" + application.toGroupedText());
            browser.find("[data-reveal]").click();
            browser.await("all of it", () -> browser.visibleText().contains("39.32.1.8"));
            assertThat(browser.focusedElement().getAttribute("id")).isEqualTo("answers");
            assertThat(browser.run("return location.pathname + location.search"))
                    .isEqualTo("/desk/applications/" + application.toGroupedText());
            browser.openPath("/desk/tickets");
            browser.run("history.back()");
            browser.await("the page", () -> browser.all("#given").size() == 1);
            browser.await("masks", () -> !browser.visibleText().contains("39.32.1.8"));
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void markupWithAProgramInItIsRefused() {
        try (HeadlessBrowser browser = at("/desk/tickets")) {
            assertThat(browser.run("""
                    const refused = [];
                    for (const html of ['<img src=x onerror=alert(1)>', '<script>alert(1)</script>',
                        '<template><b onclick=alert(1)>x</b></template>', '<a href="javascript:alert(1)">x</a>']) {
                      try { document.createElement('div').innerHTML = html; } catch { refused.push(html); }
                    }
                    document.createElement('div').innerHTML = '<p class="x">words</p>';
                    return refused.length;""")).isEqualTo(4L);
        }
    }
}
