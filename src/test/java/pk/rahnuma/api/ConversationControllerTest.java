package pk.rahnuma.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;

/// Whose conversation it is, and what is said in it.
class ConversationControllerTest {

    private static TestServer house;

    @BeforeAll
    static void open() {
        house = TestServer.onH2().start();
    }

    @AfterAll
    static void close() {
        house.close();
    }

    private static ApiClient browser() {
        return ApiClient.browser(house.address());
    }

    private static int chats() {
        return house.get(Jdbi.class)
                .withHandle(handle -> handle.createQuery("select count(*) from chat")
                        .mapTo(Integer.class)
                        .one());
    }

    @Test
    void theFirstWordOpensAChatAndIsAnswered() {
        ApiClient.ApiResponse answer = browser().say("/start");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.body().path("seq").asInt()).isEqualTo(2);
        JsonNode mine = answer.messages().get(0);
        assertThat(mine.path("from").asText()).isEqualTo("me");
        assertThat(mine.path("kind").asText()).isEqualTo("text");
        assertThat(mine.path("text").asText()).isEqualTo("/start");
        JsonNode theirs = answer.messages().get(1);
        assertThat(theirs.path("from").asText()).isEqualTo("desk");
        assertThat(theirs.path("asks").asText()).isEqualTo("choice");
        assertThat(theirs.at("/buttons/0/0/label").asText()).isEqualTo("English");
        assertThat(theirs.path("at").asText()).endsWith("Z");
        assertThat(answer.body().has("token")).isFalse();
    }

    @Test
    void aBrowserKeepsTheTokenWhereNoScriptAndNoOtherSiteGetsAtIt() {
        String cookie = browser().say("/start").cookie().orElseThrow();
        assertThat(cookie).containsIgnoringCase("HttpOnly").contains("SameSite=Strict", "Path=/", "Max-Age=34560000");
        assertThat(cookie).doesNotContain("Secure");
        assertThat(cookie.substring(8, cookie.indexOf(';'))).matches("[A-Za-z0-9_-]{43}");
    }

    @Test
    void overHttpsTheCookieNeverLeavesIt() {
        ApiClient visitor = browser();
        ApiClient.ApiResponse answer = visitor.post(
                ApiClient.object()
                        .put("id", ApiClient.newId())
                        .put("text", "hello")
                        .toString(),
                "X-Forwarded-Proto",
                "https");
        assertThat(answer.cookie().orElseThrow()).startsWith("__Host-rahnuma=").contains("Secure", "Path=/");
        assertThat(answer.header("Strict-Transport-Security"))
                .startsWith("max-age=")
                .endsWith("; includeSubDomains");
    }

    @Test
    void aCookieFromBeforeHttpsIsReadOnceAndReplaced() {
        ApiClient visitor = browser();
        visitor.say("hello");
        String before = visitor.token();
        ApiClient.ApiResponse answer = visitor.post(
                ApiClient.object()
                        .put("id", ApiClient.newId())
                        .put("text", "hello")
                        .toString(),
                "X-Forwarded-Proto",
                "https");
        assertThat(answer.response().headers().allValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.startsWith("__Host-rahnuma=" + before + ";"))
                .anyMatch(cookie -> cookie.startsWith("rahnuma=;") && cookie.contains("Max-Age=0"));
    }

    @Test
    void aKnownTokenIsNotGivenAgain() {
        ApiClient visitor = browser();
        visitor.say("/start");
        assertThat(visitor.say("English").cookie()).isEmpty();
        assertThat(visitor.read("").messages().size()).isGreaterThan(3);
    }

    @Test
    void anAppGetsItsTokenInTheBodyAndSendsItInAHeader() {
        ApiClient.ApiResponse opened =
                browser().send(browser().request("/token").POST(BodyPublishers.noBody()), true);
        assertThat(opened.status()).isEqualTo(200);
        assertThat(opened.cookie()).isEmpty();
        ApiClient app =
                ApiClient.app(house.address(), opened.body().path("token").asText());
        assertThat(app.say("/start").status()).isEqualTo(200);
        assertThat(app.read("").texts()).startsWith("/start");
    }

    @Test
    void anUnknownTokenIsTheSameAsNone() {
        ApiClient stranger = ApiClient.browser(house.address(), ChatTokens.fresh());
        assertThat(stranger.read("").messages()).isEmpty();
        String before = stranger.token();
        assertThat(stranger.say("/start").cookie()).isPresent();
        assertThat(stranger.token()).isNotEqualTo(before);

        ApiClient.ApiResponse answer =
                ApiClient.app(house.address(), "no token at all").say("/start");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.cookie()).isEmpty();
        ApiClient app =
                ApiClient.app(house.address(), answer.body().path("token").asText());
        assertThat(app.read("").texts()).startsWith("/start");
    }

    @Test
    void aHeaderMeansThatACookieDoesNotCount() {
        ApiClient owner = browser();
        owner.say("/start");
        ApiClient app = ApiClient.app(house.address(), ChatTokens.fresh());
        ApiClient.ApiResponse answer =
                app.send(app.request("").GET().header("Cookie", "rahnuma=" + owner.token()), false);
        assertThat(answer.messages()).isEmpty();
    }

    @Test
    void nobodyReadsAnothersConversation() {
        ApiClient one = browser();
        ApiClient other = browser();
        one.say("/start");
        other.say("/start");
        one.say("a secret of mine");
        assertThat(other.read("").texts()).doesNotContain("a secret of mine");
        assertThat(one.read("").texts()).contains("a secret of mine");
    }

    @Test
    void readingOpensNoChat() {
        int before = chats();
        ApiClient visitor = browser();
        ApiClient.ApiResponse read = visitor.read("");
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.body().path("seq").asInt()).isZero();
        assertThat(read.cookie()).isEmpty();
        try (EventStreamClient ear = visitor.listen("")) {
            assertThat(ear.status()).isEqualTo(204);
        }
        assertThat(chats()).isEqualTo(before);
    }

    @Test
    void aRepeatIsAnsweredTheSameAndDoneOnce() {
        ApiClient visitor = browser();
        visitor.say("/start");
        String id = ApiClient.newId();
        JsonNode first = visitor.say(id, "English").body();
        JsonNode second = visitor.say(id, "English").body();
        assertThat(second).isEqualTo(first);
        assertThat(visitor.read("").texts()).containsOnlyOnce("English");
    }

    @Test
    void twoOfTheSameAtOnceAreAnsweredTheSame() throws Exception {
        ApiClient visitor = browser();
        visitor.say("/start");
        String id = ApiClient.newId();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<JsonNode>> same = IntStream.range(0, 8)
                    .mapToObj(i -> (Callable<JsonNode>)
                            () -> visitor.say(id, "English").messages())
                    .toList();
            List<JsonNode> answers = threads.invokeAll(same).stream()
                    .map(Future::resultNow)
                    .distinct()
                    .toList();
            assertThat(answers).hasSize(1);
            assertThat(answers.getFirst()).isNotEmpty();
        }
        assertThat(visitor.read("").texts()).containsOnlyOnce("English");
    }

    @Test
    void aTapIsReadBackByItsLabelWithThePlaceOfItsButton() {
        ApiClient visitor = browser();
        JsonNode question = visitor.say("/start").last();
        JsonNode tap = visitor.tap(question, "اردو").messages().get(0);
        assertThat(tap.path("kind").asText()).isEqualTo("tap");
        assertThat(tap.path("text").asText()).isEqualTo("اردو");
        assertThat(tap.path("on").asInt()).isEqualTo(question.path("seq").asInt());
        assertThat(visitor.read("?after=" + question.path("seq") + "&limit=1").last())
                .isEqualTo(tap);
    }

    @Test
    void aTapThatNothingIsSaidToIsStillALine() {
        ApiClient visitor = browser();
        JsonNode question = visitor.say("/start").last();
        visitor.tap(question, "English");
        ApiClient.ApiResponse stale = visitor.tap(question, "English");
        assertThat(stale.messages().get(0).path("text").asText()).isEqualTo("English");
        assertThat(stale.body().path("seq"))
                .isEqualTo(visitor.read("?limit=1").body().path("seq"));
        assertThat(stale.messages().size() > 1 || stale.body().has("notice")).isTrue();
    }

    @Test
    void aTapOfNoButtonShowsNobodyItsData() {
        ApiClient visitor = browser();
        visitor.say("/start");
        ApiClient.ApiResponse answer = visitor.post(ApiClient.object()
                .put("id", ApiClient.newId())
                .put("tap", "9:9:9:made-up")
                .toString());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.messages().get(0).path("text").asText()).isEqualTo("✓");
        assertThat(answer.response().body()).doesNotContain("made-up");
    }

    @Test
    void whatTakesThePlaceOfAnotherSaysWhose() {
        ApiClient visitor = browser();
        JsonNode question = visitor.say("/start").last();
        JsonNode replacing = visitor.tap(question, "More…").last();
        assertThat(replacing.path("replaces").asInt())
                .isEqualTo(question.path("seq").asInt());
        assertThat(visitor.read("").last()).isEqualTo(replacing);
    }

    @Test
    void theLanguageOfTheConversationIsToldOnceItIsChosen() {
        ApiClient visitor = browser();
        JsonNode question = visitor.say("/start").last();
        assertThat(visitor.read("").body().has("language")).isFalse();
        assertThat(visitor.tap(question, "Roman Urdu").body().path("language").asText())
                .isEqualTo("ur-Latn");
        assertThat(visitor.read("").body().path("language").asText()).isEqualTo("ur-Latn");
    }

    @Test
    void aHintOfTheLanguageIsTaken() {
        ObjectNode start = ApiClient.object().put("id", ApiClient.newId()).put("text", "/start");
        JsonNode question =
                browser().post(start.put("language", "ur-PK").toString()).last();
        assertThat(question.at("/buttons").toString()).contains("مدد");
    }

    @Test
    void anEditNamesTheTextByItsId() {
        ApiClient visitor = browser();
        visitor.say("/start");
        String id = ApiClient.newId();
        assertThat(visitor.say(id, "helo").messages().get(0).path("id").asText())
                .isEqualTo(id);
        ObjectNode edit = ApiClient.object().put("id", ApiClient.newId());
        edit.putObject("edit").put("message", id).put("text", "English");
        ApiClient.ApiResponse answer = visitor.post(edit.toString());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.messages().get(0).path("kind").asText()).isEqualTo("edit");
    }

    @Test
    void historyIsReadForwardsAndBackwards() {
        ApiClient visitor = browser();
        visitor.say("/start");
        for (int i = 0; i < 5; i++) {
            visitor.say("word " + i);
        }
        List<String> all = visitor.read("?after=0&limit=100").texts();
        int size = all.size();
        assertThat(visitor.read("?limit=3").texts()).isEqualTo(all.subList(size - 3, size));
        assertThat(visitor.read("?before=" + (size - 2) + "&limit=2").texts())
                .isEqualTo(all.subList(size - 5, size - 3));
        assertThat(visitor.read("?after=2&limit=2").texts()).isEqualTo(all.subList(2, 4));
        assertThat(visitor.read("?before=1").texts()).isEmpty();
        assertThat(visitor.read("?after=" + size).texts()).isEmpty();
        assertThat(visitor.read("?after=-5&limit=100000").texts()).isEqualTo(all);
    }

    @Test
    void onlyAHashOfTheTokenIsKept() {
        ApiClient visitor = browser();
        visitor.say("/start");
        assertThat(ChatTokens.address(visitor.token()).address()).isNotEqualTo(visitor.token());
        assertThat(house.get(ChatAuthenticator.class)
                        .find(io.micronaut.http.HttpRequest.GET("/")
                                .header("Authorization", "Bearer " + visitor.token())))
                .get()
                .extracting(chat -> chat.address())
                .isEqualTo(ChatTokens.address(visitor.token()).address());
    }
}
