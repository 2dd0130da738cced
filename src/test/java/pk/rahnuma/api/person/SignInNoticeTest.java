package pk.rahnuma.api.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiPersons;
import pk.rahnuma.telegram.fake.FakeBotApi;
import pk.rahnuma.telegram.fake.FakeTelegramUser;

/// Notices to a person about devices that are signed in as them, and addresses that are added, over HTTP and to
/// Telegram.
class SignInNoticeTest {

    private static final String DEVICE = "A device was signed in to this chat";
    private static final String NUMBER = "A new mobile number now belongs to this chat";
    private static final Pattern CODE = Pattern.compile("(?<![0-9])[0-9]{6}(?![0-9])");

    private static FakeBotApi api;
    private static TestServer server;
    private static int numbers = 5_000_000;

    @BeforeAll
    static void open() {
        api = FakeBotApi.start();
        server = TestServer.onH2()
                .withBot(api)
                .withVariable("RAHNUMA_TURN_PATIENCE", "1m")
                .withVariable("RAHNUMA_SMS_URL", "log")
                .startServer();
        await().until(() -> begin("telegram", null).status() == 202);
    }

    @AfterAll
    static void close() {
        server.close();
        api.close();
    }

    private static ApiClient.ApiResponse post(ApiClient client, String path, JsonNode body, String... headers) {
        return client.call("POST", "api/v1/sign-in" + path, body, headers);
    }

    private static ApiClient nobody() {
        return ApiClient.asBrowser(server.address());
    }

    private static ApiClient.ApiResponse begin(String by, String address) {
        var body = ApiClient.object().put("by", by);
        return post(nobody(), "", address == null ? body : body.put("address", address));
    }

    private static ApiClient app(ApiClient.ApiResponse tokens) {
        tokens.requireStatus(200);
        return ApiClient.asApp(server.address(), tokens.text("/access"));
    }

    private static ApiClient.ApiResponse signInByTelegram(FakeTelegramUser user) {
        ApiClient.ApiResponse started = begin("telegram", null);
        user.says("/start signin-" + started.text("/id"));
        Matcher code = CODE.matcher(user.awaits("Never give it to anyone").text());
        assertThat(code.find()).isTrue();
        return post(
                nobody(),
                "/" + started.text("/id") + "/code",
                ApiClient.object().put("code", code.group()));
    }

    private static String newNumber() {
        return "0300" + ++numbers;
    }

    private static ApiClient.ApiResponse signInByNumber(ApiClient client, String number, String... headers) {
        String id = begin("sms", number).text("/id");
        ApiPersons.replaceCode(server, id);
        return post(client, "/" + id + "/code", ApiClient.object().put("code", "123456"), headers);
    }

    private static List<String> notices(ApiClient chat, String text) {
        return chat.readMessages("").texts().stream()
                .filter(each -> each.contains(text))
                .toList();
    }

    @Test
    void aDeviceThatIsSignedInIsAnnouncedOnTelegramAndInTheChat() {
        FakeTelegramUser ayesha = api.person(7901, "en");
        ayesha.says("/start");
        ayesha.awaits("Rahnuma");
        ApiClient.ApiResponse tokens = signInByTelegram(ayesha);
        assertThat(ayesha.awaits(DEVICE).text()).contains("If this was not you, tap “Talk to a person”");
        assertThat(notices(app(tokens), DEVICE)).hasSize(1);

        ApiClient.ApiResponse exchanged =
                post(nobody(), "/refresh", ApiClient.object().put("refresh", tokens.text("/refresh")));
        assertThat(notices(app(exchanged), DEVICE)).as("not for an exchange").hasSize(1);
    }

    @Test
    void aNumberThatIsAddedAtAnOpenBrowserIsAnnouncedWithoutTheNumber() {
        FakeTelegramUser ayesha = api.person(7902, "en");
        ayesha.says("/start");
        ayesha.awaits("Rahnuma");
        ApiClient open = app(signInByTelegram(ayesha));
        ayesha.awaits(DEVICE);
        open.sendText("written at the open browser");
        String number = newNumber();
        app(signInByNumber(open, number));
        String notice = ayesha.awaits(NUMBER).text();
        assertThat(notice).doesNotContain(number.substring(4));
        assertThat(notices(open, NUMBER)).containsExactly(notice);

        app(signInByNumber(nobody(), number));
        await().until(() -> notices(open, DEVICE).size() == 2);
        assertThat(notices(open, NUMBER)).as("known by then").hasSize(1);
    }

    @Test
    void aRepeatOfACodeIsAnnouncedOnce() {
        ApiClient chat = nobody();
        chat.sendText("hello");
        String id = begin("sms", newNumber()).text("/id");
        ApiPersons.replaceCode(server, id);
        String[] key = {"Idempotency-Key", UUID.randomUUID().toString()};
        JsonNode code = ApiClient.object().put("code", "123456");
        ApiClient.ApiResponse first = post(chat, "/" + id + "/code", code, key);
        assertThat(post(chat, "/" + id + "/code", code, key).body()).isEqualTo(first.body());
        assertThat(notices(app(first), NUMBER)).hasSize(1);
    }

    @Test
    void aNewPersonHearsOfTheSecondDeviceOnlyInTheirLanguage() {
        String number = newNumber();
        ApiClient first = app(signInByNumber(nobody(), number, "Accept-Language", "ur-Latn"));
        assertThat(first.readMessages("").texts()).isEmpty();
        app(signInByNumber(nobody(), number));
        assertThat(notices(first, "Is chat par aik device sign in hui")).hasSize(1);
    }
}
