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
import pk.rahnuma.conversation.batch.IncomingMessage;
import pk.rahnuma.conversation.batch.MessageIntake;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.conversation.Channel;
import pk.rahnuma.messaging.conversation.ChatAddress;
import pk.rahnuma.messaging.conversation.ChatRepository;
import pk.rahnuma.telegram.fake.FakeBotApi;
import pk.rahnuma.telegram.fake.FakeTelegramUser;

/// Two servers on one database.
class SeveralNodesTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /// A stop that hangs fails; the time itself, some seconds, depends on the machine.
    private static final Duration MAX_STOP_TIME = Duration.ofMinutes(1);

    private static TestServer.Builder with(FakeBotApi api) {
        return TestServer.onMariaDb().withBot(api);
    }

    private static CompletableFuture<?> says(TestServer server, long chat, int update, String text) {
        return server.getBean(MessageIntake.class)
                .offerMessage(new IncomingMessage(
                        Channel.TELEGRAM,
                        Long.toString(chat),
                        Integer.toString(update),
                        new ConversationInput.Text(text),
                        "en",
                        Instant.now()));
    }

    private static long conversation(TestServer server, Channel channel, String address) {
        ChatAddress at = new ChatAddress(channel, address);
        return server.getBean(ChatRepository.class)
                .findByAddresses(List.of(at))
                .get(at)
                .conversation();
    }

    private static List<Message> lines(TestServer server, long chat) {
        return server.getBean(ConversationMessageService.class)
                .readHistory(conversation(server, Channel.TELEGRAM, Long.toString(chat)), 0, 1_000);
    }

    private static List<String> said(List<Message> lines) {
        return lines.stream()
                .filter(line -> line.direction() == Message.Direction.REPLY)
                .map(line -> line.body().text())
                .toList();
    }

    private static void awaitSent(TestServer server, long chat) {
        AwaitSupport.await()
                .untilAsserted(
                        () -> assertThat(lines(server, chat)).noneMatch(line -> line.state() == Message.State.PENDING));
    }

    @Test
    void chatsKeepTheirOrderWhenTheirTurnsFallOnEitherNode() throws Exception {
        try (FakeBotApi api = FakeBotApi.start()) {
            TestServer.Builder plan = with(api);
            try (TestServer one = plan.startServer();
                    TestServer other = plan.startServer()) {
                List<FakeTelegramUser> people = IntStream.range(0, 8)
                        .mapToObj(i -> api.person(7000 + i, "en"))
                        .toList();
                List<TestServer> houses = List.of(one, other);
                for (int turn = 0; turn < 12; turn++) {
                    if (turn % 4 == 1) {
                        api.injectFault("sendMessage", 3, FakeBotApi.Fault.tooMany(1));
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
    void aListenerOnOneNodeHearsWhatIsSaidOnTheOther() throws Exception {
        // So rare that it cannot be the cause of the delivery.
        TestServer.Builder plan = TestServer.onMariaDb().withProperty("rahnuma.api.heartbeat", "1h");
        try (TestServer one = plan.startServer();
                TestServer other = plan.startServer()) {
            ApiClient here = ApiClient.asBrowser(one.address());
            here.sendText("/start");
            JsonNode question = here.readMessages("?after=0").lastMessage();
            try (EventStreamClient ear =
                    ApiClient.asBrowser(other.address(), here.token()).openEvents("?after=2")) {
                here.tapButton(question, "اردو");
                assertThat(json(ear.nextEvent("message")).path("from").asText()).isEqualTo("me");
                assertThat(json(ear.nextEvent("language")).path("language").asText())
                        .isEqualTo("ur");
                int seq =
                        here.readMessages("?after=0").lastMessage().path("seq").asInt();
                long conversation = one.sql().queryOne(Long.class, "select id from conversation");
                one.getBean(ConversationMessageService.class)
                        .postNotices(conversation, List.of(Reply.ofText("from staff")), Instant.now());
                EventStreamClient.ServerEvent last = ear.nextEvent("message");
                while (!json(last).path("text").asText().equals("from staff")) {
                    last = ear.nextEvent("message");
                }
                assertThat(Integer.parseInt(last.id())).isGreaterThan(seq);
            }
        }
    }

    private static JsonNode json(EventStreamClient.ServerEvent heard) throws Exception {
        return new ObjectMapper().readTree(heard.data());
    }

    @Test
    void aNodeStopsUnderLoadAndTheOtherGoesOnWithoutAGap() throws Exception {
        try (FakeBotApi api = FakeBotApi.start()) {
            TestServer.Builder plan = with(api);
            try (TestServer one = plan.startServer()) {
                // The first has the lease.
                FakeTelegramUser ali = api.person(7500, "en");
                ali.says("/start");
                ali.awaits("This is Rahnuma");
                try (TestServer other = plan.startServer()) {
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
                    assertThat(took).isLessThan(MAX_STOP_TIME);
                    ali.says("menu");
                    ali.awaits(line -> line.text().contains("What can I do for you?"), PATIENCE);
                    // A channel would deliver rejected updates again.
                    for (int i = 0; i < offered.size(); i++) {
                        if (!isTaken(offered.get(i))) {
                            says(other, 7600 + i % 40, i / 40, i < 40 ? "/start" : "x" + i / 40)
                                    .get(30, TimeUnit.SECONDS);
                        }
                    }
                    for (int i = 0; i < 40; i++) {
                        awaitSent(other, 7600 + i);
                        List<Message> lines = lines(other, 7600 + i);
                        assertThat(lines.stream()
                                        .filter(line -> line.direction() == Message.Direction.RECEIVED)
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
    void aNodeStopsThoughTelegramDoesNotAnswerAndTheOtherSendsWhatItLeft() throws Exception {
        try (FakeBotApi api = FakeBotApi.start()) {
            TestServer.Builder plan = with(api);
            try (TestServer one = plan.startServer();
                    TestServer other = plan.startServer()) {
                api.injectFault("sendMessage", 10, FakeBotApi.Fault.hangs());
                for (int i = 0; i < 10; i++) {
                    api.person(7700 + i, "en");
                    says(one, 7700 + i, 1, "/start").get();
                    says(one, 7700 + i, 2, "English").get();
                }
                Instant begin = Instant.now();
                one.stop();
                Duration took = Duration.between(begin, Instant.now());
                assertThat(took).isLessThan(MAX_STOP_TIME);
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
            receipt.get(30, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException e) {
            return false;
        }
    }
}
