package pk.rahnuma.person.joining;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import pk.rahnuma.TestServer;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.chat.ChatRepository;
import pk.rahnuma.person.erasure.ErasureRequestRepository;

/// Joinings in the chat, step by step.
@ParameterizedClass(name = "on {0}")
@MethodSource("pk.rahnuma.person.joining.JoiningFixture#servers")
class ChatJoiningServiceTest {

    private static final Duration TTL = PersonJoiningService.OFFER_TTL;

    private final TestServer server;
    private final JoiningFixture fixture;
    private final ChatJoiningService service;
    private final Instant now;
    private final long to;
    private final long from;

    ChatJoiningServiceTest(TestServer server) {
        this.server = server;
        this.fixture = new JoiningFixture(server);
        this.service = server.getBean(ChatJoiningService.class);
        this.now = fixture.now;
        this.to = fixture.createPerson("en").conversation();
        this.from = fixture.createPerson("en").conversation();
    }

    private String createCode() {
        return server.sql().inTransaction(() -> service.createCode(from, now));
    }

    private boolean offer(String code, long person, Instant at) {
        return server.sql().inTransaction(() -> service.offer(code, person, at));
    }

    private boolean agree(boolean agreed, Instant at) {
        return server.sql().inTransaction(() -> service.agree(from, agreed, at));
    }

    private void runJob(Instant at) {
        server.getBean(ChatJoiningWorker.class).processAll(at);
    }

    /// Texts of the desk that were sent to a person.
    private List<String> sentTo(long person) {
        return server.getBean(ConversationMessageService.class).readHistory(person, 0, 100).stream()
                .filter(message -> message.direction() != Message.Direction.RECEIVED)
                .map(message -> message.body().text())
                .toList();
    }

    private boolean isJoined() {
        return fixture.count("conversation", "id", from) == 0;
    }

    /// Delivers the question of the job, which would delay the joining.
    private void deliver() {
        server.sql().execute("update message set state = 'SENT' where conversation_id in (?, ?)", to, from);
    }

    @Test
    void bothAgreeAndTheJobJoinsThem() {
        String code = createCode();
        assertThat(code).matches("[0-9]{3} [0-9]{3} [0-9]{3}");
        assertThat(service.findCode(code, now)).hasValueSatisfying(other -> {
            assertThat(other.person()).isEqualTo(from);
            assertThat(other.channel()).isEqualTo("web");
            assertThat(other.moves()).containsEntry("applications", 0L).containsEntry("chats", 1L);
        });
        assertThat(service.findEntered(from, now)).isEmpty();
        assertThat(agree(true, now)).as("before the code was entered").isFalse();
        assertThat(offer(code, to, now)).isTrue();
        assertThat(service.findEntered(from, now)).contains("web");
        runJob(now);
        runJob(now);
        assertThat(sentTo(from)).as("asked once").singleElement().asString().contains("was entered in another chat");
        assertThat(sentTo(to)).isEmpty();
        assertThat(isJoined()).isFalse();
        deliver();
        assertThat(agree(true, now)).isTrue();
        runJob(now);
        assertThat(isJoined()).isTrue();
        assertThat(sentTo(to))
                .anyMatch(text -> text.startsWith("Your other chat now belongs to this one"))
                .anyMatch(text -> text.startsWith("This chat now belongs together"));
        runJob(now);
        assertThat(sentTo(to)).hasSize(3);
    }

    @Test
    void aCodeIsGoodOnceForTenMinutesAndForAnotherChat() {
        String code = createCode();
        assertThat(service.findCode(code, now.plus(TTL))).isEmpty();
        assertThat(offer(code, to, now.plus(TTL))).isFalse();
        assertThat(offer(code, from, now)).as("the chat that shows it").isFalse();
        assertThat(offer("000 000 000", to, now)).isFalse();
        assertThat(offer(code, to, now.plus(TTL.minusSeconds(1)))).isTrue();
        long third = fixture.createPerson("en").conversation();
        assertThat(offer(code, third, now)).as("used").isFalse();
        assertThat(service.findCode(code, now)).isEmpty();
    }

    @Test
    void aNewCodeEndsTheOneBeforeAndWhatWasOfferedByIt() {
        String first = createCode();
        String second = createCode();
        assertThat(service.findCode(first, now)).isEmpty();
        assertThat(offer(second, to, now)).isTrue();
        createCode();
        assertThat(agree(true, now)).isFalse();
    }

    @Test
    void digitsAreReadInAnyScriptWithAnySpaces() {
        String code = createCode();
        StringBuilder urdu = new StringBuilder();
        code.chars().forEach(c -> urdu.append(c == ' ' ? '-' : (char) ('۰' + c - '0')));
        assertThat(service.findCode(urdu.toString(), now)).isPresent();
        assertThat(service.findCode("  " + code.replace(" ", "") + " ", now)).isPresent();
    }

    @Test
    void withoutAYesWithinTenMinutesNothingIsJoined() {
        offer(createCode(), to, now);
        assertThat(agree(true, now.plus(TTL))).as("too late").isFalse();
        assertThat(agree(false, now)).isTrue();
        assertThat(agree(true, now)).as("after a no").isFalse();
        runJob(now);
        assertThat(isJoined()).isFalse();
        assertThat(sentTo(from)).isEmpty();
    }

    @Test
    void theApiDoesNotCarryOutWhatTheOtherPersonHasNotAgreedTo() {
        offer(createCode(), to, now);
        long id = server.sql().queryOne(Long.class, "select id from person_joining where from_person = ?", from);
        PersonJoiningService persons = server.getBean(PersonJoiningService.class);
        assertThat(persons.findJoining(to, id, now)).isEmpty();
        assertThat(persons.joinPersons(to, id, now)).isEmpty();
        assertThat(isJoined()).isFalse();
    }

    private void assertRefused(String word) {
        offer(createCode(), to, now);
        assertThat(agree(true, now)).isTrue();
        runJob(now);
        assertThat(isJoined()).isFalse();
        for (long person : List.of(to, from)) {
            assertThat(sentTo(person).getLast())
                    .contains("were not connected", word)
                    .endsWith("Nothing has changed.");
        }
        deliver();
        runJob(now);
        assertThat(isJoined()).as("it ended with the refusal").isFalse();
    }

    @Test
    void bothGetANoticeOfARefusal() {
        for (long held : List.of(to, from)) {
            server.sql().execute("update conversation set held_by = 1 where id = ?", held);
            assertRefused("a member of our staff");
            server.sql().execute("update conversation set held_by = null where id = ?", held);
        }
        server.getBean(ErasureRequestRepository.class).insertRequest(from, now);
        assertRefused("delete everything");
        server.getBean(ErasureRequestRepository.class).deleteByPerson(from);
        fixture.addAddresses(from, 7);
        fixture.addAddresses(to, 7);
        assertRefused("more addresses");
    }

    @Test
    void aMessageOnItsWayDelaysItForAtMostTenMinutes() {
        server.getBean(ConversationMessageService.class)
                .postDelayedAnswers(1, from, List.of(Reply.ofText("later")), now.plus(Duration.ofHours(1)), now);
        offer(createCode(), to, now);
        agree(true, now);
        runJob(now);
        assertThat(sentTo(to)).isEmpty();
        runJob(now.plus(TTL));
        assertThat(isJoined()).isFalse();
        assertThat(sentTo(to)).singleElement().asString().contains("still on their way");
        assertThat(fixture.count("person_joining", "from_person", from)).isZero();
    }

    @Test
    void aJoiningThatWasNotCarriedOutExpiresAndIsErased() {
        offer(createCode(), to, now);
        JoiningDataHandler handler = server.getBean(JoiningDataHandler.class);
        handler.deleteExpired(now.plus(TTL.minusSeconds(1)), 100);
        assertThat(fixture.count("person_joining", "from_person", from)).isOne();
        assertThat(handler.exportData(to)).isEmpty();
        handler.eraseData(to, now);
        assertThat(fixture.count("person_joining", "from_person", from)).isZero();
        offer(createCode(), to, now);
        handler.deleteExpired(now.plus(TTL).plusSeconds(1), 100);
        assertThat(fixture.count("person_joining", "from_person", from)).isZero();
    }

    @Test
    void afterFiveWrongCodesThePersonWaits() {
        createCode();
        EnterChatCodeAction action = server.getBean(EnterChatCodeAction.class);
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            problems.add(enter(action, "11" + i, now).problem());
        }
        assertThat(problems).containsExactly("not_found", "not_found", "not_found", "not_found", "not_found", "wait");
        String code = createCode();
        EnterChatCodeAction.Out waits = enter(action, code, now);
        assertThat(waits.problem()).as("also with the right one").isEqualTo("wait");
        assertThat(waits.wait_minutes()).isOne();
        assertThat(enter(action, code, now.plus(Duration.ofMinutes(1))).found()).isTrue();
    }

    private EnterChatCodeAction.Out enter(EnterChatCodeAction action, String code, Instant at) {
        Action.Request<EnterChatCodeAction.In> request =
                new Action.Request<>(to, "1", "connect", "flow", false, "en", at, new EnterChatCodeAction.In(code));
        return server.sql()
                .inTransaction(() -> action.executeAll(List.of(request)).getFirst());
    }

    @Test
    void theChatThatShowsTheCodeCannotEnterIt() {
        String code = createCode();
        Action.Request<EnterChatCodeAction.In> request =
                new Action.Request<>(from, "1", "connect", "flow", false, "en", now, new EnterChatCodeAction.In(code));
        assertThat(server.getBean(EnterChatCodeAction.class)
                        .executeAll(List.of(request))
                        .getFirst()
                        .problem())
                .isEqualTo("same");
        assertThat(server.getBean(ChatRepository.class).findByConversation(from))
                .hasSize(1);
    }
}
