package pk.rahnuma.api.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiPersons;
import pk.rahnuma.api.EventStreamClient;
import pk.rahnuma.http.caller.ChatTokens;

/// Ownership of a conversation, and its messages.
class ConversationControllerTest {

    private static final TestServer server =
            TestServer.onH2().withVariable("RAHNUMA_API_BEHIND_PROXY", "true").startServer();

    private static ApiClient browser() {
        return ApiClient.asBrowser(server.address());
    }

    private static int chats() {
        return server.sql().queryOne(Integer.class, "select count(*) from chat");
    }

    @Test
    void theFirstWordOpensAChatAndIsAnswered() {
        ApiClient.ApiResponse answer = browser().sendText("/start").requireStatus(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.at("/seq").asInt()).isEqualTo(2);
        JsonNode mine = answer.messages().get(0);
        assertThat(mine.path("from").asText()).isEqualTo("me");
        assertThat(mine.path("kind").asText()).isEqualTo("text");
        assertThat(mine.path("text").asText()).isEqualTo("/start");
        JsonNode theirs = answer.messages().get(1);
        assertThat(theirs.path("from").asText()).isEqualTo("desk");
        assertThat(theirs.path("text").asText()).contains("This is Rahnuma");
        assertThat(theirs.at("/buttons/0/0/label").asText()).isEqualTo("Register a VPN (freelancer or remote worker)");
        assertThat(theirs.path("at").asText()).endsWith("Z");
        assertThat(answer.body().has("token")).isFalse();
    }

    @Test
    void aBrowserKeepsTheTokenWhereNoScriptAndNoOtherSiteGetsAtIt() {
        String cookie = browser().sendText("/start").cookie().orElseThrow();
        assertThat(cookie).containsIgnoringCase("HttpOnly").contains("SameSite=Strict", "Path=/", "Max-Age=34560000");
        assertThat(cookie).doesNotContain("Secure");
        assertThat(cookie.substring(8, cookie.indexOf(';'))).matches("[A-Za-z0-9_-]{43}");
    }

    @Test
    void overHttpsTheCookieNeverLeavesIt() {
        ApiClient.ApiResponse answer = browser().sendTextWith("hello", "X-Forwarded-Proto", "https");
        assertThat(answer.cookie().orElseThrow()).startsWith("__Host-rahnuma=").contains("Secure", "Path=/");
        assertThat(answer.header("Strict-Transport-Security"))
                .startsWith("max-age=")
                .endsWith("; includeSubDomains");
    }

    @Test
    void overHttpsACookieThatAnotherHostCanSetIsNotRead() {
        ApiClient visitor = browser();
        visitor.sendText("hello");
        String before = visitor.token();
        ApiClient.ApiResponse answer = visitor.sendTextWith("hello", "X-Forwarded-Proto", "https");
        assertThat(answer.cookie().orElseThrow()).startsWith("__Host-rahnuma=").doesNotContain(before);
    }

    /// At a question for a number, a message is stored with a copy of it for staff, in which numbers are masked.
    @Test
    void aMessageOfLongCharactersIsAnsweredAtAQuestionForANumber() {
        ApiClient visitor = browser();
        List.of("register a vpn", "yes", "freelancer", "Sara Khan").forEach(visitor::sendText);
        String longest = "\ufdfa".repeat(3_500);
        assertThat(visitor.sendText(longest).texts())
                .filteredOn(text -> !text.equals(longest))
                .isNotEmpty()
                .noneMatch(text -> text.contains("something went wrong"))
                .allMatch(text -> text.length() < 1_000);
        assertThat(visitor.readMessages("").texts()).contains(longest);
    }

    @Test
    void anAppGetsItsTokenInTheBodyAndSendsItInAHeader() {
        ApiClient.ApiResponse opened = browser()
                .send(browser().request("/token").POST(BodyPublishers.noBody()), true)
                .requireStatus(201);
        assertThat(opened.cookie()).isEmpty();
        ApiClient app = ApiClient.asApp(server.address(), opened.text("/token"));
        app.sendText("/start").requireStatus(200);
        assertThat(app.readMessages("").texts()).startsWith("/start");
    }

    @Test
    void anUnknownCookieIsTheSameAsNone() {
        ApiClient stranger = ApiClient.asBrowser(server.address(), ChatTokens.createToken());
        assertThat(stranger.readMessages("").messages()).isEmpty();
        String before = stranger.token();
        assertThat(stranger.sendText("/start").cookie()).isPresent();
        assertThat(stranger.token()).isNotEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no token at all", "", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void anUnknownTokenOfAProgramIsRefusedAndOpensNoChat(String token) {
        int before = chats();
        ApiClient.ApiResponse answer =
                ApiClient.asApp(server.address(), token).sendText("/start").requireProblem(401, "unauthenticated");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(chats()).isEqualTo(before);
    }

    @Test
    void aHeaderMeansThatACookieDoesNotCount() {
        ApiClient owner = ApiPersons.openChat(server);
        ApiClient app = ApiClient.asApp(server.address(), ChatTokens.createToken());
        app.send(app.request("").GET().header("Cookie", "rahnuma=" + owner.token()), false)
                .requireStatus(401);
    }

    @Test
    void foreignConversationsCannotBeRead() {
        ApiClient one = ApiPersons.openChat(server);
        ApiClient other = ApiPersons.openChat(server);
        one.sendText("a secret of mine");
        assertThat(other.readMessages("").texts()).doesNotContain("a secret of mine");
        assertThat(one.readMessages("").texts()).contains("a secret of mine");
    }

    @Test
    void readingOpensNoChat() {
        int before = chats();
        ApiClient visitor = browser();
        ApiClient.ApiResponse read = visitor.readMessages("").requireStatus(200);
        assertThat(read.at("/seq").asInt()).isZero();
        assertThat(read.cookie()).isEmpty();
        try (EventStreamClient ear = visitor.openEvents("")) {
            ear.requireStatus(204);
        }
        assertThat(chats()).isEqualTo(before);
    }

    @Test
    void twoOfTheSameAtOnceAreAnsweredTheSame() throws Exception {
        ApiClient visitor = ApiPersons.openChat(server);
        String id = ApiClient.newId();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<JsonNode>> same = IntStream.range(0, 8)
                    .mapToObj(i -> (Callable<JsonNode>)
                            () -> visitor.sendText(id, "English").messages())
                    .toList();
            List<JsonNode> answers = threads.invokeAll(same).stream()
                    .map(Future::resultNow)
                    .distinct()
                    .toList();
            assertThat(answers).hasSize(1);
            assertThat(answers.getFirst()).isNotEmpty();
        }
        assertThat(visitor.readMessages("").texts()).containsOnlyOnce("English");
    }

    @Test
    void aTapIsReadBackByItsLabelWithThePlaceOfItsButton() {
        ApiClient visitor = browser();
        JsonNode question = visitor.sendText("/start").lastMessage();
        JsonNode tap = visitor.tapButton(question, "اردو").messages().get(0);
        assertThat(tap.path("kind").asText()).isEqualTo("tap");
        assertThat(tap.path("text").asText()).isEqualTo("اردو");
        assertThat(tap.path("on").asInt()).isEqualTo(question.path("seq").asInt());
        assertThat(visitor.readMessages("?after=" + question.path("seq") + "&limit=1")
                        .lastMessage())
                .isEqualTo(tap);
    }

    @Test
    void aTapThatNothingIsSaidToIsStillALine() {
        ApiClient visitor = browser();
        JsonNode question = visitor.sendText("/start").lastMessage();
        visitor.tapButton(question, "اردو");
        ApiClient.ApiResponse stale = visitor.tapButton(question, "اردو");
        assertThat(stale.messages().get(0).path("text").asText()).isEqualTo("اردو");
        assertThat(stale.at("/seq")).isEqualTo(visitor.readMessages("?limit=1").at("/seq"));
        assertThat(stale.messages().size() > 1 || stale.body().has("notice")).isTrue();
    }

    @Test
    void aTapOfAnUnknownButtonDoesNotShowItsData() {
        ApiClient visitor = ApiPersons.openChat(server);
        ApiClient.ApiResponse answer = visitor.tapData("9:9:9:made-up").requireStatus(200);
        assertThat(answer.messages().get(0).path("text").asText()).isEqualTo("✓");
        assertThat(answer.response().body()).doesNotContain("made-up");
    }

    @Test
    void aReplacementNamesItsMessage() {
        ApiClient visitor = browser();
        JsonNode question = visitor.sendText("human").lastMessage();
        JsonNode replacing = visitor.tapButton(question, "More…").lastMessage();
        assertThat(replacing.path("replaces").asInt())
                .isEqualTo(question.path("seq").asInt());
        assertThat(visitor.readMessages("").lastMessage()).isEqualTo(replacing);
    }

    @Test
    void theResponseHasTheLanguageOnceItIsChosen() {
        ApiClient visitor = browser();
        JsonNode question = visitor.sendText("/start").lastMessage();
        assertThat(visitor.readMessages("").body().has("language")).isFalse();
        assertThat(visitor.tapButton(question, "Roman Urdu").text("/language")).isEqualTo("ur-Latn");
        assertThat(visitor.readMessages("").text("/language")).isEqualTo("ur-Latn");
    }

    @Test
    void aHintOfTheLanguageIsTaken() {
        ObjectNode start = ApiClient.object()
                .put("id", ApiClient.newId())
                .put("text", "/start")
                .put("language", "ur-PK");
        JsonNode question = browser().post(start.toString()).lastMessage();
        assertThat(question.path("text").asText()).contains("یہ رہنما ہے");
        assertThat(question.at("/buttons").toString()).contains("مینو", "English");
        assertThat(browser()
                        .sendTextWith("/start", "Accept-Language", "ur-Latn, en;q=0.5")
                        .lastText())
                .contains("Yeh Rahnuma hai");
    }

    @Test
    void aFirstQuestionIsAnsweredInItsLanguageWithALineThatSaysWhatTheDeskIs() {
        ApiClient.ApiResponse answer = browser().sendText("bhai fees kitni hai");
        assertThat(answer.texts()).hasSize(2);
        assertThat(answer.texts().get(1)).contains("muft", "2024", "Yeh Rahnuma hai");
        assertThat(answer.text("/language")).isEqualTo("ur-Latn");
    }

    @Test
    void anEditNamesTheTextByItsId() {
        ApiClient visitor = ApiPersons.openChat(server);
        String id = ApiClient.newId();
        assertThat(visitor.sendText(id, "helo").messages().get(0).path("id").asText())
                .isEqualTo(id);
        ObjectNode edit = ApiClient.object().put("id", ApiClient.newId());
        edit.putObject("edit").put("message", id).put("text", "English");
        ApiClient.ApiResponse answer = visitor.post(edit.toString()).requireStatus(200);
        assertThat(answer.messages().get(0).path("kind").asText()).isEqualTo("edit");
    }

    @Test
    void historyIsReadForwardsAndBackwards() {
        ApiClient visitor = ApiPersons.openChat(server);
        for (int i = 0; i < 5; i++) {
            visitor.sendText("word " + i);
        }
        List<String> all = visitor.readMessages("?after=0&limit=100").texts();
        int size = all.size();
        assertThat(visitor.readMessages("?limit=3").texts()).isEqualTo(all.subList(size - 3, size));
        assertThat(visitor.readMessages("?before=" + (size - 2) + "&limit=2").texts())
                .isEqualTo(all.subList(size - 5, size - 3));
        assertThat(visitor.readMessages("?after=2&limit=2").texts()).isEqualTo(all.subList(2, 4));
        assertThat(visitor.readMessages("?before=1").texts()).isEmpty();
        assertThat(visitor.readMessages("?after=" + size).texts()).isEmpty();
    }

    @Test
    void placesAndLimitsOutOfRangeAreRefused() {
        ApiClient visitor = ApiPersons.openChat(server);
        for (String query : List.of("limit=0", "limit=101", "after=-1", "before=0", "after=1&before=2")) {
            visitor.read("api/v1/conversation?" + query).requireProblem("bad-request");
        }
    }

    @Test
    void onlyAHashOfTheTokenIsKept() {
        ApiClient visitor = ApiPersons.openChat(server);
        byte[] token = visitor.token().getBytes(StandardCharsets.US_ASCII);
        byte[] digest = ChatTokens.digestToken(visitor.token());
        assertThat(server.sql().queryList(byte[].class, "select token_hash from chat_token"))
                .isNotEmpty()
                .noneMatch(hash -> Arrays.equals(hash, token) || Arrays.equals(hash, digest));
        assertThat(server.sql().queryList(byte[].class, "select device from chat_token"))
                .noneMatch(device -> new String(device, StandardCharsets.ISO_8859_1).contains(visitor.token()));
    }
}
