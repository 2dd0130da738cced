package pk.rahnuma.api.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.EventStreamClient;
import pk.rahnuma.telegram.fake.FakeBotApi;
import pk.rahnuma.telegram.fake.FakeTelegramUser;

/// Parting of Telegram accounts and of chats of the page over HTTP.
class PartingControllerTest extends EmailSignInFixture {

    private static FakeBotApi api;

    @BeforeAll
    static void open() {
        mail = new GreenMail(ServerSetup.SMTP.dynamicPort());
        mail.start();
        api = FakeBotApi.start();
        server = builder().withBot(api).startServer();
    }

    @AfterAll
    static void closeApi() {
        api.close();
    }

    private static JsonNode json(String... pairs) {
        var json = ApiClient.object();
        for (int i = 0; i < pairs.length; i += 2) {
            json.put(pairs[i], pairs[i + 1]);
        }
        return json;
    }

    /// Signs a device in, as the person of the client.
    private static ApiClient signInByEmail(ApiClient client) {
        return app(signIn(client, newAddress()));
    }

    private static ApiClient signInByTelegram(FakeTelegramUser user) {
        ApiClient.ApiResponse started = AwaitSupport.await()
                .until(
                        () -> nobody().call("POST", "api/v1/sign-in", json("by", "telegram")),
                        response -> response.status() == 202);
        user.says("/start signin-" + started.text("/id"));
        Matcher code = CODE.matcher(user.awaits("Never give it to anyone").text());
        assertThat(code.find()).isTrue();
        return app(nobody().call("POST", "api/v1/sign-in/" + started.text("/id") + "/code", json("code", code.group()))
                .body());
    }

    private static Map<String, JsonNode> identities(ApiClient app) {
        return StreamSupport.stream(
                        app.read("api/v1/me/identities").at("/identities").spliterator(), false)
                .collect(Collectors.toMap(one -> one.path("kind").asText(), one -> one));
    }

    private static ApiClient.ApiResponse part(ApiClient app, JsonNode identity) {
        return app.delete("api/v1/me/identities/" + identity.path("id").asText());
    }

    private static void awaitQuiet() {
        AwaitSupport.await()
                .until(() ->
                        server.sql().queryOne(Integer.class, "select count(*) from message where state = 'PENDING'")
                                == 0);
    }

    @Test
    void aTelegramAccountPartsAndBeginsAsANewPerson() {
        FakeTelegramUser ayesha = api.person(7901, "en");
        ayesha.says("/start");
        ayesha.awaits("Rahnuma");
        ayesha.says("what does it cost?");
        ayesha.awaits("free of charge");
        ApiClient phone = signInByTelegram(ayesha);
        ApiClient tablet = signInByTelegram(ayesha);
        JsonNode account = identities(phone).get("telegram");
        assertThat(account.path("address").asText()).isEqualTo("•••01");
        assertThat(account.path("parts").asBoolean()).isFalse();
        part(phone, account).requireProblem("not-possible");

        signInByEmail(phone);
        awaitQuiet();
        part(phone, identities(phone).get("telegram")).requireStatus(204);
        assertThat(identities(phone)).containsOnlyKeys("email");
        tablet.readMessages("").requireStatus(401);
        assertThat(phone.readMessages("").texts()).contains("what does it cost?");

        ayesha.says("hello");
        ayesha.awaits("This is Rahnuma");
        assertThat(phone.readMessages("").texts()).doesNotContain("hello");
        ApiClient later = signInByTelegram(ayesha);
        assertThat(later.readMessages("").texts()).contains("hello").doesNotContain("what does it cost?");
        assertThat(api.complaints()).isEmpty();
    }

    @Test
    void theBrowserOfAPartedChatReadsNothingMoreAndBeginsAnotherChat() {
        ApiClient page = nobody();
        page.sendText("from the page");
        ApiClient phone = signInByEmail(page);
        assertThat(page.readMessages("").texts()).contains("from the page");
        awaitQuiet();
        JsonNode chat = identities(phone).get("web");
        assertThat(chat.path("parts").asBoolean()).isTrue();
        int read = page.readMessages("").messages().size();
        try (EventStreamClient events = page.openEvents("?after=" + read)) {
            assertThat(events.nextEvent().event()).isEqualTo("comment");
            part(phone, chat).requireStatus(204);
            part(phone, chat).requireProblem("not-found");
            assertThat(page.readMessages("").texts()).isEmpty();
            phone.sendText("after the parting");
            assertEnds(events);
        }
        assertThat(phone.readMessages("").texts()).contains("from the page", "after the parting");
        assertThat(identities(phone)).containsOnlyKeys("email");

        String token = page.token();
        page.sendText("begun anew");
        assertThat(page.token()).isNotEqualTo(token);
        assertThat(page.readMessages("").texts())
                .contains("begun anew")
                .doesNotContain("from the page", "after the parting");
        assertThat(phone.readMessages("").texts()).doesNotContain("begun anew");
        ApiClient.asApp(server.address(), token).sendText("with the token").requireStatus(401);
    }

    private static void assertEnds(EventStreamClient events) {
        EventStreamClient.ServerEvent next = events.nextEvent();
        while (next.event().equals("comment")) {
            next = events.nextEvent();
        }
        assertThat(next.event()).as("an open stream passes nothing on").isEqualTo("end");
    }

    @Test
    void theStreamOfADeviceThatIsSignedOutEnds() {
        String address = newAddress();
        ApiClient phone = app(signIn(nobody(), address));
        ApiClient tablet = app(signIn(nobody(), address));
        phone.sendText("from the phone");
        awaitQuiet();
        int read = tablet.readMessages("").messages().size();
        try (EventStreamClient events = tablet.openEvents("?after=" + read)) {
            assertThat(events.nextEvent().event()).isEqualTo("comment");
            phone.sendText("while it is signed in");
            assertThat(events.nextEvent("message").data()).contains("while it is signed in");
            awaitQuiet();
            JsonNode devices = phone.read("api/v1/me/devices").at("/devices");
            devices.forEach(device -> {
                if (!device.path("current").asBoolean()) {
                    phone.delete("api/v1/me/devices/" + device.path("id").asText())
                            .requireStatus(204);
                }
            });
            phone.sendText("after it was signed out");
            EventStreamClient.ServerEvent next = events.nextEvent();
            while (!next.event().equals("end")) {
                assertThat(next.data()).doesNotContain("after it was signed out");
                next = events.nextEvent();
            }
        }
    }

    @Test
    void anotherPersonsChatIsUnknown() {
        ApiClient page = nobody();
        page.sendText("from the page");
        ApiClient phone = signInByEmail(page);
        page.readMessages("");
        awaitQuiet();
        ApiClient other = signInByEmail(nobody());
        part(other, identities(phone).get("web")).requireProblem("not-found");
        assertThat(part(page, identities(phone).get("web")).type())
                .as("the token of a chat does not decide")
                .isEqualTo("/problems/not-allowed");
        assertThat(page.readMessages("").texts()).contains("from the page");
    }
}
