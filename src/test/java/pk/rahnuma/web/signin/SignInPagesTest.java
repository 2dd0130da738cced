package pk.rahnuma.web.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pk.rahnuma.SteppableClock;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiPersons;
import pk.rahnuma.api.person.EmailSignInFixture;
import pk.rahnuma.telegram.fake.FakeBotApi;
import pk.rahnuma.telegram.fake.FakeTelegramUser;
import pk.rahnuma.telegram.fake.SignedInitData;
import pk.rahnuma.web.PageVisitor;

/// Signing in on the pages, over HTTP and without a script.
class SignInPagesTest extends EmailSignInFixture {

    private static final String START = "/en/sign-in";
    private static final String CODE_PAGE = "/en/sign-in/code";
    private static final String ANOTHER = "/en/sign-in/another";
    private static final String COOKIE = "rahnuma-sign-in";
    private static int lines;

    /// Limits of the network grow back, so that tests do not share them.
    @BeforeEach
    void letLimitsGrowBack() {
        server.getBean(SteppableClock.class).advanceBy(Duration.ofMinutes(10));
    }

    private static HttpResponse<String> requestCode(PageVisitor visitor, String address) {
        return visitor.post(START, Map.of("address", address));
    }

    /// The form of the address as a page has it, with a key of its own.
    private static Map<String, String> createStartForm(String address) {
        return Map.of("address", address, "key", UUID.randomUUID().toString());
    }

    private static HttpResponse<String> enterCode(PageVisitor visitor, String code) {
        return visitor.post(CODE_PAGE, Map.of("code", code, "chat", "own"));
    }

    /// Requests a code and enters it.
    private static HttpResponse<String> signInOn(PageVisitor visitor, String address) {
        int before = mailsTo(address).size();
        requestCode(visitor, address);
        return enterCode(visitor, code(lastMail(address, before + 1)));
    }

    private static ApiClient chatOf(PageVisitor visitor) {
        return ApiClient.asApp(server.address(), visitor.token());
    }

    private static PageVisitor browserOf(ApiClient chat) {
        return new PageVisitor(server).withToken(chat.token());
    }

    private static final Pattern LINK = Pattern.compile("/en/links/[0-9]+");

    private static String submitApplication(ApiClient chat) {
        return ApiPersons.submitApplication(server, chat, "39.35.1." + ++lines);
    }

    private static String wrong(String code) {
        return code.equals("111111") ? "222222" : "111111";
    }

    private static String path(HttpResponse<String> page) {
        return page.uri().getPath();
    }

    /// Page without what is random in it.
    private static String withoutKey(HttpResponse<String> page) {
        return page.body().replaceAll("name=\"key\" value=\"[^\"]+\"", "");
    }

    @Test
    void aPersonSignsInOnTwoBrowsersAndSeesTheirApplicationsInBoth() {
        String address = newAddress();
        PageVisitor phone = new PageVisitor(server);
        HttpResponse<String> start = phone.get(START);
        assertThat(start.statusCode()).isEqualTo(200);
        assertThat(start.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(start.body()).contains("noindex", "Your e-mail address", "Send code");
        HttpResponse<String> page = requestCode(phone, " " + address + " ");
        assertThat(path(page)).isEqualTo(CODE_PAGE);
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(page.body())
                .contains("p•••@example.pk", "10 more minutes", "inputmode=\"numeric\"", "one-time-code", "noindex")
                .doesNotContain(address);
        HttpResponse<String> done = enterCode(phone, code(lastMail(address, 1)));
        assertThat(path(done)).isEqualTo("/en/status");
        assertThat(done.body())
                .contains("You are signed in in this browser", "Signed in as p•••@example.pk.")
                .doesNotContain("Sign in with your e-mail");
        assertThat(phone.cookie(COOKIE)).isEmpty();
        String reference = submitApplication(chatOf(phone));

        PageVisitor laptop = new PageVisitor(server);
        assertThat(signInOn(laptop, address.toUpperCase()).body()).contains(reference);
        assertThat(laptop.token()).isNotEqualTo(phone.token());
        assertThat(phone.get("/en/status").body()).contains(reference);
        assertThat(server.sql()
                        .queryList(
                                String.class,
                                "select what from audit where chain = ? and (what like '%signed-in' or what like 'identity%')"
                                        + " order by seq",
                                ApiPersons.personOf(server, chatOf(phone))))
                .containsExactly("identity.added", "browser.signed-in", "browser.signed-in");
    }

    @Test
    void anApplicationOfAnotherBrowserIsFoundByItsAddressAndSixDigitsOnceTheAddressIsProved() {
        ApiClient sender = ApiClient.asBrowser(server.address());
        sender.sendText("/start").requireStatus(200);
        String reference = submitApplication(sender);
        String receipt =
                browserOf(sender).get("/en/status/" + reference + "/receipt").body();
        assertThat(receipt).contains("confirm the e-mail address", "href=\"/en/sign-in\"");

        PageVisitor laptop = new PageVisitor(server);
        HttpResponse<String> done = signInOn(laptop, "ayesha@example.com");
        assertThat(done.body())
                .contains("find yours below", "action=\"/en/status/addresses\"")
                .doesNotContain(reference);
        HttpResponse<String> wrong = laptop.post("/en/status/addresses", Map.of("proof", "000000"));
        assertThat(wrong.statusCode()).isEqualTo(404);
        assertThat(wrong.body()).contains("these digits nothing was found").doesNotContain(reference);
        HttpResponse<String> found = laptop.post("/en/status/addresses", Map.of("proof", "345671"));
        assertThat(found.statusCode()).isEqualTo(200);
        assertThat(found.body()).contains(reference, "received").doesNotContain("39.35.1", "Ayesha");
        assertThat(path(laptop.get("/en/status/" + reference)))
                .as("its status only")
                .isEqualTo("/en/status");

        PageVisitor stranger = new PageVisitor(server);
        signInOn(stranger, newAddress());
        HttpResponse<String> unknown = stranger.post("/en/status/addresses", Map.of("proof", "345671"));
        assertThat(unknown.statusCode()).isEqualTo(404);
        String signedInAs = "Signed in as [^<]+";
        assertThat(unknown.body().replaceFirst(signedInAs, ""))
                .isEqualTo(wrong.body().replaceFirst(signedInAs, ""));
    }

    @Test
    void aKnownAndAnUnknownAddressGetTheSamePages() {
        String known = newAddress();
        signInOn(new PageVisitor(server), known);
        PageVisitor one = new PageVisitor(server);
        PageVisitor other = new PageVisitor(server);
        HttpResponse<String> ofKnown = requestCode(one, known);
        String unknown = newAddress();
        HttpResponse<String> ofUnknown = requestCode(other, unknown);
        assertThat(withoutKey(ofKnown)).isEqualTo(withoutKey(ofUnknown));
        String right = code(lastMail(known, 2)) + code(lastMail(unknown, 1));
        String wrong = List.of("333333", "444444", "555555").stream()
                .filter(each -> !right.contains(each))
                .findFirst()
                .orElseThrow();
        assertThat(withoutKey(enterCode(one, wrong))).isEqualTo(withoutKey(enterCode(other, wrong)));
    }

    @Test
    void aWrongCodeSaysHowOftenTheNextCanBeTried() {
        String address = newAddress();
        PageVisitor visitor = new PageVisitor(server);
        requestCode(visitor, address);
        String right = code(lastMail(address, 1));
        HttpResponse<String> incomplete = enterCode(visitor, "12345");
        assertThat(incomplete.statusCode()).isEqualTo(422);
        assertThat(incomplete.body()).contains("Please check this", "Enter the six digits of the code");
        for (String left : List.of("4 more times", "3 more times", "2 more times", "once more", "send another one")) {
            HttpResponse<String> page = enterCode(visitor, wrong(right));
            assertThat(page.statusCode()).isEqualTo(422);
            assertThat(page.body()).contains("This code is wrong, used or too old", left);
        }
        assertThat(enterCode(visitor, right).statusCode()).isEqualTo(422);
        assertThat(visitor.token()).isNull();
        visitor.post(ANOTHER, Map.of());
        assertThat(path(enterCode(visitor, code(lastMail(address, 2))))).isEqualTo("/en/status");
    }

    @Test
    void anExpiredCodeIsRefusedAndAnotherOneIsSentToTheSameAddress() {
        String address = newAddress();
        PageVisitor visitor = new PageVisitor(server);
        requestCode(visitor, address);
        server.getBean(SteppableClock.class).advanceBy(Duration.ofMinutes(10));
        assertThat(visitor.get(CODE_PAGE).body()).contains("The code has expired");
        assertThat(enterCode(visitor, code(lastMail(address, 1))).body())
                .contains("This code is wrong, used or too old. Please send another one.");
        HttpResponse<String> page = visitor.post(ANOTHER, Map.of());
        assertThat(path(page)).isEqualTo(CODE_PAGE);
        assertThat(page.body()).contains("10 more minutes");
        assertThat(path(enterCode(visitor, code(lastMail(address, 2))))).isEqualTo("/en/status");
    }

    @Test
    void aFormThatIsSentTwiceSendsOneCodeAndSignsInOnce() {
        String address = newAddress();
        PageVisitor visitor = new PageVisitor(server);
        Map<String, String> form = createStartForm(address);
        visitor.post(START, form);
        String begun = visitor.cookie(COOKIE);
        visitor.post(START, form);
        assertThat(visitor.cookie(COOKIE)).isEqualTo(begun);
        String code = code(lastMail(address, 1));
        assertThat(path(enterCode(visitor, code))).isEqualTo("/en/status");
        PageVisitor secondClick = new PageVisitor(server);
        HttpResponse<String> again = secondClick.post(CODE_PAGE, Map.of("code", code), "Cookie", COOKIE + "=" + begun);
        assertThat(path(again)).isEqualTo("/en/status");
        assertThat(secondClick.token()).isEqualTo(visitor.token());
        assertThat(mailsTo(address)).hasSize(1);
        visitor.post("/en/sign-out", Map.of());
        PageVisitor afterSignOut = new PageVisitor(server);
        assertThat(afterSignOut
                        .post(CODE_PAGE, Map.of("code", code), "Cookie", COOKIE + "=" + begun)
                        .statusCode())
                .as("the token was revoked")
                .isEqualTo(422);
        assertThat(afterSignOut.token()).isNull();
    }

    @Test
    void aFormThatIsOpenedAgainByBackSendsAnotherCodeWhenTheFirstIsUsedUp() {
        String address = newAddress();
        PageVisitor visitor = new PageVisitor(server);
        Map<String, String> form = createStartForm(address);
        visitor.post(START, form);
        String wrong = wrong(code(lastMail(address, 1)));
        for (int i = 0; i < 5; i++) {
            enterCode(visitor, wrong);
        }
        visitor.post(START, form);
        assertThat(path(enterCode(visitor, code(lastMail(address, 2))))).isEqualTo("/en/status");
    }

    @Test
    void aSecondClickIsNotCountedForTheLimits() {
        String address = newAddress();
        for (int i = 1; i <= 4; i++) {
            Map<String, String> form = createStartForm(address);
            PageVisitor visitor = new PageVisitor(server);
            assertThat(path(visitor.post(START, form))).isEqualTo(CODE_PAGE);
            assertThat(path(visitor.post(START, form))).isEqualTo(CODE_PAGE);
            lastMail(address, i);
        }
    }

    /// A chat may be open in a browser of an internet café, or come with the link of somebody else.
    @Test
    void aForeignChatOfTheBrowserIsClosedAndGetsNoAddress() {
        ApiClient foreign = ApiPersons.createPerson(server);
        String reference = submitApplication(foreign);
        long owner = ApiPersons.personOf(server, foreign);
        PageVisitor browser = browserOf(foreign);
        String address = newAddress();
        assertThat(requestCode(browser, address).body()).contains("Is it yours?");
        String code = code(lastMail(address, 1));
        HttpResponse<String> unsaid = browser.post(CODE_PAGE, Map.of("code", code));
        assertThat(unsaid.statusCode()).isEqualTo(422);
        assertThat(unsaid.body()).contains("href=\"#chat\"", "Say whether the chat in this browser is yours");
        HttpResponse<String> done = browser.post(CODE_PAGE, Map.of("code", code, "chat", "foreign"));
        assertThat(path(done)).isEqualTo("/en/status");
        assertThat(done.body()).doesNotContain(reference);
        assertThat(foreign.readMessages("").status()).isEqualTo(401);
        assertThat(ApiPersons.personOf(server, chatOf(browser))).isNotEqualTo(owner);
    }

    @Test
    void theOwnerOfAKnownAddressSeesTheirOwnInABrowserWithAForeignChat() {
        String address = newAddress();
        PageVisitor phone = new PageVisitor(server);
        signInOn(phone, address);
        String reference = submitApplication(chatOf(phone));
        PageVisitor browser = browserOf(ApiPersons.createPerson(server));
        requestCode(browser, address);
        HttpResponse<String> done =
                browser.post(CODE_PAGE, Map.of("code", code(lastMail(address, 2)), "chat", "foreign"));
        assertThat(done.body()).contains(reference);
    }

    @Test
    void signingOutForgetsTheSignInThatWasBegun() {
        ApiClient chat = ApiPersons.createPerson(server);
        PageVisitor browser = browserOf(chat);
        requestCode(browser, newAddress());
        assertThat(browser.cookie(COOKIE)).isNotEmpty();
        browser.post("/en/sign-out", Map.of());
        assertThat(browser.cookie(COOKIE)).isEmpty();
        assertThat(browser.get("/en/status?signed-in").body()).doesNotContain("You are signed in");
    }

    @Test
    void aCodeWorksInTheBrowserThatRequestedItOnly() {
        String address = newAddress();
        requestCode(new PageVisitor(server), address);
        String code = code(lastMail(address, 1));
        PageVisitor other = new PageVisitor(server);
        assertThat(path(enterCode(other, code))).isEqualTo(START);
        assertThat(path(other.get(CODE_PAGE))).isEqualTo(START);
        requestCode(other, newAddress());
        assertThat(enterCode(other, code).statusCode()).isEqualTo(422);
        assertThat(other.token()).isNull();
    }

    @Test
    void theChatOfTheBrowserStaysGetsTheAddressAndANewToken() {
        ApiClient chat = ApiPersons.createPerson(server);
        chat.sendText("hello");
        String reference = submitApplication(chat);
        PageVisitor browser = browserOf(chat);
        String address = newAddress();
        assertThat(signInOn(browser, address).body()).contains(reference);
        assertThat(browser.token()).isNotEqualTo(chat.token());
        assertThat(chat.readMessages("").status())
                .as("a copy of the token before")
                .isEqualTo(401);
        assertThat(chatOf(browser).readMessages("").texts())
                .anyMatch(text -> text.contains("signed in") && text.contains("e-mail address"));
        assertThat(call(app(signIn(nobody(), address)), "GET", "applications")
                        .response()
                        .body())
                .contains(reference.replace("-", "").substring(0, 4));
    }

    /// Browser with a chat and an application, which has proved the address of another person.
    private static HttpResponse<String> proveOther(PageVisitor browser, String address) {
        HttpResponse<String> page = signInOn(browser, address);
        assertThat(path(page)).startsWith("/en/sign-in/link/");
        return page;
    }

    /// Browser with a chat and an application.
    private static PageVisitor applicant() {
        ApiClient chat = ApiPersons.createPerson(server);
        submitApplication(chat);
        return browserOf(chat);
    }

    @Test
    void thePersonOfTheAddressIsLinkedWithThatOfTheBrowserAfterAYesAndParted() {
        String address = newAddress();
        PageVisitor laptop = new PageVisitor(server);
        signInOn(laptop, address);
        String other = submitApplication(chatOf(laptop));
        ApiClient chat = ApiPersons.createPerson(server);
        String own = submitApplication(chat);
        PageVisitor phone = browserOf(chat);
        HttpResponse<String> offer = proveOther(phone, address);
        assertThat(offer.body()).contains("shows the applications of both", "Not now");
        assertThat(phone.token()).isNotEqualTo(chat.token());
        assertThat(phone.get("/en/status").body()).contains(own).doesNotContain(other);

        PageVisitor stranger = applicant();
        assertThat(stranger.get(path(offer)).statusCode()).isEqualTo(404);
        assertThat(stranger.post(path(offer), Map.of()).statusCode()).isEqualTo(404);
        assertThat(path(new PageVisitor(server).post(path(offer), Map.of()))).isEqualTo(START);
        assertThat(phone.post(path(offer), Map.of(), "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);

        for (int click = 0; click < 2; click++) {
            HttpResponse<String> linked = phone.post(path(offer), Map.of());
            assertThat(path(linked)).isEqualTo("/en/status");
            assertThat(linked.body()).contains(own, other);
        }
        assertThat(laptop.get("/en/status").body()).contains(own, other);

        HttpResponse<String> links = laptop.get("/en/links");
        Matcher part = LINK.matcher(links.body());
        assertThat(part.find()).as(links.body()).isTrue();
        assertThat(stranger.post(part.group(), Map.of()).body()).contains("No other chat is connected");
        assertThat(laptop.post(part.group(), Map.of(), "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
        assertThat(laptop.post(part.group(), Map.of()).body()).contains("No other chat is connected");
        assertThat(phone.get("/en/status").body()).contains(own).doesNotContain(other);
    }

    @Test
    void aChatWithoutACaseBecomesThatOfTheAddressAtOnce() {
        String address = newAddress();
        PageVisitor laptop = new PageVisitor(server);
        signInOn(laptop, address);
        String reference = submitApplication(chatOf(laptop));
        ApiClient chat = ApiPersons.createPerson(server);
        PageVisitor phone = browserOf(chat);
        await().until(() ->
                server.sql().queryOne(Integer.class, "select count(*) from message where state = 'PENDING'") == 0);
        HttpResponse<String> done = signInOn(phone, address);
        assertThat(path(done)).isEqualTo("/en/status");
        assertThat(done.body()).contains(reference);
        assertThat(chat.readMessages("").status()).as("a copy of its token").isEqualTo(401);
    }

    @Test
    void anOfferOfALinkExpires() {
        String address = newAddress();
        signInOn(new PageVisitor(server), address);
        PageVisitor phone = applicant();
        String offer = path(proveOther(phone, address));
        server.getBean(SteppableClock.class).advanceBy(Duration.ofMinutes(10));
        HttpResponse<String> late = phone.post(offer, Map.of());
        assertThat(late.statusCode()).isEqualTo(404);
        assertThat(late.body()).contains("This offer has expired");
    }

    @Test
    void tooManyCodesForOneAddressSayWhenToTryAgain() {
        String address = newAddress();
        PageVisitor visitor = new PageVisitor(server);
        for (int i = 0; i < 4; i++) {
            assertThat(path(requestCode(visitor, address))).isEqualTo(CODE_PAGE);
        }
        HttpResponse<String> refused = requestCode(visitor, address);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body()).contains("Please try again in about 8 hours");
        assertThat(Long.parseLong(refused.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(28_000L, 28_800L);
    }

    @Test
    void anUnreadableAddressAndOneOfAWayThatIsNotOfferedAreAskedAgain() {
        PageVisitor visitor = new PageVisitor(server);
        for (String typed : List.of("", "ayesha", "0300 1234567", "<b>@", "a@b")) {
            HttpResponse<String> page = requestCode(visitor, typed);
            assertThat(page.statusCode()).as(typed).isEqualTo(422);
            assertThat(page.body()).contains("Enter an e-mail address, such as").doesNotContain("<b>@");
        }
        assertThat(visitor.cookie(COOKIE)).isNull();
    }

    @Test
    void formsOfOtherSitesAndProgramsAreRefused() {
        PageVisitor visitor = new PageVisitor(server);
        for (String path : List.of(START, CODE_PAGE, ANOTHER, START + "/link/1")) {
            assertThat(visitor.post(path, Map.of(), "Sec-Fetch-Site", "cross-site")
                            .statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
        String access = signIn(nobody(), newAddress()).path("access").asText();
        assertThat(visitor.post(START, Map.of("address", newAddress()), "Authorization", "Bearer " + access)
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void theStatusPageLeadsToIt() {
        assertThat(new PageVisitor(server).get("/en/status").body())
                .contains("href=\"/en/sign-in\"", "to find your applications");
    }

    @Test
    void aDeskThatSendsNoCodesSaysSoAndLeadsToTheChat() {
        try (TestServer desk = TestServer.onH2().startServer()) {
            PageVisitor visitor = new PageVisitor(desk);
            assertThat(visitor.get("/en/status").body()).doesNotContain("/en/sign-in\"");
            HttpResponse<String> page = visitor.get(START);
            assertThat(page.body())
                    .contains("This desk sends no codes", "href=\"/chat?lang=en\"")
                    .doesNotContain("<form");
            assertThat(visitor.post(START, Map.of("address", newAddress())).statusCode())
                    .isEqualTo(422);
            assertThat(visitor.cookie(COOKIE)).isNull();
        }
    }

    @Test
    void aDeskWithoutSmsLeftTodaySaysHowToGoOn() {
        try (TestServer desk = builder()
                .withVariable("RAHNUMA_SMS_URL", "log")
                .withVariable("RAHNUMA_SMS_DAILY_BUDGET", "1")
                .startServer()) {
            PageVisitor visitor = new PageVisitor(desk);
            assertThat(path(visitor.post(START, Map.of("address", "03004000004"))))
                    .isEqualTo(CODE_PAGE);
            HttpResponse<String> page = visitor.post(START, Map.of("address", "03004000005"));
            assertThat(page.statusCode()).isEqualTo(503);
            assertThat(page.headers().firstValue("Retry-After")).isPresent();
            assertThat(page.body()).contains("No more codes can go by SMS today", "your e-mail address", "03004000005");
        }
    }

    @Test
    void theDialogAboutNewsLeadsToThePage() {
        try (TestServer desk =
                builder().withVariable("RAHNUMA_URL", "https://desk.example.pk").startServer()) {
            ApiClient chat = ApiPersons.createPerson(desk);
            chat.sendText("news by e-mail");
            await().untilAsserted(() -> assertThat(chat.readMessages("").texts())
                    .anyMatch(text -> text.contains("https://desk.example.pk/en/sign-in")));
        }
    }

    @Test
    void withinTelegramTheAddressIsAddedToTheChatWithTheBot() {
        try (FakeBotApi api = FakeBotApi.start();
                TestServer desk = builder()
                        .withBot(api)
                        .withVariable("RAHNUMA_URL", "https://desk.example.pk")
                        .startServer()) {
            FakeTelegramUser sana = api.person(8701, "en");
            sana.says("/start");
            sana.awaits(said -> !said.buttons().isEmpty());
            PageVisitor app = new PageVisitor(desk);
            Instant now = desk.getBean(SteppableClock.class).instant();
            app.post("/telegram-app", Map.of("initData", SignedInitData.sign(api.token(), 8701, now)));
            String session = app.cookie("__Host-rahnuma-telegram");
            String address = newAddress();
            assertThat(path(signInOn(app, address))).isEqualTo("/en/status");
            assertThat(app.cookie("__Host-rahnuma-telegram")).isEqualTo(session);
            assertThat(app.cookie("__Host-rahnuma")).isNull();
            sana.awaits("e-mail address");
            sana.says("news by e-mail");
            sana.awaits("Shall we also write to p•••@example.pk");
        }
    }
}
