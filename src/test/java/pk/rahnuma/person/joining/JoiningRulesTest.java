package pk.rahnuma.person.joining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import pk.rahnuma.TestServer;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.document.Document;
import pk.rahnuma.document.DocumentService;
import pk.rahnuma.document.SampleFiles;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.NoticeHistoryService;
import pk.rahnuma.messaging.chat.Chat;
import pk.rahnuma.messaging.chat.ChatRepository;
import pk.rahnuma.person.device.DeviceSessionService;
import pk.rahnuma.person.erasure.ErasureRequestRepository;
import pk.rahnuma.person.joining.PersonJoining.State;
import pk.rahnuma.person.news.PushBrowser;
import pk.rahnuma.person.news.PushSubscription;
import pk.rahnuma.person.news.PushSubscriptionService;
import pk.rahnuma.person.signin.PersonSignInService;
import pk.rahnuma.person.signin.SignInCaller;
import pk.rahnuma.person.signin.SignInOutcome;
import pk.rahnuma.vault.MoveRefusedException;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Rules of docs/joining.md, row by row, for data that a conversation does not leave. The other rows: forms and drafts
/// in AdoptedFormsTest; erasures, failures, consents and repeated requests in PersonJoiningServiceTest; roles in
/// MembershipTest; all tables at once in PersonJoiningTest.
@ParameterizedClass(name = "on {0}")
@MethodSource("pk.rahnuma.person.joining.JoiningFixture#servers")
class JoiningRulesTest {

    private final TestServer server;
    private final JoiningFixture fixture;
    private final Chat staying;
    private final Chat leaving;
    private final long to;
    private final long from;

    JoiningRulesTest(TestServer server) {
        this.server = server;
        this.fixture = new JoiningFixture(server);
        this.staying = fixture.createPerson("en");
        this.leaving = fixture.createPerson("ur");
        this.to = staying.conversation();
        this.from = leaving.conversation();
    }

    private void join() {
        assertThat(server.getBean(PersonJoiningService.class).joinPersons(to, fixture.offer(to, from), fixture.now))
                .hasValueSatisfying(status -> assertThat(status.state()).isEqualTo(State.DONE));
    }

    private void assertRefused(MoveRefusedException.Reason reason) {
        long joining = fixture.offer(to, from);
        assertThatThrownBy(() -> server.getBean(PersonJoiningService.class).joinPersons(to, joining, fixture.now))
                .isInstanceOfSatisfying(
                        MoveRefusedException.class, e -> assertThat(e.reason()).isEqualTo(reason));
        assertThat(fixture.count("conversation", "id", from)).isOne();
    }

    private List<Message> history() {
        return server.getBean(ConversationMessageService.class).readHistory(to, 0, 1000);
    }

    @Test
    void bothChatsGetANoticeEachInItsLanguage() {
        join();
        List<Message> notices = history();
        assertThat(notices).extracting(Message::chat).containsExactly(staying.id(), leaving.id());
        assertThat(notices.getFirst().body().text()).startsWith("Your other chat now belongs to this one");
        assertThat(notices.getLast().body().text()).contains("چیٹ").doesNotContain("chat");
    }

    @ParameterizedTest
    @CsvSource({"ur-Latn, ur-Latn", ", ur"})
    void theLanguageOfTheOtherIsTakenWhenThePersonWhoStaysHasNone(String own, String expected) {
        server.sql().execute("update conversation set language = ? where id = ?", own, to);
        join();
        assertThat(server.sql().queryOne(String.class, "select language from conversation where id = ?", to))
                .isEqualTo(expected);
    }

    @Test
    void newsOfTheOtherAreUnreadWhenTheyFollowTheLastOneRead() {
        ConversationMessageService messages = server.getBean(ConversationMessageService.class);
        NoticeHistoryService news = server.getBean(NoticeHistoryService.class);
        messages.postNoticesAbout(71, to, List.of(Reply.ofText("read")), fixture.now);
        fixture.locked(to, () -> {
            news.markRead(to, 1);
            return null;
        });
        messages.postNoticesAbout(72, from, List.of(Reply.ofText("unread")), fixture.now);
        server.sql().execute("update message set state = 'SENT' where conversation_id in (?, ?)", to, from);
        join();
        int readLine = news.findReadLine(to);
        List<NoticeHistoryService.SubjectMessage> page =
                news.readBefore(to, Integer.MAX_VALUE, 10, fixture.now).news();
        assertThat(page).extracting(NoticeHistoryService.SubjectMessage::about).containsExactly(72L, 71L);
        assertThat(page.getFirst().message().seq()).isGreaterThan(readLine);
        assertThat(page.getFirst().message().body().text()).isEqualTo("unread");
        assertThat(page.getFirst().message().state())
                .as("not sent again")
                .isEqualTo(page.getLast().message().state());
        assertThat(page.getLast().message().seq()).isEqualTo(readLine);
    }

    @Test
    void moreThanAHundredChatsAreRefused() {
        for (long person : List.of(to, from)) {
            fixture.locked(person, () -> {
                for (int i = 0; i < 50; i++) {
                    server.getBean(ChatRepository.class).addWebChat(person, fixture.now);
                }
                return null;
            });
        }
        assertRefused(MoveRefusedException.Reason.TOO_MANY);
        server.sql().execute("delete from chat where conversation_id = ? and id <> ?", from, leaving.id());
        join();
        assertThat(server.getBean(ChatRepository.class).findByConversation(to))
                .hasSize(52)
                .contains(new Chat(leaving.id(), leaving.channel(), leaving.address(), to, false));
    }

    @Test
    void aBlockedChatStaysBlocked() {
        server.getBean(ChatRepository.class).markBlocked(leaving.id(), fixture.now);
        join();
        assertThat(server.getBean(ChatRepository.class).getById(leaving.id()).blocked())
                .isTrue();
        assertThat(server.getBean(ChatRepository.class).getById(staying.id()).blocked())
                .isFalse();
    }

    @Test
    void ofMoreThanTwentyDevicesThoseUsedLeastRecentlyAreSignedOut() {
        DeviceSessionService devices = server.getBean(DeviceSessionService.class);
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            long person = i % 2 == 0 ? to : from;
            Instant used = fixture.now.minus(Duration.ofSeconds(60 - i));
            tokens.add(fixture.locked(person, () -> devices.startSession(person, "Firefox", "email", used))
                    .access());
        }
        join();
        for (int i = 0; i < 30; i++) {
            assertThat(devices.findChat(tokens.get(i), fixture.now).map(Chat::conversation))
                    .as("device " + i)
                    .isEqualTo(i < 10 ? Optional.empty() : Optional.of(to));
        }
        assertThat(devices.listDevices(to, Optional.empty())).hasSize(20);
    }

    @Test
    void aSignInThatHasBegunKeepsItsTriesAndSignsIn() {
        long signIn = insertSignIn(3);
        join();
        PersonSignInService signIns = server.getBean(PersonSignInService.class);
        SignInCaller caller = new SignInCaller(null, "Firefox", "en");
        assertThat(signIns.checkCode(signIn, "000000", caller, fixture.now)).isInstanceOf(SignInOutcome.Rejected.class);
        assertThat(signIns.checkCode(signIn, "123456", caller, fixture.now))
                .as("the fifth try")
                .isInstanceOfSatisfying(
                        SignInOutcome.SignedIn.class,
                        done -> assertThat(server.getBean(DeviceSessionService.class)
                                        .findChat(done.tokens().access(), fixture.now))
                                .hasValueSatisfying(
                                        chat -> assertThat(chat.conversation()).isEqualTo(to)));
        assertThat(fixture.count("person_sign_in", "person_id", to)).isOne();
    }

    @Test
    void aSignInWithoutFurtherTriesGetsNone() {
        long signIn = insertSignIn(5);
        join();
        assertThat(server.getBean(PersonSignInService.class)
                        .checkCode(signIn, "123456", new SignInCaller(null, "Firefox", "en"), fixture.now))
                .isInstanceOf(SignInOutcome.Rejected.class);
    }

    private long insertSignIn(int tries) {
        long id = SubjectEncryptionService.newId();
        SubjectEncryptionService vault = server.getBean(SubjectEncryptionService.class);
        server.sql()
                .execute(
                        "insert into person_sign_in (id, person_id, method, address_hash, address, code_hash, tries, created_at)"
                                + " values (?, ?, 'RECOVERY', ?, '', ?, ?, ?)",
                        id,
                        from,
                        vault.keyedHash("identity", Long.toString(id)),
                        vault.keyedHash("sign-in code", id + " 123456"),
                        tries,
                        fixture.now);
        return id;
    }

    @Test
    void choicesOfNewsAreThoseOfThePersonWhoStaysAndForOtherChannelsThoseOfTheOther() {
        insertChoice(to, "EMAIL", false);
        insertChoice(from, "EMAIL", true);
        insertChoice(from, "SMS", true);
        byte[] earlier = server.sql()
                .queryOne(
                        byte[].class,
                        "select stop_hash from news_preference where person_id = ? and channel = 'SMS'",
                        from);
        join();
        assertThat(server.sql()
                        .queryRows(
                                "select * from news_preference where person_id in (?, ?)",
                                row -> {
                                    assertThat(row.getLong("person_id")).isEqualTo(to);
                                    assertThat(row.getBytes("stop_hash"))
                                            .as("the link of earlier e-mails stops nothing")
                                            .isNotEqualTo(earlier);
                                    return row.getString("channel") + row.getBoolean("wanted");
                                },
                                to,
                                from))
                .containsExactlyInAnyOrder("EMAILfalse", "SMStrue");
    }

    private void insertChoice(long person, String channel, boolean wanted) {
        server.sql()
                .execute(
                        "insert into news_preference (person_id, channel, wanted, stop_hash, changed_at) values (?, ?, ?, ?, ?)",
                        person,
                        channel,
                        wanted,
                        server.getBean(SubjectEncryptionService.class).keyedHash("test", channel + person),
                        fixture.now);
    }

    @Test
    void theFiveNewestSubscriptionsStay() {
        PushSubscriptionService subscriptions = server.getBean(PushSubscriptionService.class);
        try (PushBrowser browser = new PushBrowser()) {
            for (int i = 0; i < 8; i++) {
                long person = i % 2 == 0 ? to : from;
                String endpoint = "https://push.example.com/" + person + "/" + i;
                Instant at = fixture.now.plusSeconds(i);
                fixture.locked(person, () -> subscriptions.subscribe(person, endpoint, browser.pushKeys(), at));
            }
            join();
            assertThat(subscriptions.findByPerson(to))
                    .extracting(PushSubscription::endpoint)
                    .map(endpoint -> endpoint.substring(endpoint.length() - 1))
                    .containsExactly("3", "4", "5", "6", "7");
            assertThat(fixture.count("push_subscription", "person_id", from)).isZero();
        }
    }

    @Test
    void ofTwoNewsOfTheSameChangeOneGoesOut() {
        long about = SubjectEncryptionService.newId();
        insertNews(to, about, 1);
        insertNews(from, about, 1);
        insertNews(from, about, 2);
        join();
        assertThat(server.sql()
                        .queryList(
                                Integer.class,
                                "select change_no from status_news where about = ? and person_id = ? order by change_no",
                                about,
                                to))
                .containsExactly(1, 2);
        assertThat(fixture.count("status_news", "person_id", from)).isZero();
    }

    private void insertNews(long person, long about, int change) {
        server.sql()
                .execute(
                        "insert into status_news (id, about, change_no, person_id, channel, target, reference, status,"
                                + " language, state, attempts, not_before, created_at)"
                                + " values (?, ?, ?, ?, 'EMAIL', 0, 'K7MP4RTX9X', 'active', 'en', 'WAITING', 0, ?, ?)",
                        SubjectEncryptionService.newId(),
                        about,
                        change,
                        person,
                        fixture.now.plus(Duration.ofDays(1)),
                        fixture.now);
    }

    @Test
    void keysAndInvitationsThatTheOtherMadeStayValid() {
        SubjectEncryptionService vault = server.getBean(SubjectEncryptionService.class);
        byte[] hash = vault.keyedHash("test", "key " + from);
        long key = SubjectEncryptionService.newId();
        server.sql()
                .execute(
                        "insert into organisation_key (id, organisation_id, chat_id, name, scopes, beginning, key_hash,"
                                + " made_by, created_at, expires_at) values (?, 1, 1, '', 'read', 'rk', ?, ?, ?, ?)",
                        key,
                        hash,
                        from,
                        fixture.now,
                        fixture.now.plus(Duration.ofDays(9)));
        server.sql()
                .execute(
                        "insert into one_time_code (code_hash, kind, owner_id, issuer_id, detail, created_at, expires_at)"
                                + " values (?, 'invitation', 1, ?, 'OWNER', ?, ?)",
                        hash,
                        from,
                        fixture.now,
                        fixture.now.plus(Duration.ofDays(9)));
        join();
        assertThat(server.sql().queryOne(Long.class, "select made_by from organisation_key where id = ?", key))
                .isEqualTo(to);
        assertThat(server.sql().queryOne(Long.class, "select issuer_id from one_time_code where code_hash = ?", hash))
                .isEqualTo(to);
    }

    @Test
    void aDocumentIsReadableByThePersonWhoStaysOnly() throws Exception {
        DocumentService documents = server.getBean(DocumentService.class);
        Document document = documents.saveDocument(
                SubjectEncryptionService.newId(), from, "card.jpg", SampleFiles.cardPhoto(1), fixture.now);
        byte[] before = content(document);
        join();
        Document moved = documents.findById(to, document.id()).orElseThrow();
        assertThat(content(moved)).isEqualTo(before).isNotEmpty();
        assertThat(moved.name()).isEqualTo("card.jpg");
        assertThat(documents.findById(from, document.id())).isEmpty();
    }

    private byte[] content(Document document) throws Exception {
        try (InputStream in = server.getBean(DocumentService.class).openContent(document)) {
            return in.readAllBytes();
        }
    }

    @ParameterizedTest
    @CsvSource({"download, true", "download, false", "deferred_call, true", "deferred_call, false"})
    void aFileOrCallOnItsWayDelaysTheJoining(String table, boolean own) {
        long id = fixture.insertPending(table, own ? staying : leaving);
        assertRefused(MoveRefusedException.Reason.BUSY);
        server.sql().execute("delete from " + table + " where id = ?", id);
        join();
    }

    @Test
    void aJoiningIsRefusedOnceTheLastMessageOfAnErasureWasSent() {
        ErasureRequestRepository erasures = server.getBean(ErasureRequestRepository.class);
        erasures.insertRequest(to, fixture.now);
        server.sql().execute("update erasure set told_at = ? where person_id = ?", fixture.now, to);
        assertRefused(MoveRefusedException.Reason.ERASURE_PENDING);
        erasures.deleteByPerson(to);
        join();
    }
}
