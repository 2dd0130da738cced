package pk.rahnuma.api.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiPersons;
import pk.rahnuma.telegram.fake.FakeBotApi;
import pk.rahnuma.telegram.fake.FakeTelegramUser;
import pk.rahnuma.telegram.fake.SignedInitData;

/// Sign-in by Telegram over HTTP: a code that the bot shows, and data that Telegram has signed.
class TelegramSignInTest {

    private static final Pattern CODE = Pattern.compile("(?<![0-9])[0-9]{6}(?![0-9])");

    private static FakeBotApi api;
    private static TestServer server;
    private static int chats = 7800;

    @BeforeAll
    static void open() {
        api = FakeBotApi.start();
        server = TestServer.onH2()
                .withBot(api)
                .withVariable("RAHNUMA_TURN_PATIENCE", "1m")
                .startServer();
        await().until(() -> start().status() == 202);
    }

    @AfterAll
    static void close() {
        server.close();
        api.close();
    }

    private static ApiClient nobody() {
        return ApiClient.asBrowser(server.address());
    }

    private static ApiClient.ApiResponse post(ApiClient client, String path, JsonNode body, String... headers) {
        return client.call("POST", "api/v1/sign-in" + path, body, headers);
    }

    private static ApiClient.ApiResponse start() {
        return post(nobody(), "", ApiClient.object().put("by", "telegram"));
    }

    private static ApiClient.ApiResponse sendCode(ApiClient client, JsonNode started, String code) {
        return post(
                client,
                "/" + started.path("id").asText() + "/code",
                ApiClient.object().put("code", code));
    }

    private static FakeTelegramUser newUser() {
        FakeTelegramUser user = api.person(++chats, "en");
        user.says("/start");
        user.awaits("Rahnuma");
        return user;
    }

    private static String openLink(FakeTelegramUser user, JsonNode started) {
        String link = started.path("link").asText();
        String prefix = "https://t.me/" + FakeBotApi.USERNAME + "?start=";
        assertThat(link).startsWith(prefix + "signin-");
        user.says("/start " + link.substring(prefix.length()));
        Matcher code = CODE.matcher(user.awaits("Never give it to anyone").text());
        assertThat(code.find()).isTrue();
        return code.group();
    }

    private static boolean isPersonOf(ApiClient.ApiResponse tokens, String said) {
        tokens.requireStatus(200);
        ApiClient app = ApiClient.asApp(server.address(), tokens.text("/access"));
        return app.readMessages("").texts().contains(said);
    }

    @Test
    void theBotShowsTheCodeToThePersonWhoFollowsTheLink() {
        FakeTelegramUser ayesha = newUser();
        ayesha.says("what does it cost?");
        ayesha.awaits("free of charge");
        JsonNode started = start().body();
        assertThat(started.path("next").asText()).isEqualTo("link");
        String code = openLink(ayesha, started);
        assertThat(isPersonOf(sendCode(nobody(), started, code), "what does it cost?"))
                .isTrue();
        assertThat(sendCode(nobody(), started, code).type()).as("once").isEqualTo("/problems/wrong-code");
        ayesha.says("/start signin-" + started.path("id").asText());
        ayesha.awaits("used already or too old");
    }

    @Test
    void aLinkThatWasOpenedBelongsToThePersonWhoOpenedItFirst() {
        FakeTelegramUser ayesha = newUser();
        FakeTelegramUser bilal = newUser();
        JsonNode started = start().body();
        String code = openLink(ayesha, started);
        bilal.says("/start signin-" + started.path("id").asText());
        bilal.awaits("used already or too old");
        ApiClient stranger = ApiPersons.createPerson(server);
        ApiPersons.submitApplication(server, stranger, "39.38.1.1");
        sendCode(stranger, started, code).requireProblem("other-person");
        sendCode(nobody(), started, code).requireStatus(200);
    }

    @Test
    void aCodeIsNotRightBeforeTheLinkIsOpened() {
        sendCode(nobody(), start().body(), "000000").requireProblem("wrong-code");
        post(nobody(), "", ApiClient.object().put("by", "telegram").put("address", "a@example.pk"))
                .requireProblem("invalid");
    }

    private static String hex(byte[] key, String data) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(data.getBytes(StandardCharsets.UTF_8)));
    }

    private static String lines(Map<String, String> fields) {
        return new TreeMap<>(fields)
                .entrySet().stream()
                        .map(field -> field.getKey() + "=" + field.getValue())
                        .collect(Collectors.joining("\n"));
    }

    /// As core.telegram.org/widgets/login describes it.
    private static ObjectNode widgetData(String token, Map<String, String> given) throws Exception {
        Map<String, String> fields = new HashMap<>(given);
        byte[] key = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        fields.put("hash", hex(key, lines(fields)));
        ObjectNode login = ApiClient.object();
        fields.forEach(login::put);
        if (fields.get("id").matches("[0-9]+")) {
            login.put("id", Long.parseLong(fields.get("id")));
        }
        return ApiClient.object().set("login", login);
    }

    private static ApiClient.ApiResponse sendInitData(ApiClient client, String initData) {
        return post(client, "/telegram", ApiClient.object().put("initData", initData));
    }

    private static Instant now() {
        return server.getBean(Clock.class).instant();
    }

    @Test
    void aMiniAppSignsInOnceWithDataOfTheLastFiveMinutes() throws Exception {
        FakeTelegramUser ayesha = newUser();
        ayesha.says("what does it cost?");
        ayesha.awaits("free of charge");
        String data = SignedInitData.sign(api.token(), chats, now());
        assertThat(isPersonOf(sendInitData(nobody(), data), "what does it cost?"))
                .isTrue();
        String old = SignedInitData.sign(api.token(), chats, now().minus(Duration.ofMinutes(5)));
        String ofTheFuture = SignedInitData.sign(api.token(), chats, now().plus(Duration.ofMinutes(3)));
        for (String refused : List.of(data, old, ofTheFuture)) {
            sendInitData(nobody(), refused).requireProblem("wrong-code");
        }
    }

    @Test
    void dataWhoseResponseWasLostGetsTheTokensAgain() throws Exception {
        newUser();
        JsonNode body = ApiClient.object().put("initData", SignedInitData.sign(api.token(), chats, now()));
        String[] key = {"Idempotency-Key", UUID.randomUUID().toString()};
        ApiClient.ApiResponse first = post(nobody(), "/telegram", body, key).requireStatus(200);
        assertThat(post(nobody(), "/telegram", body, key).body()).isEqualTo(first.body());
        post(nobody(), "/telegram", body, "Idempotency-Key", "x".repeat(31)).requireStatus(400);
    }

    @Test
    void forgedDataIsRejected() throws Exception {
        newUser();
        String data = SignedInitData.sign(api.token(), chats, now());
        for (String forged : new String[] {
            SignedInitData.sign("1234567890:another-token-of-another-bot", chats, now()),
            data.replace("%3A" + chats, "%3A" + (chats - 1)),
            data.replaceFirst("hash=[0-9a-f]", "hash=x"),
            data.replaceFirst("hash=[0-9a-f]{64}", "hash="),
            data.replaceFirst("&?hash=[0-9a-f]{64}", ""),
            data + "&start_param=more",
            data + "&user=%7B%22id%22%3A1%7D",
            data + "&user",
            data + "&x=%",
            "",
            "hash",
            "&".repeat(500)
        }) {
            sendInitData(nobody(), forged).requireProblem("wrong-code");
        }
        sendInitData(nobody(), data).requireStatus(200);
    }

    @Test
    void theLoginWidgetSignsInAndItsKeyIsNotThatOfMiniApps() throws Exception {
        newUser();
        Map<String, String> fields = Map.of(
                "id",
                Integer.toString(chats),
                "first_name",
                "Ayesha",
                "auth_date",
                Long.toString(now().getEpochSecond()));
        ObjectNode login = widgetData(api.token(), fields);
        ApiClient stranger = ApiPersons.createPerson(server);
        ApiPersons.submitApplication(server, stranger, "39.38.1.2");
        post(stranger, "/telegram", login).requireProblem("other-person");
        String asInitData = "id=" + chats + "&first_name=Ayesha&auth_date=" + fields.get("auth_date") + "&hash="
                + login.path("login").path("hash").asText();
        sendInitData(nobody(), asInitData).requireProblem("wrong-code");
    }

    @Test
    void aNameWithALineBreakCannotPretendToBeAnotherField() throws Exception {
        newUser();
        // Signed as the attacker's own name and number; sent as the number of another person.
        String time = Long.toString(now().getEpochSecond());
        ObjectNode signed = widgetData(
                api.token(), Map.of("id", "999", "first_name", "A\nid=" + chats + "\nlast_name=B", "auth_date", time));
        post(nobody(), "/telegram", signed).requireProblem("wrong-code");
    }

    @Test
    void bodiesThatAreNoLoginAreProblems() throws Exception {
        ObjectNode both = widgetData(api.token(), Map.of("id", "1")).put("initData", "x");
        ObjectNode nested = ApiClient.object();
        nested.putObject("login").putObject("id");
        for (JsonNode body : new JsonNode[] {
            ApiClient.object(),
            both,
            nested,
            ApiClient.object().put("initData", "x".repeat(8001)),
            ApiClient.object().put("more", "x")
        }) {
            post(nobody(), "/telegram", body).requireProblem("invalid");
        }
    }
}
