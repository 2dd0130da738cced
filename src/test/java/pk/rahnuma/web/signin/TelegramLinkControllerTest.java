package pk.rahnuma.web.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.TestServer;
import pk.rahnuma.http.QrCode;
import pk.rahnuma.person.link.PersonLinkJob;
import pk.rahnuma.telegram.fake.FakeBotApi;
import pk.rahnuma.telegram.fake.FakeTelegramUser;
import pk.rahnuma.web.PageVisitor;

/// A form that is carried from a page to Telegram by a link, over HTTP and a stand-in of Telegram.
class TelegramLinkControllerTest {

    private static final String FORM = "/en/apply/register-individual";
    private static final String PAGE = "/en/continue/telegram";
    private static final Pattern LINK =
            Pattern.compile("https://t\\.me/" + FakeBotApi.USERNAME + "\\?start=(connect-[0-9]{9})");

    private static FakeBotApi api;
    private static TestServer server;
    private static int users = 6600;

    @BeforeAll
    static void open() {
        api = FakeBotApi.start();
        server = TestServer.onH2()
                .withBot(api)
                .withVariable("RAHNUMA_URL", "https://desk.example.pk")
                .withVariable("RAHNUMA_TURN_PATIENCE", "1m")
                .startServer();
        PageVisitor visitor = beginForm();
        AwaitSupport.await().until(() -> visitor.get("/en/continue").body().contains("Go on in Telegram"));
    }

    @AfterAll
    static void close() {
        server.close();
        api.close();
    }

    private static FakeTelegramUser newUser() {
        FakeTelegramUser user = api.person(++users, "en");
        user.says("/start");
        user.awaits("This is Rahnuma");
        return user;
    }

    /// Visitor who has answered the first two questions.
    private static PageVisitor beginForm() {
        PageVisitor visitor = new PageVisitor(server);
        visitor.answer(visitor.answer(visitor.post(FORM, Map.of()), "yes"), "freelancer");
        return visitor;
    }

    /// Makes a link. Returns what Telegram sends to the bot for it.
    private static String makeLink(PageVisitor visitor) {
        HttpResponse<String> page = visitor.post(PAGE, Map.of());
        Matcher link = LINK.matcher(page.body());
        assertThat(link.find()).as(page.body()).isTrue();
        assertThat(page.body()).contains(QrCode.toSvg(link.group()));
        return "/start " + link.group(1);
    }

    private static void runJob() {
        AwaitSupport.await()
                .until(() ->
                        server.sql().queryOne(Integer.class, "select count(*) from message where state = 'PENDING'")
                                == 0);
        server.getBean(PersonLinkJob.class).processLinks();
    }

    @Test
    void theFormOfThePageGoesOnInTelegramAndThePageStartsAgain() {
        PageVisitor page = beginForm();
        assertThat(page.get(PAGE).body()).contains("Make the link").doesNotContain("Was that you");
        String start = makeLink(page);
        FakeTelegramUser ayesha = newUser();
        ayesha.says(start);
        ayesha.awaits("Is it a chat of your own");
        ayesha.taps("Yes");
        ayesha.awaits("go back to the page");
        assertThat(page.get(PAGE).body()).contains("Was that you", "value=\"no\"");
        assertThat(page.post(PAGE, Map.of()).body())
                .as("the page with the link, reloaded")
                .contains("Was that you");
        assertThat(page.post(PAGE, Map.of("agree", "yes")).body())
                .contains("In a minute or two your chats are connected");
        runJob();
        ayesha.awaits("belongs to this chat now");
        ayesha.says("/register");
        ayesha.awaits("full name");
        ayesha.says("Ayesha Khan");
        ayesha.awaits("13 digits");
        assertThat(page.get(FORM).body()).contains("Have ready");
        assertThat(api.complaints()).isEmpty();
    }

    @Test
    void withoutBothYesesNothingIsLinked() {
        PageVisitor page = beginForm();
        FakeTelegramUser bilal = newUser();
        bilal.says(makeLink(page));
        bilal.awaits("Is it a chat of your own");
        assertThat(page.get(PAGE).body()).as("before the first yes").doesNotContain("Was that you");
        assertThat(page.post(PAGE, Map.of("agree", "yes")).body()).contains("It is too late");
        bilal.taps("Yes");
        bilal.awaits("go back to the page");
        assertThat(page.post(PAGE, Map.of("agree", "no")).body()).contains("nothing has changed");
        runJob();
        bilal.says("/register");
        bilal.awaits("Before you give anything personal");
        assertThat(page.get(FORM).uri().getPath()).isEqualTo(FORM + "/full_name");
    }

    @Test
    void anEarlierOrInventedCodeGetsOneAnswer() {
        PageVisitor page = beginForm();
        String earlier = makeLink(page);
        makeLink(page);
        FakeTelegramUser celia = newUser();
        celia.says(earlier);
        celia.awaits("This link is used already");
        celia.says("/start connect-000000000");
        celia.awaits("This link is used already");
    }

    @Test
    void withoutAChatOrABotThereIsNoLink() {
        assertThat(new PageVisitor(server).post(PAGE, Map.of()).statusCode()).isEqualTo(401);
        assertThat(beginForm()
                        .post(PAGE, Map.of(), "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
        try (TestServer desk = TestServer.onH2()
                .withVariable("RAHNUMA_URL", "https://desk.example.pk")
                .startServer()) {
            PageVisitor visitor = new PageVisitor(desk);
            visitor.post(FORM, Map.of());
            assertThat(visitor.get("/en/continue").body()).doesNotContain("Telegram");
            assertThat(visitor.get(PAGE).statusCode()).isEqualTo(422);
        }
    }
}
