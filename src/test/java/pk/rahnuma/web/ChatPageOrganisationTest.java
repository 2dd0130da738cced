package pk.rahnuma.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WebElement;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.telegram.fake.FakeBotApi;
import pk.rahnuma.web.HeadlessBrowser.Screen;

/// Organisations on the chat page, in Urdu on a phone, and the fullest screens in English on a desktop.
@Tag("long")
class ChatPageOrganisationTest {

    private static final String PAGE = "http://desk.example.pk";
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

    /// Chat of a person whose company is registered but for the last tap.
    private static ApiClient registerUntilSummary(ChatPageScreens gallery) {
        ApiClient chat = gallery.beginChat(COMPANY);
        TranscriptReplay.readTranscript(COMPANY, gallery.language())
                .beforeInput(gallery.textOf(COMPANY + ".check.send"))
                .sendBy(chat);
        return chat;
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
                HeadlessBrowser.open(server.address().resolve("/chat?" + query), gallery.screen(), gallery.language());
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
        TranscriptReplay walk = TranscriptReplay.readTranscript(COMPANY, "ur");
        String addresses = "39.32.1.7 39.32.1.8 39.32.1.9";
        ApiClient chat = phone.beginChat(COMPANY);
        walk.beforeInput(addresses).sendBy(chat);
        try (HeadlessBrowser browser = phone.openChat(chat)) {
            sendTable(
                    browser, "IP address;Site", "39.32.1.7;Lahore", "", "10.0.0.3;Lahore", "39.32.1.8;Lahore", "none");
            assertThat(browser.text(".now")).contains("10.0.0.3", "39.32.1.7");
            phone.checkPage(browser, "company-2-rows");
            sendTable(browser, addresses.split(" "));
            phone.checkPage(browser, "company-3-connections");
            walk.afterInput(addresses)
                    .beforeInput(phone.textOf(COMPANY + ".check.send"))
                    .sendBy(chat);
            browser.openChatPage();
            browser.awaitAnswer();
            phone.checkPage(browser, "company-4-summary");
            send(phone, browser);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void aColleagueIsInvitedLetInAndSeesWhatTheOrganisationSent() {
        try (HeadlessBrowser owner = phone.openChat(registerUntilSummary(phone))) {
            send(phone, owner);
            phone.startScript(owner, MINE);
            invite(phone, owner);
            phone.checkPage(owner, "members-2-invitation");
            assertThat(links(owner).get(TELEGRAM).getText())
                    .startsWith("https://t.me/" + FakeBotApi.USERNAME + "?start=");
            WebElement link = links(owner).get(BROWSER);
            assertThat(link.getText()).startsWith(PAGE + "/chat?join=").isEqualTo(link.getAttribute("href"));
            assertThat((String) owner.run("""
                    getSelection().selectAllChildren(document.querySelector('.now .words'));
                    return getSelection().toString();""")).contains(link.getText()).doesNotContainPattern("[\u2066-\u2069]");
            owner.run("getSelection().removeAllRanges()");
            try (HeadlessBrowser colleague = invited(phone, link)) {
                phone.checkPage(colleague, "join-1-invitation");
                join(phone, colleague, "بلال احمد");
                openWhenAsked(phone, owner);
                phone.checkPage(owner, "members-3-asked");
                owner.tap(phone.textOf("values.decide"));
                owner.find(".now .row button").click();
                owner.awaitAnswer();
                owner.tap(phone.textOf(MINE + ".verdict.options.approve"));
                colleague.await(
                        "word of it", () -> !colleague.all(".now .row button").isEmpty());
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
            assertThat(owner.complaints()).isEmpty();
        }
    }

    @Test
    void theFullestScreensAreRightAtADeskInEnglish() {
        ChatPageScreens desk = new ChatPageScreens(server, Screen.DESK, "en");
        try (HeadlessBrowser owner = desk.openChat(registerUntilSummary(desk))) {
            desk.checkPage(owner, "company-4-summary");
            send(desk, owner);
            desk.startScript(owner, MINE);
            invite(desk, owner);
            desk.checkPage(owner, "members-2-invitation");
            assertThat(owner.complaints()).isEmpty();
        }
    }
}
