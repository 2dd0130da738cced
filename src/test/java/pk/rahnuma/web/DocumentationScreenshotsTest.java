package pk.rahnuma.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.cli.DemoSizeFixture;
import pk.rahnuma.cli.demo.DemoDataSeeder;
import pk.rahnuma.console.ConsoleBrowser;
import pk.rahnuma.console.ConsoleTestServer;
import pk.rahnuma.endtoend.TelegramRegistrationTest;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.startup.CommandContext;
import pk.rahnuma.startup.ContextBootstrap;
import pk.rahnuma.telegram.fake.FakeBotApi;
import pk.rahnuma.web.HeadlessBrowser.Screen;

/// Takes the pictures of the documents and compares them with those in `docs/images`, coarsely: references and fonts
/// may differ, the page may not. `-Drahnuma.docs.write=true` replaces them.
@Tag("long")
class DocumentationScreenshotsTest {

    private static final Path IMAGES = Path.of("docs", "images");
    private static final Pattern TICKET = Pattern.compile("T[0-9A-Z]{3}-[0-9A-Z]{4}-[0-9A-Z]{2}");
    private static final int GRID = 48;

    /// Of 255 levels of grey, in the mean of all cells of the grid.
    private static final double MAX_DIFFERENCE = 6;

    private static final long GROUP = -1001234567890L;

    private static FakeBotApi api;
    private static TestServer server;
    private static ConsoleTestServer office;

    @BeforeAll
    static void open() {
        api = FakeBotApi.start();
        api.forum(GROUP);
        server = TelegramRegistrationTest.start(
                TestServer.onH2().withProperty("rahnuma.telegram.staff.group", Long.toString(GROUP)), api);
        server.stop();
        try (CommandContext opened = ContextBootstrap.openContext(server.settings())) {
            new DemoDataSeeder(opened.context(), DemoSizeFixture.SMALL_SIZE, 1).seedDatabase();
        }
        server.start();
        office = new ConsoleTestServer(server);
    }

    @AfterAll
    static void close() {
        server.close();
        api.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ur"})
    void theChatPageLooksAsInTheDocuments(String language) throws IOException {
        ChatPageScreens screens = new ChatPageScreens(server, Screen.PHONE, language);
        try (HeadlessBrowser browser = screens.openAtMenu()) {
            browser.setTheme("light");
            screens.startScript(browser, "register-individual");
            screens.agree(browser);
            TranscriptReplay.readTranscript("register-individual", language)
                    .slice(0, 5)
                    .replayIn(browser);
            compare(browser, "chat-" + language);
        }
    }

    @Test
    void theTicketPageLooksAsInTheDocuments() throws IOException {
        String sana = office.signInMember("Sana", StaffRole.SUPERVISOR).token();
        ApiClient person = ApiClient.asBrowser(server.address());
        for (String text : List.of("سلام", "human")) {
            person.sendText(text);
        }
        Matcher ticket = TICKET.matcher(person.sendText("میری لائن صبح سے بند ہے، براہِ کرم مدد کریں۔")
                .texts()
                .toString());
        assertThat(ticket.find()).isTrue();
        Reference number = Reference.parseText(ticket.group()).orElseThrow();
        compareTicket(sana, number, Screen.DESK, "en", "console-ticket");
        compareTicket(sana, number, Screen.PHONE, "ur", "console-ticket-ur");
    }

    private static void compareTicket(String token, Reference number, Screen screen, String language, String name)
            throws IOException {
        try (ConsoleBrowser console = ConsoleBrowser.open(server.address(), screen, language, token)) {
            HeadlessBrowser browser = console.browser();
            browser.setTheme("light");
            browser.openPath("/desk/tickets/" + number.toGroupedText());
            if (!browser.all("[data-claim]").isEmpty()) {
                browser.find("[data-claim]").click();
            }
            browser.find("#reply");
            browser.run("window.scrollTo(0, 0)");
            compare(browser, name);
        }
    }

    @Test
    void theApplicationPageLooksAsInTheDocuments() throws IOException {
        Reference other = office.submitApplication(office.createPerson("en"), Map.of(), "39.32.1.7");
        Reference own = office.submitApplication(office.createPerson("en"), Map.of(), "39.32.1.7");
        assertThat(other).isNotEqualTo(own);
        try (HeadlessBrowser browser = openConsole("Hira", StaffRole.REVIEWER)) {
            browser.openPath("/desk/applications/" + own.toGroupedText());
            browser.find("#decision");
            compare(browser, "console-application");
        }
    }

    @Test
    void theChartsLookAsInTheDocuments() throws IOException {
        try (HeadlessBrowser browser = openConsole("Nadia", StaffRole.SUPERVISOR)) {
            browser.openPath("/desk/charts?days=180");
            browser.find("section.chart svg.picture");
            compare(browser, "console-charts");
        }
    }

    @Test
    void theAccountPageLooksAsInTheDocuments() throws IOException {
        try (HeadlessBrowser browser = openConsole("Bilal", StaffRole.ADMINISTRATOR)) {
            browser.openPath("/desk/me");
            browser.find("#for-telegram").sendKeys(ConsoleTestServer.PASSWORD);
            browser.run("document.querySelector('form[hx-post=\"/desk/me/telegram\"]').requestSubmit()");
            browser.find("#link");
            compare(browser, "console-account");
        }
    }

    private static HeadlessBrowser openConsole(String member, StaffRole role) {
        String token = office.signInMember(member, role).token();
        HeadlessBrowser browser =
                ConsoleBrowser.open(server.address(), Screen.DESK, "en", token).browser();
        browser.setTheme("light");
        return browser;
    }

    private static void compare(HeadlessBrowser browser, String name) throws IOException {
        browser.screenshot("docs-" + name);
        Path taken = Path.of("target", "screenshots", "docs-" + name + ".png");
        Path image = IMAGES.resolve(name + ".png");
        if (Boolean.getBoolean("rahnuma.docs.write")) {
            Files.copy(taken, image, StandardCopyOption.REPLACE_EXISTING);
        }
        assertThat(difference(ImageIO.read(taken.toFile()), ImageIO.read(image.toFile())))
                .as(
                        "difference between %s and %s; if the page is right, run `mvn test -Dtest=%s"
                                + " -Dexcluded.groups= -Drahnuma.docs.write=true`",
                        taken, image, DocumentationScreenshotsTest.class.getSimpleName())
                .isLessThan(MAX_DIFFERENCE);
    }

    private static double difference(BufferedImage one, BufferedImage other) {
        assertThat(one.getWidth()).isEqualTo(other.getWidth());
        assertThat(one.getHeight()).isEqualTo(other.getHeight());
        BufferedImage small = toGrid(one);
        BufferedImage otherSmall = toGrid(other);
        long sum = 0;
        for (int y = 0; y < GRID; y++) {
            for (int x = 0; x < GRID; x++) {
                sum += Math.abs(small.getRaster().getSample(x, y, 0)
                        - otherSmall.getRaster().getSample(x, y, 0));
            }
        }
        return (double) sum / (GRID * GRID);
    }

    private static BufferedImage toGrid(BufferedImage image) {
        BufferedImage grid = new BufferedImage(GRID, GRID, BufferedImage.TYPE_BYTE_GRAY);
        var graphics = grid.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(image.getScaledInstance(GRID, GRID, java.awt.Image.SCALE_AREA_AVERAGING), 0, 0, null);
        graphics.dispose();
        return grid;
    }
}
