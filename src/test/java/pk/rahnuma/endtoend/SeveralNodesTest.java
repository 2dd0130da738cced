package pk.rahnuma.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.EventStreamClient;
import pk.rahnuma.conversation.IncomingMessage;
import pk.rahnuma.conversation.MessageIntake;
import pk.rahnuma.dialog.ConversationInput;
import pk.rahnuma.dialog.Reply;
import pk.rahnuma.messaging.Channel;
import pk.rahnuma.messaging.ChatRepository;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.telegram.FakeBotApi;
import pk.rahnuma.telegram.FakeTelegramUser;

/// Two houses on one database.
class SeveralNodesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /// Less than what any orchestrator grants.
    private static final Duration STOP = Duration.ofSeconds(5);

    private static TestServer.Builder with(FakeBotApi api) {
        return TestServer.onMariaDb().with("TELEGRAM_BOT_TOKEN", api.token()).with("TELEGRAM_API_URL", api.url());
    }

    private static CompletableFuture<?> says(TestServer house, long chat, int update, String text) {
        return house.get(MessageIntake.class)
                .offer(new IncomingMessage(
                        Channel.TELEGRAM,
                        Long.toString(chat),
                        Integer.toString(update),
                        new ConversationInput.Text(text),
                        "en",
                        Instant.now()));
    }

    private static long conversation(TestServer house, Channel channel, String address) {
        ChatRepository.Address at = new ChatRepository.Address(channel, address);
        return house.get(ChatRepository.class).find(List.of(at)).get(at).conversation();
    }

    private static List<Message> lines(TestServer house, long chat) {
        return house.get(ConversationMessageService.class)
                .history(conversation(house, Channel.TELEGRAM, Long.toString(chat)), 0, 1_000);
    }

    private static List<String> said(List<Message> lines) {
        return lines.stream()
                .filter(line -> line.direction() == Message.Direction.SAID)
                .map(line -> line.body().text())
                .toList();
    }

    private static void awaitSent(TestServer house, long chat) {
        AwaitSupport.awaitAtLength()
                .untilAsserted(
                        () -> assertThat(lines(house, chat)).noneMatch(line -> line.state() == Message.State.PENDING));
    }

    @Test
    void chats_keep_their_order_when_their_turns_fall_on_either_node() throws Exception {
        try (FakeBotApi api = FakeBotApi.start()) {
            TestServer.Builder plan = with(api);
            try (TestServer one = plan.start();
                    TestServer other = plan.start()) {
                List<FakeTelegramUser> people = IntStream.range(0, 8)
                        .mapToObj(i -> api.person(7000 + i, "en"))
                        .toList();
                List<TestServer> houses = List.of(one, other);
                for (int turn = 0; turn < 12; turn++) {
                    if (turn % 4 == 1) {
                        api.fault("sendMessage", 3, FakeBotApi.Fault.tooMany(1));
                    }
                    List<CompletableFuture<?>> receipts = new ArrayList<>();
                    for (int i = 0; i < people.size(); i++) {
                        receipts.add(
                                says(houses.get((turn + i) % 2), 7000 + i, turn, turn == 0 ? "/start" : "x" + turn));
                    }
                    for (CompletableFuture<?> receipt : receipts) {
                        receipt.get();
                    }
                }
                for (int i = 0; i < people.size(); i++) {
                    awaitSent(one, 7000 + i);
                    List<String> said = said(lines(one, 7000 + i));
                    assertThat(said).hasSizeGreaterThanOrEqualTo(12);
                    assertThat(people.get(i).heard().stream().map(FakeBotApi.Said::text))
                            .containsExactlyElementsOf(said);
                }
            }
            assertThat(api.complaints()).isEmpty();
        }
    }

    @Test
    void a_listener_on_one_node_hears_what_is_said_on_the_other() throws Exception {
        // So seldom that it cannot be what brings the lines.
        TestServer.Builder plan = TestServer.onMariaDb().property("rahnuma.api.heartbeat", "1h");
        try (TestServer one = plan.start();
                TestServer other = plan.start()) {
            ApiClient here = ApiClient.browser(one.address());
            here.say("/start");
            JsonNode question = here.read("?after=0").last();
            try (EventStreamClient ear =
                    ApiClient.browser(other.address(), here.token()).listen("?after=2")) {
                here.tap(question, "اردو");
                assertThat(json(ear.next("message")).path("from").asText()).isEqualTo("me");
                assertThat(json(ear.next("language")).path("language").asText()).isEqualTo("ur");
                int seq = here.read("?after=0").last().path("seq").asInt();
                long conversation = one.get(org.jdbi.v3.core.Jdbi.class)
                        .withHandle(handle -> handle.createQuery("select id from conversation")
                                .mapTo(Long.class)
                                .one());
                one.get(ConversationMessageService.class)
                        .post(conversation, List.of(Reply.plain("from staff")), Instant.now());
                EventStreamClient.ServerEvent last = ear.next("message");
                while (!json(last).path("text").asText().equals("from staff")) {
                    last = ear.next("message");
                }
                assertThat(Integer.parseInt(last.id())).isGreaterThan(seq);
            }
        }
    }

    private static JsonNode json(EventStreamClient.ServerEvent heard) throws Exception {
        return new ObjectMapper().readTree(heard.data());
    }

    @Test
    void a_node_stops_within_five_seconds_under_load_and_the_other_goes_on_without_a_gap() throws Exception {
        try (FakeBotApi api = FakeBotApi.start()) {
            TestServer.Builder plan = with(api);
            try (TestServer one = plan.start()) {
                // The first has the lease.
                FakeTelegramUser ali = api.person(7500, "en");
                ali.says("/start");
                ali.awaits("Which language?");
                try (TestServer other = plan.start()) {
                    List<CompletableFuture<?>> offered = new ArrayList<>();
                    for (int turn = 0; turn < 20; turn++) {
                        for (int i = 0; i < 40; i++) {
                            api.person(7600 + i, "en");
                            offered.add(says(one, 7600 + i, turn, turn == 0 ? "/start" : "x" + turn));
                        }
                    }
                    Instant begin = Instant.now();
                    one.stop();
                    Duration took = Duration.between(begin, Instant.now());
                    System.out.println("SeveralHousesTest: stopped in " + took.toMillis() + " ms");
                    assertThat(took).isLessThan(STOP);
                    ali.says("English");
                    ali.awaits(line -> !line.text().contains("Which language?"), PATIENCE);
                    // A door would bring again what was not taken.
                    for (int i = 0; i < offered.size(); i++) {
                        if (!isTaken(offered.get(i))) {
                            says(other, 7600 + i % 40, i / 40, i < 40 ? "/start" : "x" + i / 40)
                                    .get(10, TimeUnit.SECONDS);
                        }
                    }
                    for (int i = 0; i < 40; i++) {
                        awaitSent(other, 7600 + i);
                        List<Message> lines = lines(other, 7600 + i);
                        assertThat(lines.stream()
                                        .filter(line -> line.direction() == Message.Direction.HEARD)
                                        .map(line -> line.body().text()))
                                .containsExactlyElementsOf(IntStream.range(0, 20)
                                        .mapToObj(turn -> turn == 0 ? "/start" : "x" + turn)
                                        .toList());
                        assertThat(api.person(7600 + i, "en").heard().stream().map(FakeBotApi.Said::text))
                                .containsExactlyElementsOf(said(lines));
                    }
                }
                one.start();
            }
            assertThat(api.complaints()).isEmpty();
        }
    }

    @Test
    void a_node_stops_within_five_seconds_though_Telegram_does_not_answer_and_the_other_sends_what_it_left()
            throws Exception {
        try (FakeBotApi api = FakeBotApi.start()) {
            TestServer.Builder plan = with(api);
            try (TestServer one = plan.start();
                    TestServer other = plan.start()) {
                api.fault("sendMessage", 10, FakeBotApi.Fault.hangs());
                for (int i = 0; i < 10; i++) {
                    api.person(7700 + i, "en");
                    says(one, 7700 + i, 1, "/start").get();
                    says(one, 7700 + i, 2, "English").get();
                }
                Instant begin = Instant.now();
                one.stop();
                Duration took = Duration.between(begin, Instant.now());
                System.out.println("SeveralHousesTest: stopped in " + took.toMillis() + " ms, unanswered");
                assertThat(took).isLessThan(STOP);
                for (int i = 0; i < 10; i++) {
                    awaitSent(other, 7700 + i);
                    assertThat(api.person(7700 + i, "en").heard().stream().map(FakeBotApi.Said::text))
                            .containsExactlyElementsOf(said(lines(other, 7700 + i)));
                }
                one.start();
            }
            assertThat(api.complaints()).isEmpty();
        }
    }

    private static boolean isTaken(CompletableFuture<?> receipt) throws Exception {
        try {
            receipt.get(10, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException e) {
            return false;
        }
    }
}
