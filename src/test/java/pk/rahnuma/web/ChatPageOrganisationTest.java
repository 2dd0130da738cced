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
import pk.rahnuma.telegram.FakeBotApi;
import pk.rahnuma.web.HeadlessBrowser.Screen;

/// Organisations on the chat page, in Urdu on a phone, and the fullest screens in English at a desk. Leaves a picture
/// of each screen under `target/screenshots`.
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
    private static TestServer house;
    private static ChatPageScreens phone;

    @BeforeAll
    static void open() {
        api = FakeBotApi.start();
        house = TestServer.onH2()
                .with("TELEGRAM_BOT_TOKEN", api.token())
                .with("TELEGRAM_API_URL", api.url())
                .property("rahnuma.url", PAGE)
                .property("rahnuma.api.messages", 1000)
                .start();
        phone = new ChatPageScreens(house, Screen.PHONE, "ur");
    }

    @AfterAll
    static void close() {
        house.close();
        api.close();
    }

    private static void sendTable(HeadlessBrowser browser, String... rows) throws IOException {
        Path table = Files.writeString(tables.resolve("addresses.csv"), String.join("\n", rows));
        browser.attach(table.toAbsolutePath());
        browser.awaitAnswer();
    }

    private static void registerUntilSummary(ChatPageScreens gallery, HeadlessBrowser browser) {
        browser.tap(gallery.said(COMPANY + ".title"));
        TranscriptReplay.of(COMPANY, gallery.language())
                .before(gallery.said(COMPANY + ".check.send"))
                .walk(browser);
    }

    private static void send(ChatPageScreens gallery, HeadlessBrowser browser) {
        browser.tap(gallery.said(COMPANY + ".check.send"));
        ChatPageScreens.reference(browser);
    }

    private static void invite(ChatPageScreens gallery, HeadlessBrowser owner) {
        owner.tap(gallery.said("values.invite"));
        owner.tap(gallery.said(MINE + ".invite_as.options.representative"));
    }

    private static List<WebElement> links(HeadlessBrowser browser) {
        return browser.all(".now .words a");
    }

    /// A fresh browser, in which the link is opened.
    private static HeadlessBrowser invited(ChatPageScreens gallery, WebElement link) {
        String query = URI.create(link.getAttribute("href")).getRawQuery();
        HeadlessBrowser browser =
                HeadlessBrowser.open(house.address().resolve("/?" + query), gallery.screen(), gallery.language());
        browser.awaitAnswer();
        return browser;
    }

    private static void join(ChatPageScreens gallery, HeadlessBrowser colleague, String name) {
        colleague.tap(gallery.said("options.yes_no.yes"));
        colleague.say(name);
    }

    /// Word of it takes the place of the invitation as what can be answered.
    private static void openWhenAsked(ChatPageScreens gallery, HeadlessBrowser owner) {
        owner.await("word of it", () -> links(owner).isEmpty());
        owner.tap(gallery.said(MINE + ".title"));
    }

    @Test
    void aCompanyIsRegisteredWithAddressesOfATable() throws IOException {
        try (HeadlessBrowser browser = phone.person()) {
            phone.look(browser, "company-1-menu");
            browser.tap(phone.said(COMPANY + ".title"));
            TranscriptReplay walk = TranscriptReplay.of(COMPANY, "ur");
            walk.before("33402").walk(browser);
            browser.say(phone.said("engine.button.help"));
            phone.look(browser, "company-2-help");
            String addresses = "39.32.1.7 39.32.1.8 39.32.1.9";
            walk.from("33402").before(addresses).walk(browser);
            sendTable(
                    browser, "IP address;Site", "39.32.1.7;Lahore", "", "10.0.0.3;Lahore", "39.32.1.8;Lahore", "none");
            assertThat(browser.text(".now")).contains("10.0.0.3", "39.32.1.7");
            phone.look(browser, "company-3-rows");
            sendTable(browser, addresses.split(" "));
            String more = "39.40.2.1, 39.40.2.2";
            walk.after(addresses).before(more).walk(browser);
            browser.say(more);
            phone.look(browser, "company-4-connections");
            String done = phone.said("engine.button.done");
            browser.tap(done);
            walk.after(done).before(phone.said(COMPANY + ".check.send")).walk(browser);
            phone.look(browser, "company-5-summary");
            browser.find("#new").click();
            phone.look(browser, "company-6-summary-end");
            send(phone, browser);
            phone.look(browser, "company-7-receipt");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void aCallCentreIsToldOfTheFee() {
        String expiry = LocalDate.ofInstant(house.get(Clock.class).instant(), ZoneOffset.UTC)
                .plusYears(1)
                .format(DateTimeFormatter.ofPattern("d/M/yyyy"));
        try (HeadlessBrowser browser = phone.person()) {
            browser.tap(phone.said(COMPANY + ".title"));
            TranscriptReplay walk = TranscriptReplay.of(COMPANY, "ur", 1);
            walk.before("CC#1").walk(browser);
            browser.say("CC-24/118");
            browser.say(expiry);
            walk.after("30/6/2027").before(phone.said("engine.button.help")).walk(browser);
            assertThat(browser.text(".now")).contains(phone.said(COMPANY + ".fee_proof.ask"));
            phone.look(browser, "call-centre-1-fee");
            browser.tap(phone.said("engine.button.help"));
            phone.look(browser, "call-centre-2-help");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void aColleagueIsInvitedLetInAndSeesWhatTheOrganisationSent() {
        try (HeadlessBrowser owner = phone.person()) {
            registerUntilSummary(phone, owner);
            send(phone, owner);
            phone.start(owner, MINE);
            phone.look(owner, "members-1-alone");
            invite(phone, owner);
            phone.look(owner, "members-2-invitation");
            assertThat(links(owner).get(TELEGRAM).getText())
                    .startsWith("https://t.me/" + FakeBotApi.USERNAME + "?start=");
            WebElement link = links(owner).get(BROWSER);
            assertThat(link.getText()).startsWith(PAGE + "/?join=").isEqualTo(link.getAttribute("href"));
            assertThat((String) owner.run("""
                    getSelection().selectAllChildren(document.querySelector('.now .words'));
                    return getSelection().toString();""")).contains(link.getText()).doesNotContainPattern("[\u2066-\u2069]");
            owner.run("getSelection().removeAllRanges()");
            try (HeadlessBrowser colleague = invited(phone, link)) {
                colleague.tap(phone.said("engine.languages.ur"));
                phone.look(colleague, "join-1-invitation");
                join(phone, colleague, "بلال احمد");
                phone.look(colleague, "join-2-waits");
                openWhenAsked(phone, owner);
                phone.look(owner, "members-3-asked");
                owner.tap(phone.said("values.decide"));
                phone.look(owner, "members-4-whom");
                owner.find(".now .row button").click();
                owner.awaitAnswer();
                owner.tap(phone.said(MINE + ".verdict.options.approve"));
                colleague.await(
                        "word of it", () -> !colleague.all(".now .row button").isEmpty());
                phone.look(colleague, "join-3-let-in");
                phone.start(colleague, "my-registrations");
                assertThat(colleague.text(".now")).contains("Alif Software (Private) Limited");
                phone.look(colleague, "join-4-registrations");
                assertThat(colleague.complaints()).isEmpty();
            }
            owner.say(phone.said("organisation-applications.title"));
            phone.look(owner, "applications-1-counts");
            owner.say("39.40.2.1");
            assertThat(owner.log()).contains(ChatPageScreens.reference(owner).grouped());
            phone.look(owner, "applications-2-found");
            assertThat(owner.complaints()).isEmpty();
        }
    }

    @Test
    void theFullestScreensAreRightAtADeskInEnglish() {
        ChatPageScreens desk = new ChatPageScreens(house, Screen.DESK, "en");
        try (HeadlessBrowser owner = desk.person()) {
            registerUntilSummary(desk, owner);
            desk.look(owner, "company-5-summary");
            send(desk, owner);
            desk.start(owner, MINE);
            invite(desk, owner);
            try (HeadlessBrowser colleague = invited(desk, links(owner).get(BROWSER))) {
                colleague.tap(desk.said("engine.languages.en"));
                join(desk, colleague, "Bilal Ahmed");
                openWhenAsked(desk, owner);
                desk.look(owner, "members-3-asked");
                assertThat(colleague.complaints()).isEmpty();
            }
            assertThat(owner.complaints()).isEmpty();
        }
    }
}
