package pk.rahnuma.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import pk.rahnuma.TestServer;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.document.SampleFiles;
import pk.rahnuma.messaging.conversation.ChatRepository;
import pk.rahnuma.registration.LineStatus;
import pk.rahnuma.registration.record.ApplicationRepository;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.staff.account.SignInResult;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketRepository;
import pk.rahnuma.ticket.work.CannedReplyService;
import pk.rahnuma.ticket.work.CustomerMessageService;
import pk.rahnuma.web.HeadlessBrowser;
import pk.rahnuma.web.MeasuredTask;

/// Does the tasks of staff whose effort `docs/performance.md` lists, and measures it: clicks, page loads and scrolling
/// on a screen of 1280 by 800.
@Tag("long")
class ConsoleTasksBrowserTest {

    private static final Path DOCUMENT = Path.of("docs/performance.md");
    private static final int LINES_BEFORE = 20;

    private final List<String> measured = new ArrayList<>();

    @Test
    void theTasksOfStaffTakeTheEffortThatIsWrittenDown() throws IOException {
        try (TestServer server = TestServer.onH2()
                .withVariable("RAHNUMA_FOUR_EYES", "approve")
                .withVariable("RAHNUMA_SUPPORT_RECALL", "1s")
                .shareServer()) {
            ConsoleTestServer office = new ConsoleTestServer(server);
            SignInResult.SignedIn sana = office.signInMember("Sana", StaffRole.SUPERVISOR);
            office.signInMember("Omar", StaffRole.AGENT);
            saveReply(server, sana);
            Reference first = openLongTicket(server, office);
            for (int i = 0; i < 20; i++) {
                office.openTicket(office.createPerson("en"), "complaint", "Question " + i, "en");
            }
            try (ConsoleBrowser console =
                    ConsoleBrowser.open(office.address(), HeadlessBrowser.Screen.DESK, "en", sana.token())) {
                workOnTickets(server, console.browser(), first);
                registerApplication(server, office, console);
                assertThat(console.browser().complaints()).isEmpty();
            }
        }
        String written = Files.readString(DOCUMENT);
        assertThat(measured).allSatisfy(row -> assertThat(written).contains(row));
    }

    private void workOnTickets(TestServer server, HeadlessBrowser browser, Reference first) throws IOException {
        String link = "#rows a[href$='" + first.toGroupedText() + "']";
        browser.openPath("/desk/tickets");
        MeasuredTask answer = start(browser, "Answer the next ticket");
        answer.click(link);
        answer.click("[data-claim]");
        answer.type("#reply", "We look at it.");
        answer.click("#answer .btn-primary");
        answer.await("it is sent", () -> answersOf(server) == 1);
        finish(answer);

        MeasuredTask saved = start(browser, "Answer with a saved reply");
        saved.click("[data-saved-open]");
        saved.click("#saved-list [role=option]");
        saved.click("#answer .btn-primary");
        saved.await("it is sent", () -> answersOf(server) == 2);
        finish(saved);

        MeasuredTask document = start(browser, "Send a document");
        document.choose("#file", Files.write(Files.createTempFile("letter", ".png"), SampleFiles.png()));
        document.click("[data-send-file]");
        document.await("it is sent", () -> answersOf(server) == 3);
        finish(document);

        MeasuredTask note = start(browser, "Write a note");
        note.click("#note");
        note.type("#note", "Called the provider.");
        note.click("#noting button");
        note.await("it is kept", () -> browser.all(".bubble.note").size() == 1);
        finish(note);

        MeasuredTask snooze = start(browser, "Let it sleep until tomorrow, 9:00");
        snooze.click("summary[data-focus=z]");
        snooze.click("button[name=snooze][value=TOMORROW]");
        snooze.await("it sleeps", () -> ticket(server, first).snoozedUntil() != null);
        finish(snooze);

        MeasuredTask resolve = start(browser, "Resolve, and see the next");
        resolve.click("[data-resolve]");
        resolve.await("it is resolved", () -> ticket(server, first).state() == Ticket.State.RESOLVED);
        finish(resolve);

        MeasuredTask give = start(browser, "Give the next to a colleague");
        give.click("summary[data-focus=a]");
        give.click("button[name=member]");
        give.await("it is given", () -> ticketsOf(server, "Omar") == 1);
        finish(give);

        workByKeyboard(server, browser);

        browser.openPath("/desk/tickets");
        MeasuredTask many = start(browser, "Give all tickets of the list");
        many.click("[data-tick-all]");
        many.choose("#many-member", "Omar");
        many.click(".many .btn-primary");
        many.await("the queue is empty", () -> browser.all("#rows tbody tr").isEmpty());
        finish(many);
    }

    private void workByKeyboard(TestServer server, HeadlessBrowser browser) {
        browser.openPath("/desk/tickets");
        browser.find("#rows tbody tr");
        MeasuredTask answer = start(browser, "Answer the next ticket, by keyboard");
        answer.press("j", Keys.ENTER);
        answer.await("the case", () -> browser.all("[data-claim]").size() == 1);
        answer.press("r");
        answer.await("the box", () -> "reply".equals(browser.focusedElement().getAttribute("id")));
        answer.type("#reply", "We look at it.");
        answer.press(Keys.chord(Keys.CONTROL, Keys.ENTER));
        answer.await("it is sent", () -> answersOf(server) == 4);
        finish(answer);

        browser.await(
                "an empty box",
                () -> browser.find("#reply").getAttribute("value").isEmpty());
        browser.find("#reply").click();
        MeasuredTask saved = start(browser, "Answer with a saved reply, by keyboard");
        saved.press("/");
        saved.await(
                "the replies", () -> !browser.all("#saved-list [role=option]").isEmpty());
        saved.press(Keys.ENTER);
        saved.await(
                "its text", () -> !browser.find("#reply").getAttribute("value").isEmpty());
        saved.press(Keys.chord(Keys.CONTROL, Keys.ENTER));
        saved.await("it is sent", () -> answersOf(server) == 5);
        finish(saved);

        browser.focusedElement().sendKeys(Keys.ESCAPE);
        MeasuredTask note = start(browser, "Write a note, by keyboard");
        note.press("n");
        note.type("#note", "Called the provider.");
        note.press(Keys.chord(Keys.CONTROL, Keys.ENTER));
        note.await("it is kept", () -> browser.all(".bubble.note").size() == 1);
        finish(note);

        browser.focusedElement().sendKeys(Keys.ESCAPE);
        browser.press("a");
        browser.checkPage("ticket-menu");
        browser.focusedElement().sendKeys(Keys.ESCAPE);
        MeasuredTask snooze = start(browser, "Let it sleep until tomorrow, 9:00, by keyboard");
        snooze.press("z", "t", Keys.ENTER);
        snooze.await(
                "it sleeps",
                () -> server.sql()
                                .queryTexts("select id from ticket where snoozed_until is not null")
                                .size()
                        == 1);
        finish(snooze);

        MeasuredTask give = start(browser, "Give it to a colleague, by keyboard");
        give.press("a", "o", Keys.ENTER);
        give.await("it is given", () -> ticketsOf(server, "Omar") == 2);
        finish(give);
    }

    private static int ticketsOf(TestServer server, String member) {
        return server.sql()
                .queryTexts("select id from ticket where assignee = '" + member + "'")
                .size();
    }

    private void registerApplication(TestServer server, ConsoleTestServer office, ConsoleBrowser console) {
        HeadlessBrowser browser = console.browser();
        Reference reference = office.submitApplication(office.createPerson("en"), Map.of(), "39.32.1.7");
        console.signInWith(office.signInMember("Danish", StaffRole.REVIEWER).token());
        browser.openPath("/desk/applications");
        MeasuredTask decide = start(browser, "Received to registered, with a second look");
        decide.click("#rows tbody a");
        decide.click("input[value=verify]");
        decide.click("#decision .btn-primary");
        decide.await("the provider has it", () -> status(server, reference) == LineStatus.WITH_PROVIDER);
        decide.click("input[value=confirm]");
        decide.type("#confirmed-by", "Ms Khan");
        decide.press(Keys.ENTER);
        decide.await(
                "it is confirmed", () -> !browser.all("#case .status-confirmed").isEmpty());
        decide.click("input[value=approve]");
        decide.type("#authority", "PTA-1");
        decide.press(Keys.ENTER);
        decide.await("it is proposed", () -> !browser.all("#proposal").isEmpty());
        console.signInWith(office.signInMember("Faiza", StaffRole.SUPERVISOR).token());
        browser.openPath("/desk/second-look");
        decide.continueOnPage();
        decide.click("#rows tbody a");
        decide.click("[aria-labelledby=proposal] .btn-primary");
        decide.await("it is registered", () -> status(server, reference) == LineStatus.ACTIVE);
        finish(decide);
    }

    private static MeasuredTask start(HeadlessBrowser browser, String name) {
        return new MeasuredTask(browser, name);
    }

    private void finish(MeasuredTask task) {
        measured.add(task.toRow());
    }

    private static Reference openLongTicket(TestServer server, ConsoleTestServer office) {
        long person = office.createPerson("en");
        Reference number = office.openTicket(person, "complaint", "It is slow.", "en");
        CustomerMessageService messages = server.getBean(CustomerMessageService.class);
        for (int i = 0; i < LINES_BEFORE; i++) {
            Reply line = Reply.ofText("More about it, part " + i);
            server.sql()
                    .inTransaction(() -> messages.addMessage(
                            server.getBean(ChatRepository.class)
                                    .findByConversation(person)
                                    .getFirst(),
                            number,
                            line,
                            server.getBean(Clock.class).instant()));
        }
        return number;
    }

    private static int answersOf(TestServer server) {
        return server.sql().queryTexts("select seq from ticket_answer").size();
    }

    private static Ticket ticket(TestServer server, Reference number) {
        return server.getBean(TicketRepository.class).findTicket(number).orElseThrow();
    }

    private static LineStatus status(TestServer server, Reference reference) {
        return server.getBean(ApplicationRepository.class)
                .findApplication(reference)
                .orElseThrow()
                .lines()
                .leading();
    }

    private static void saveReply(TestServer server, SignInResult.SignedIn by) {
        server.getBean(CannedReplyService.class)
                .addReply(
                        by.who(),
                        new CannedReplyService.ReplyDraft(
                                "Lines",
                                "Works again",
                                Map.of("en", "It works.", "ur", "It works.", "ur-Latn", "It works."),
                                "",
                                null),
                        false,
                        server.getBean(Clock.class).instant());
    }
}
