package pk.rahnuma.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.cluster.ClusterNode;
import pk.rahnuma.cluster.TestClusterNodes;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.Reply.DisplayMode;
import pk.rahnuma.dialog.model.ReplyButton;
import pk.rahnuma.messaging.Message.Direction;
import pk.rahnuma.messaging.Message.State;
import pk.rahnuma.messaging.conversation.Channel;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.messaging.conversation.ChatAddress;
import pk.rahnuma.messaging.conversation.ChatRepository;
import pk.rahnuma.messaging.conversation.ConversationRepository;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.SubjectKeyRing;

@OnEachDatabase
class ConversationMessageServiceTest {

    private static final Instant NOW = Instant.parse("2026-07-01T10:00:00.123456Z");

    private final TestDatabase database;
    private final ConversationMessageService messages;
    private final OutboxService outbox;
    private final List<Message> notified = new ArrayList<>();
    private Chat chat;

    ConversationMessageServiceTest(TestDatabase database) {
        this.database = database;
        ClusterNode node = TestClusterNodes.singleNode(database);
        this.messages = MessagingFixture.messages(database, node, event -> {
            if (event instanceof OutboxEvent.Committed) {
                notified.addAll(event.messages());
            }
        });
        this.outbox = MessagingFixture.outbox(database, node);
    }

    @BeforeEach
    void aConversation() {
        database.sql().execute("delete from message");
        chat = openChat();
    }

    @Test
    void messagesOfAChannelThatWasOffAreQueuedAgainUnlessOld() {
        messages.postNotices(chat.conversation(), List.of(Reply.ofText("off"), Reply.ofText("blocked")), NOW);
        outbox.recordResults(List.of(refused(1, DeliveryResult.CHANNEL_OFF), refused(2, "blocked")));
        Channel other = chat.channel() == Channel.WEB ? Channel.TELEGRAM : Channel.WEB;

        outbox.requeueChannelOff(List.of(), NOW.minusSeconds(1));
        outbox.requeueChannelOff(List.of(other), NOW.minusSeconds(1));
        outbox.requeueChannelOff(List.of(chat.channel()), NOW);
        assertThat(MessagingFixture.pendingMessages(messages, chat)).isEmpty();

        outbox.requeueChannelOff(List.of(chat.channel()), NOW.minusSeconds(1));
        assertThat(MessagingFixture.pendingMessages(messages, chat))
                .extracting(message -> message.body().text(), Message::failure, Message::attempts)
                .containsExactly(tuple("off", null, 1));
    }

    private DeliveryResult refused(int seq, String failure) {
        return new DeliveryResult(chat.conversation(), seq, State.REFUSED, 1, null, null, failure, NOW);
    }

    @Test
    void appendedMessagesAreReadUnchanged() {
        Reply full = new Reply(
                        "کیا یہ درست ہے؟ \uD83D\uDC4B",
                        List.of(
                                List.of(new ReplyButton("ہاں", "a:1"), new ReplyButton("نہیں", "a:2")),
                                List.of(new ReplyButton("↩", "b"))),
                        "cnic",
                        DisplayMode.REPLACES)
                .withAnsweredFiles(List.of(new Reply.AnsweredFile("77", "کارڈ کی پچھلی طرف", 10)));
        Message said = new Message(
                chat.conversation(),
                2,
                chat.id(),
                Direction.REPLY,
                full,
                "77",
                State.PENDING,
                1,
                NOW.plusSeconds(5),
                null,
                "429",
                NOW);
        Message heard = new Message(
                chat.conversation(),
                1,
                chat.id(),
                Direction.RECEIVED,
                Reply.ofText("salam"),
                null,
                State.HEARD,
                0,
                null,
                "76",
                null,
                NOW);
        MessagingFixture.append(messages, List.of(said, heard));
        assertThat(messages.readHistory(chat.conversation(), 0, 10)).containsExactly(heard, said);
    }

    @Test
    void bodiesLieSealed() {
        MessagingFixture.append(messages, List.of(pending(chat, 1, "4250112345671", NOW)));
        byte[] body = database.sql().queryOne(byte[].class, "select body from message");
        assertThat(new String(body, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("42501");
    }

    @Test
    void historyAndLastGiveTheirWindowsInOrder() {
        MessagingFixture.append(
                messages,
                IntStream.rangeClosed(1, 9)
                        .mapToObj(seq -> pending(chat, seq, "line " + seq, NOW))
                        .toList());
        assertThat(messages.readHistory(chat.conversation(), 3, 4))
                .extracting(Message::seq)
                .containsExactly(4, 5, 6, 7);
        assertThat(messages.readLast(chat.conversation(), 3))
                .extracting(Message::seq)
                .containsExactly(7, 8, 9);
        assertThat(messages.readHistory(SubjectEncryptionService.newId(), 0, 4)).isEmpty();
    }

    @Test
    void pendingIsOldestFirstAndAlsoWhatMustWait() {
        Chat other = openChat();
        MessagingFixture.append(
                messages,
                List.of(
                        pending(chat, 1, "second", NOW.plusSeconds(1)),
                        pending(other, 1, "first", NOW),
                        pending(other, 2, "third", NOW.plusSeconds(2))));
        outbox.takeOver(List.of(chat.conversation(), other.conversation()));
        wait(other, 1, NOW.plusSeconds(60));
        assertThat(texts(outbox.findPending(10))).containsExactly("first", "second", "third");
        assertThat(texts(outbox.findPending(2))).containsExactly("first", "second");
        assertThat(texts(MessagingFixture.pendingMessages(messages, other))).containsExactly("first", "third");
    }

    @Test
    void aRecordedOutcomeIsFinal() {
        MessagingFixture.append(messages, List.of(pending(chat, 1, "one", NOW), pending(chat, 2, "two", NOW)));
        outbox.recordResults(
                List.of(settled(2, State.REFUSED, null, "x".repeat(500)), settled(1, State.SENT, "9001", null)));
        outbox.recordResults(List.of(settled(1, State.UNKNOWN, null, "late")));
        assertThat(MessagingFixture.pendingMessages(messages, chat)).isEmpty();
        assertThat(messages.readHistory(chat.conversation(), 0, 9))
                .extracting(Message::state, Message::reference, Message::attempts)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(State.SENT, "9001", 1),
                        org.assertj.core.groups.Tuple.tuple(State.REFUSED, null, 1));
        assertThat(messages.readHistory(chat.conversation(), 1, 1).getFirst().failure())
                .hasSize(200);
    }

    @Test
    void aNoticeIsPostedBehindTheLastLineAndTheListenerIsCalledAfterTheCommit() {
        messages.postNotices(chat.conversation(), List.of(Reply.ofText("approved"), Reply.ofText("what now")), NOW);
        assertThat(notified).extracting(Message::seq).containsExactly(1, 2);
        notified.clear();
        List<Message> posted = database.sql().inTransaction(() -> {
            List<Message> mine = messages.postNotices(chat.conversation(), List.of(Reply.ofText("later")), NOW);
            assertThat(notified).isEmpty();
            return mine;
        });
        assertThat(notified).isEqualTo(posted);
        assertThat(posted).extracting(Message::seq).containsExactly(3);
        assertThat(MessagingFixture.pendingMessages(messages, chat)).hasSize(3).endsWith(posted.getFirst());
    }

    @Test
    void theLinkOfANoticeIsOfferedInTheConversation() {
        Reply notice = Reply.ofText("asked")
                .withButtons(List.of(List.of(new ReplyButton("Answer", "!link=answer-K7MP-4RTX-9C"))));
        assertThat(stateAfter(() -> messages.postNotices(chat.conversation(), List.of(notice), NOW))
                        .offered())
                .isEqualTo("/start answer-K7MP-4RTX-9C");
    }

    @Test
    void aNoticeThatAsksOffersTheScriptThatTakesTheDecision() {
        assertThat(stateAfter(() -> messages.postQuestion(chat.conversation(), Reply.ofText("yes?"), "connect", NOW))
                        .offered())
                .isEqualTo("connect");
    }

    private ConversationState stateAfter(Runnable posting) {
        long person = chat.conversation();
        ConversationRepository conversations = database.getBean(ConversationRepository.class);
        SubjectKeyRing keys = database.vault().openKeys(List.of(person));
        return database.sql().inTransaction(() -> {
            ConversationRepository.ConversationRow row = lockRow(conversations, person);
            conversations.updateConversations(
                    List.of(new ConversationRepository.ConversationUpdate(
                            person,
                            ConversationState.empty(),
                            row.lastSeq(),
                            row.lastChat(),
                            null,
                            null,
                            0,
                            row.owner())),
                    keys,
                    NOW);
            posting.run();
            return ConversationRepository.openState(lockRow(conversations, person), keys);
        });
    }

    private static ConversationRepository.ConversationRow lockRow(ConversationRepository conversations, long person) {
        return conversations.lockConversations(new TreeSet<>(List.of(person))).get(person);
    }

    @Test
    void aRolledBackNoticeIsNotPosted() {
        assertThatThrownBy(() -> database.sql().inTransaction(() -> {
                    messages.postNotices(chat.conversation(), List.of(Reply.ofText("never")), NOW);
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(notified).isEmpty();
        assertThat(MessagingFixture.pendingMessages(messages, chat)).isEmpty();
    }

    @Test
    void nothingIsPostedToAnUnknownConversation() {
        assertThatThrownBy(() ->
                        messages.postNotices(SubjectEncryptionService.newId(), List.of(Reply.ofText("hello")), NOW))
                .isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void theLinesOfAnErasedPersonAreLeftOut() {
        Chat other = openChat();
        MessagingFixture.append(messages, List.of(pending(chat, 1, "gone", NOW), pending(other, 1, "stays", NOW)));
        outbox.takeOver(List.of(chat.conversation(), other.conversation()));
        database.vault().destroyKey(chat.conversation());
        assertThat(texts(outbox.findPending(10))).containsExactly("stays");
        assertThat(messages.readHistory(chat.conversation(), 0, 10)).isEmpty();
    }

    private Chat openChat() {
        ChatAddress address = new ChatAddress(Channel.TELEGRAM, Long.toString(SubjectEncryptionService.newId()));
        return database.getBean(ChatRepository.class)
                .findOrCreate(List.of(address), Map.of(), NOW)
                .get(address);
    }

    private void wait(Chat other, int seq, Instant until) {
        outbox.recordResults(
                List.of(new DeliveryResult(other.conversation(), seq, State.PENDING, 1, until, null, "429", NOW)));
    }

    private DeliveryResult settled(int seq, State state, String reference, String failure) {
        return new DeliveryResult(chat.conversation(), seq, state, 1, null, reference, failure, NOW);
    }

    private static Message pending(Chat chat, int seq, String text, Instant at) {
        return MessagingFixture.unsentReply(chat.conversation(), seq, chat.id(), Reply.ofText(text), null, at);
    }

    private static List<String> texts(List<Message> messages) {
        return messages.stream().map(message -> message.body().text()).toList();
    }
}
