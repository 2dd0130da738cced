package pk.rahnuma.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.http.caller.ChatTokens;
import pk.rahnuma.messaging.conversation.Channel;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.messaging.conversation.ChatAddress;
import pk.rahnuma.messaging.conversation.ChatRepository;
import pk.rahnuma.messaging.conversation.ChatTokenService;
import pk.rahnuma.telegram.fake.FakeBotApi;
import pk.rahnuma.telegram.fake.FakeTelegramUser;
import pk.rahnuma.telegram.fake.SignedInitData;

/// Pages within Telegram over HTTP, with data that Telegram would sign.
class TelegramAppControllerTest {

    private static final String FORM = "apply/register-individual";
    private static final String COOKIE = "__Host-rahnuma-telegram";

    private static final String BROWSER_COOKIE = "__Host-rahnuma";

    private static FakeBotApi api;
    private static TestServer server;
    private static int users = 8800;

    private final Instant begun = now();

    @BeforeAll
    static void open() {
        api = FakeBotApi.start();
        server = TestServer.onH2()
                .withBot(api)
                .withVariable("RAHNUMA_URL", "https://desk.example.pk")
                .withVariable("RAHNUMA_TURN_PATIENCE", "1m")
                .withVariable("RAHNUMA_SMS_URL", "log")
                .startServer();
    }

    @AfterAll
    static void close() {
        server.close();
        api.close();
    }

    private static FakeTelegramUser newUser(String language) {
        FakeTelegramUser user = api.person(++users, language);
        user.says("/start");
        user.awaits(said -> !said.buttons().isEmpty());
        return user;
    }

    /// Data of an age when the test began: the seconds that it takes do not make data equal.
    private String dataOf(int user, Duration age) {
        return SignedInitData.sign(api.token(), user, begun.minus(age));
    }

    private static Instant now() {
        return server.getBean(Clock.class).instant();
    }

    private static HttpResponse<String> signIn(PageVisitor visitor, String data, String page, String... headers) {
        return visitor.post("/telegram-app", Map.of("initData", data, "page", page), headers);
    }

    private static Predicate<FakeBotApi.Said> opens(String page) {
        return said -> said.buttons().stream()
                .flatMap(List::stream)
                .anyMatch(button -> ("https://desk.example.pk/telegram-app?page=" + page).equals(button.app()));
    }

    private static String labelOf(FakeBotApi.Said said) {
        return said.buttons().getLast().getFirst().label();
    }

    @Test
    void chatAndPagesHaveOneDraft() {
        FakeTelegramUser ayesha = newUser("en");
        ayesha.says("/register");
        assertThat(labelOf(ayesha.awaits(opens(FORM)))).isEqualTo("Fill in a form instead");
        PageVisitor app = new PageVisitor(server);
        assertThat(signIn(app, dataOf(users, Duration.ZERO), FORM).body())
                .contains("\"next\":\"/en/apply/register-individual\"", "\"fresh\":true");
        HttpResponse<String> page = app.get("/en/" + FORM);
        assertThat(page.uri().getPath()).endsWith("/consent");
        int heard = ayesha.heard().size();
        page = app.answer(app.answer(page, "yes"), "freelancer");
        assertThat(page.uri().getPath()).endsWith("/full_name");
        ayesha.says("Ayesha Khan");
        ayesha.awaits("13 digits");
        assertThat(ayesha.heard()).as("pages show their questions themselves").hasSize(heard + 1);
        assertThat(app.get("/en/" + FORM).uri().getPath()).endsWith("/id_number");
        assertThat(api.complaints()).isEmpty();
    }

    @Test
    void theMenuOffersTheListOfFormsInTheLanguageOfTheChat() {
        FakeTelegramUser bilal = newUser("ur");
        bilal.says("/menu");
        assertThat(labelOf(bilal.awaits(opens("apply")))).isEqualTo("اس کے بجائے فارم بھریے");
        assertThat(signIn(new PageVisitor(server), dataOf(users, Duration.ZERO), "apply")
                        .body())
                .contains("\"next\":\"/ur/apply\"");
    }

    @Test
    void aLinkToTheSignInOpensWithinTelegramSoThatTheAddressIsAddedToThatChat() {
        FakeTelegramUser sana = newUser("en");
        sana.says("news by e-mail");
        FakeBotApi.Said said = sana.awaits(opens("sign-in"));
        assertThat(said.text()).contains("https://desk.example.pk/en/sign-in");
        assertThat(labelOf(said)).isEqualTo("Sign in for this chat");
        PageVisitor app = new PageVisitor(server);
        assertThat(signIn(app, dataOf(users, Duration.ZERO), "sign-in").body()).contains("\"next\":\"/en/sign-in\"");
        String session = app.cookie(COOKIE);
        HttpResponse<String> page = app.post("/en/sign-in", Map.of("address", "0300 1234567"));
        assertThat(page.uri().getPath()).isEqualTo("/en/sign-in/code");
        assertThat(app.cookie(COOKIE)).isEqualTo(session);
        assertThat(app.cookie("__Host-rahnuma-sign-in")).isNotEmpty();
    }

    /// Somebody else may have sent the link to the entry page, with data that is signed for them.
    @Test
    void aChatThatTheBrowserHasComesFirst() {
        PageVisitor visitor = new PageVisitor(server);
        visitor.answer(visitor.post("/en/" + FORM, Map.of()), "yes");
        String own = visitor.cookie(BROWSER_COOKIE);
        newUser("en");
        signIn(visitor, dataOf(users, Duration.ZERO), FORM);
        assertThat(visitor.cookie(COOKIE)).isNotEmpty();
        assertThat(visitor.cookie(BROWSER_COOKIE)).isEqualTo(own);
        assertThat(visitor.get("/en/" + FORM).uri().getPath())
                .as("the draft of the browser")
                .endsWith("/work_type");
        assertThat(visitor.get("/en/apply").body())
                .as("it looks as within Telegram")
                .contains("telegram-app.js");
    }

    @Test
    void aCookieThatOpensNoChatGivesWayToTheSession() {
        PageVisitor visitor = new PageVisitor(server).withCookie(BROWSER_COOKIE, ChatTokens.createToken());
        newUser("en");
        signIn(visitor, dataOf(users, Duration.ZERO), FORM);
        assertThat(visitor.cookie(BROWSER_COOKIE)).isEmpty();
        assertThat(visitor.get("/en/" + FORM).body()).contains("telegram");
    }

    @Test
    void itsCookieOpensChatsOnTelegramOnly() {
        PageVisitor other = new PageVisitor(server);
        other.answer(other.post("/en/" + FORM, Map.of()), "yes");
        PageVisitor visitor = new PageVisitor(server).withCookie(COOKIE, other.cookie(BROWSER_COOKIE));
        assertThat(visitor.get("/en/" + FORM).body()).as("without a chat").contains("Have ready");
    }

    @Test
    void anUnknownPageIsTheStartPage() {
        newUser("en");
        for (String page :
                List.of("", "desk", "//elsewhere.example", "apply/eligibility", "apply/register-individual/x")) {
            assertThat(signIn(new PageVisitor(server), dataOf(users, Duration.ofSeconds(page.length())), page)
                            .body())
                    .as(page)
                    .contains("\"next\":\"/en/\"");
        }
    }

    @Test
    void forgedOrOldDataIsRejected() {
        newUser("en");
        String data = dataOf(users, Duration.ZERO);
        for (String rejected : List.of(
                SignedInitData.sign("1234567890:another-token-of-another-bot", users, now()),
                data.replace("%3A" + users, "%3A" + (users - 1)),
                data.replaceFirst("hash=[0-9a-f]{64}", "hash="),
                dataOf(users, Duration.ofMinutes(6)),
                dataOf(users, Duration.ofMinutes(-3)),
                "x".repeat(8_001),
                "")) {
            HttpResponse<String> response = signIn(new PageVisitor(server), rejected, FORM);
            assertThat(response.statusCode()).isEqualTo(422);
            assertThat(response.headers().allValues("Set-Cookie")).isEmpty();
        }
        assertThat(signIn(new PageVisitor(server), data, FORM).statusCode()).isEqualTo(200);
    }

    @Test
    void usedDataIsGoodForItsOwnSessionAlone() {
        newUser("en");
        PageVisitor bilal = new PageVisitor(server);
        signIn(bilal, dataOf(users, Duration.ZERO), FORM);
        newUser("en");
        PageVisitor ayesha = new PageVisitor(server);
        String data = dataOf(users, Duration.ZERO);
        assertThat(signIn(ayesha, data, FORM).body()).contains("\"fresh\":true");
        assertThat(signIn(ayesha, data, FORM).body()).as("loaded again").contains("\"fresh\":false");
        assertThat(signIn(bilal, data, FORM).statusCode()).as("another person").isEqualTo(422);
        assertThat(signIn(new PageVisitor(server), data, FORM).statusCode())
                .as("another browser")
                .isEqualTo(422);
        String next = dataOf(users, Duration.ofSeconds(1));
        assertThat(signIn(bilal, next, FORM).body())
                .as("another account on the phone")
                .contains("\"fresh\":true");
        assertThat(signIn(bilal, next, FORM).body()).contains("\"fresh\":false");
    }

    @Test
    void anAccountHasAtMostTenSessions() {
        newUser("en");
        for (int session = 0; session <= ChatTokenService.MAX_TOKENS_PER_CHAT; session++) {
            PageVisitor app = new PageVisitor(server);
            String data = dataOf(users, Duration.ofSeconds(session));
            assertThat(signIn(app, data, FORM).statusCode()).isEqualTo(200);
            assertThat(signIn(app, data, FORM).body()).contains("\"fresh\":false");
        }
        ChatAddress address = new ChatAddress(Channel.TELEGRAM, Integer.toString(users));
        Chat chat = server.getBean(ChatRepository.class)
                .findByAddresses(List.of(address))
                .get(address);
        assertThat(server.getBean(ChatTokenService.class).listDevices(chat, new byte[32]))
                .hasSize(ChatTokenService.MAX_TOKENS_PER_CHAT);
    }

    @Test
    void aRequestOfAnotherSiteIsRejected() {
        newUser("en");
        HttpResponse<String> response =
                signIn(new PageVisitor(server), dataOf(users, Duration.ZERO), FORM, "Sec-Fetch-Site", "cross-site");
        assertThat(response.statusCode()).isEqualTo(403);
    }

    @Test
    void onlyTelegramShowsPagesInAFrameAndOnlyThoseOfItsSessions() {
        newUser("en");
        PageVisitor app = new PageVisitor(server);
        assertThat(isFramed(app.get("/telegram-app"))).isTrue();
        assertThat(isFramed(app.get("/en/status"))).as("without a session").isFalse();
        HttpResponse<String> signed = signIn(app, dataOf(users, Duration.ZERO), FORM);
        assertThat(signed.headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith(COOKIE + "=")
                .endsWith("; Path=/; HttpOnly; SameSite=None; Secure; Partitioned");
        assertThat(isFramed(app.get("/en/status"))).isTrue();
        assertThat(isFramed(app.get("/en/"))).isTrue();
        assertThat(isFramed(app.get("/desk/sign-in"))).isFalse();
        assertThat(isFramed(app.get("/api/v1/conversation"))).isFalse();
    }

    private static boolean isFramed(HttpResponse<String> page) {
        String policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
        boolean framed = policy.contains("frame-ancestors https://web.telegram.org;");
        assertThat(policy.contains("frame-ancestors 'none'")).isNotEqualTo(framed);
        assertThat(page.headers().firstValue("X-Frame-Options").isPresent()).isNotEqualTo(framed);
        return framed;
    }

    @Test
    void pagesWithinTelegramHaveItsScriptAndNoOthersGetThemFromACache() {
        newUser("en");
        PageVisitor app = new PageVisitor(server);
        HttpResponse<String> outside = app.get("/en/");
        assertThat(outside.body()).doesNotContain("telegram-app.js");
        assertThat(outside.headers().firstValue("Cache-Control")).hasValue("public, max-age=300");
        signIn(app, dataOf(users, Duration.ZERO), FORM);
        HttpResponse<String> inside = app.get("/en/");
        assertThat(inside.body()).contains("telegram-app.js");
        assertThat(inside.headers().firstValue("Cache-Control")).hasValue("private, no-cache");
    }

    @Test
    void withoutABotThereIsNoApp() {
        try (TestServer desk = TestServer.onH2().startServer()) {
            PageVisitor visitor = new PageVisitor(desk);
            assertThat(visitor.get("/telegram-app").statusCode()).isEqualTo(404);
            assertThat(signIn(visitor, dataOf(1, Duration.ZERO), FORM).statusCode())
                    .isEqualTo(404);
        }
    }
}
