package pk.rahnuma.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WebElement;
import pk.rahnuma.TestServer;
import pk.rahnuma.telegram.fake.FakeBotApi;
import pk.rahnuma.web.HeadlessBrowser.Screen;

/// Organisations on the chat page, in Urdu on a phone, and the fullest screens in English on a desktop. Saves a
/// screenshot of each screen under `target/screenshots`.
@Tag("long")
class ChatPageOrganisationTest {

    private static final String PAGE = "https://desk.example.pk";
    private static final String COMPANY = "register-company";
    private static final String MINE = "my-organisations";
    private static final int TELEGRAM = 0;
    private static final int BROWSER = 1;

    @TempDir
    private static Path tables;

    private static FakeBotApi api;
    private static TestServer server;
    private static ChatPageScreens phone;

    @BeforeAll
    static void open() {
        api = FakeBotApi.start();
        server = TestServer.onH2()
                .withBot(api)
                .withProperty("rahnuma.url", PAGE)
                .withProperty("rahnuma.api.messages", 1000)
                .startServer();
        phone = new ChatPageScreens(server, Screen.PHONE, "ur");
    }

    @AfterAll
    static void close() {
        server.close();
        api.close();
    }

    private static void sendTable(HeadlessBrowser browser, String... rows) throws IOException {
        Path table = Files.writeString(tables.resolve("addresses.csv"), String.join("\n", rows));
        browser.attachFile(table.toAbsolutePath());
        browser.awaitAnswer();
    }

    private static void registerUntilSummary(ChatPageScreens gallery, HeadlessBrowser browser) {
        browser.tap(gallery.textOf(COMPANY + ".title"));
        gallery.agree(browser);
        TranscriptReplay.readTranscript(COMPANY, gallery.language())
                .beforeInput(gallery.textOf(COMPANY + ".check.send"))
                .replayIn(browser);
    }

    private static void send(ChatPageScreens gallery, HeadlessBrowser browser) {
        browser.tap(gallery.textOf(COMPANY + ".check.send"));
        ChatPageScreens.firstReference(browser);
    }

    private static void invite(ChatPageScreens gallery, HeadlessBrowser owner) {
        owner.tap(gallery.textOf("values.invite"));
        owner.tap(gallery.textOf(MINE + ".invite_as.options.representative"));
    }

    private static List<WebElement> links(HeadlessBrowser browser) {
        return browser.all(".now .words a");
    }

    /// New browser, in which the link is opened.
    private static HeadlessBrowser invited(ChatPageScreens gallery, WebElement link) {
        String query = URI.create(link.getAttribute("href")).getRawQuery();
        HeadlessBrowser browser =
                HeadlessBrowser.open(server.address().resolve("/?" + query), gallery.screen(), gallery.language());
        browser.awaitAnswer();
        return browser;
    }

    private static void join(ChatPageScreens gallery, HeadlessBrowser colleague, String name) {
        colleague.tap(gallery.textOf("options.yes_no.yes"));
        colleague.sendText(name);
    }

    /// Opens the notification, which replaces the invitation as the message with buttons.
    private static void openWhenAsked(ChatPageScreens gallery, HeadlessBrowser owner) {
        owner.await("word of it", () -> links(owner).isEmpty());
        owner.tap(gallery.textOf(MINE + ".title"));
    }

    @Test
    void aCompanyIsRegisteredWithAddressesOfATable() throws IOException {
        try (HeadlessBrowser browser = phone.openAtMenu()) {
            phone.checkPage(browser, "company-1-menu");
            browser.tap(phone.textOf(COMPANY + ".title"));
            phone.agree(browser);
            TranscriptReplay walk = TranscriptReplay.readTranscript(COMPANY, "ur");
            walk.beforeInput("4174941-3").replayIn(browser);
            browser.sendText(phone.textOf("engine.button.help"));
            phone.checkPage(browser, "company-2-help");
            String addresses = "39.32.1.7 39.32.1.8 39.32.1.9";
            walk.fromInput("4174941-3").beforeInput(addresses).replayIn(browser);
            sendTable(
                    browser, "IP address;Site", "39.32.1.7;Lahore", "", "10.0.0.3;Lahore", "39.32.1.8;Lahore", "none");
            assertThat(browser.text(".now")).contains("10.0.0.3", "39.32.1.7");
            phone.checkPage(browser, "company-3-rows");
            sendTable(browser, addresses.split(" "));
            walk.afterInput(addresses).beforeInput("39.40.2.1").replayIn(browser);
            browser.sendText("39.40.2.1, 39.40.2.2");
            phone.checkPage(browser, "company-4-connections");
            String done = phone.textOf("engine.button.done");
            browser.tap(done);
            walk.afterInput(done)
                    .beforeInput(phone.textOf(COMPANY + ".check.send"))
                    .replayIn(browser);
            phone.checkPage(browser, "company-5-summary");
            browser.find("#new").click();
            phone.checkPage(browser, "company-6-summary-end");
            send(phone, browser);
            phone.checkPage(browser, "company-7-receipt");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void aCallCentreSeesTheFee() {
        String expiry = LocalDate.ofInstant(server.getBean(Clock.class).instant(), ZoneOffset.UTC)
                .plusYears(1)
                .format(DateTimeFormatter.ofPattern("d/M/yyyy"));
        try (HeadlessBrowser browser = phone.openAtMenu()) {
            browser.tap(phone.textOf(COMPANY + ".title"));
            phone.agree(browser);
            TranscriptReplay walk = TranscriptReplay.readTranscript(COMPANY, "ur", 1);
            walk.beforeInput("CC#1").replayIn(browser);
            browser.sendText("CC-24/118");
            browser.sendText(expiry);
            walk.afterInput("30/6/2027")
                    .beforeInput(phone.textOf("engine.button.help"))
                    .replayIn(browser);
            assertThat(browser.text(".now")).contains(phone.textOf(COMPANY + ".fee_proof.ask"));
            phone.checkPage(browser, "call-centre-1-fee");
            browser.tap(phone.textOf("engine.button.help"));
            phone.checkPage(browser, "call-centre-2-help");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void aColleagueIsInvitedLetInAndSeesWhatTheOrganisationSent() {
        try (HeadlessBrowser owner = phone.openAtMenu()) {
            registerUntilSummary(phone, owner);
            send(phone, owner);
            phone.startScript(owner, MINE);
            phone.checkPage(owner, "members-1-alone");
            invite(phone, owner);
            phone.checkPage(owner, "members-2-invitation");
            assertThat(links(owner).get(TELEGRAM).getText())
                    .startsWith("https://t.me/" + FakeBotApi.USERNAME + "?start=");
            WebElement link = links(owner).get(BROWSER);
            assertThat(link.getText()).startsWith(PAGE + "/?join=").isEqualTo(link.getAttribute("href"));
            assertThat((String) owner.run("""
                    getSelection().selectAllChildren(document.querySelector('.now .words'));
                    return getSelection().toString();""")).contains(link.getText()).doesNotContainPattern("[\u2066-\u2069]");
            owner.run("getSelection().removeAllRanges()");
            try (HeadlessBrowser colleague = invited(phone, link)) {
                phone.checkPage(colleague, "join-1-invitation");
                join(phone, colleague, "بلال احمد");
                phone.checkPage(colleague, "join-2-waits");
                openWhenAsked(phone, owner);
                phone.checkPage(owner, "members-3-asked");
                owner.tap(phone.textOf("values.decide"));
                phone.checkPage(owner, "members-4-whom");
                owner.find(".now .row button").click();
                owner.awaitAnswer();
                owner.tap(phone.textOf(MINE + ".verdict.options.approve"));
                colleague.await(
                        "word of it", () -> !colleague.all(".now .row button").isEmpty());
                phone.checkPage(colleague, "join-3-let-in");
                phone.startScript(colleague, "my-registrations");
                assertThat(colleague.text(".now")).contains("Alif Software (Private) Limited");
                phone.checkPage(colleague, "join-4-registrations");
                assertThat(colleague.complaints()).isEmpty();
            }
            owner.sendText(phone.textOf("organisation-applications.title"));
            phone.checkPage(owner, "applications-1-counts");
            owner.sendText("39.40.2.1");
            assertThat(owner.logText())
                    .contains(ChatPageScreens.firstReference(owner).toGroupedText());
            phone.checkPage(owner, "applications-2-found");
            assertThat(owner.complaints()).isEmpty();
        }
    }

    @Test
    void theFullestScreensAreRightAtADeskInEnglish() {
        ChatPageScreens desk = new ChatPageScreens(server, Screen.DESK, "en");
        try (HeadlessBrowser owner = desk.openAtMenu()) {
            registerUntilSummary(desk, owner);
            desk.checkPage(owner, "company-5-summary");
            send(desk, owner);
            desk.startScript(owner, MINE);
            invite(desk, owner);
            try (HeadlessBrowser colleague = invited(desk, links(owner).get(BROWSER))) {
                join(desk, colleague, "Bilal Ahmed");
                openWhenAsked(desk, owner);
                desk.checkPage(owner, "members-3-asked");
                assertThat(colleague.complaints()).isEmpty();
            }
            assertThat(owner.complaints()).isEmpty();
        }
    }
}
