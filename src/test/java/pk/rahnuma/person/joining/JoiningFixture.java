package pk.rahnuma.person.joining;

import io.micronaut.transaction.TransactionOperations;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import pk.rahnuma.TestServer;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.chat.Channel;
import pk.rahnuma.messaging.chat.Chat;
import pk.rahnuma.messaging.chat.ChatAddress;
import pk.rahnuma.messaging.chat.ChatRepository;
import pk.rahnuma.messaging.conversation.ConversationRepository;
import pk.rahnuma.person.IdentityAddress;
import pk.rahnuma.person.IdentityKind;
import pk.rahnuma.person.PersonIdentityRepository;
import pk.rahnuma.person.PersonLock;
import pk.rahnuma.person.device.DeviceSessionService;
import pk.rahnuma.requestlog.LoggedRequest;
import pk.rahnuma.requestlog.RequestLogService;
import pk.rahnuma.vault.DataMove;
import pk.rahnuma.vault.OneTimeCodeService;
import pk.rahnuma.vault.PersonalDataHandler;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.SubjectTransferService;

/// Persons with data, and joinings of them, for tests.
final class JoiningFixture {

    final TestServer server;
    final Instant now;

    /// Server for each database of this run, on which no job goes on with joinings. JUnit closes them.
    static Stream<TestServer> servers() {
        return TestServer.builders()
                .map(builder -> builder.getPayload()
                        .get()
                        .withProperty(PausedJoiningJob.PROPERTY, true)
                        .shareServer());
    }

    JoiningFixture(TestServer server) {
        this.server = server;
        this.now = server.getBean(Clock.class).instant();
    }

    Chat createPerson() {
        return createPerson("en");
    }

    Chat createTelegramPerson() {
        return createPerson(Channel.TELEGRAM, "en");
    }

    Chat createPerson(String language) {
        return createPerson(Channel.WEB, language);
    }

    private Chat createPerson(Channel channel, String language) {
        ChatAddress address = new ChatAddress(channel, Long.toString(SubjectEncryptionService.newId()));
        return server.getBean(ChatRepository.class)
                .findOrCreate(List.of(address), Map.of(address, language), now)
                .get(address);
    }

    /// Creates a person with messages, addresses, devices, and results of requests.
    Chat createPerson(int messages, RandomGenerator random) {
        Chat chat = createPerson();
        long person = chat.conversation();
        for (int i = 0; i < messages; i++) {
            server.getBean(ConversationMessageService.class)
                    .appendReceived(chat, Reply.ofText("message " + i + " of " + person), now);
        }
        addAddresses(person, random.nextInt(4));
        for (int i = 0; i < random.nextInt(3); i++) {
            locked(
                    person,
                    () -> server.getBean(DeviceSessionService.class).startSession(person, "Firefox", "email", now));
        }
        for (int i = 0; i < random.nextInt(3); i++) {
            executeOnce(person, "key-" + i, "result of " + person);
        }
        return chat;
    }

    <T> T locked(long person, Supplier<T> work) {
        return server.sql().inTransaction(() -> {
            server.getBean(PersonLock.class).lockPerson(person);
            return work.get();
        });
    }

    void addAddresses(long person, int count) {
        for (int i = 0; i < count; i++) {
            String address = "a" + SubjectEncryptionService.newId() + "@example.pk";
            locked(
                    person,
                    () -> server.getBean(PersonIdentityRepository.class)
                            .saveProved(person, new IdentityAddress(IdentityKind.EMAIL, address), now));
        }
    }

    /// Stores a file or call that is awaited until tomorrow.
    ///
    /// @param table `download` or `deferred_call`
    long insertPending(String table, Chat chat) {
        long id = SubjectEncryptionService.newId();
        boolean isFile = table.equals("download");
        Instant tomorrow = now.plus(Duration.ofDays(1));
        server.sql()
                .execute(
                        "insert into " + table
                                + " (id, conversation_id, chat_id, body, attempts, not_before, created_at"
                                + (isFile
                                        ? ", place) values (?, ?, ?, '', 0, ?, ?, 1)"
                                        : ") values (?, ?, ?, '', 0, ?, ?)"),
                        id,
                        chat.conversation(),
                        chat.id(),
                        tomorrow,
                        tomorrow);
        return id;
    }

    String executeOnce(long person, String key, String result) {
        return server.getBean(RequestLogService.class)
                .executeOnce(LoggedRequest.ofPerson(person, key, ""), () -> {}, () -> Optional.of(result))
                .orElseThrow();
    }

    List<String> texts(long person) {
        return server.getBean(ConversationMessageService.class).readHistory(person, 0, 10_000).stream()
                .filter(message -> message.direction() == Message.Direction.RECEIVED)
                .map(message -> message.body().text())
                .toList();
    }

    long count(String table, String column, long person) {
        return server.sql().queryOne(Long.class, "select count(*) from " + table + " where " + column + " = ?", person);
    }

    boolean hasKey(long person) {
        return count("subject", "wrapped_key is not null and id", person) > 0;
    }

    long offer(long to, long from) {
        return server.getBean(JoiningOfferService.class).offerJoining(to, from, now);
    }

    /// Handler whose batches fail.
    private static final class UnreadableHandler implements PersonalDataHandler {

        @Override
        public LockOrder lockOrder() {
            return LockOrder.OUTBOX;
        }

        @Override
        public Map<String, Object> exportData(long person) {
            return Map.of();
        }

        @Override
        public void eraseData(long person, Instant at) {}

        @Override
        public void moveData(DataMove move) {}

        @Override
        public int moveRest(DataMove move, int limit) {
            throw new IllegalStateException("killed");
        }
    }

    JoiningMoveService moves(Collection<PersonalDataHandler> handlers) {
        return new JoiningMoveService(
                transactions(),
                server.getBean(PersonLock.class),
                server.getBean(PersonJoiningRepository.class),
                handlers,
                server.getBean(SubjectEncryptionService.class));
    }

    /// The service with other handlers.
    PersonJoiningService service(Collection<PersonalDataHandler> handlers) {
        return service(handlers, moves(handlers));
    }

    /// The service as a process has it that is killed before the first batch.
    PersonJoiningService serviceWithoutMoves() {
        return service(handlers(), moves(List.of(new UnreadableHandler())));
    }

    private PersonJoiningService service(Collection<PersonalDataHandler> handlers, JoiningMoveService moves) {
        return new PersonJoiningService(
                transactions(),
                server.getBean(PersonJoiningRepository.class),
                server.getBean(OneTimeCodeService.class),
                server.getBean(ConversationRepository.class),
                server.getBean(ChatRepository.class),
                handlers,
                server.getBean(SubjectTransferService.class),
                server.getBean(JoiningNoticeService.class),
                moves,
                server.getBean(AuditLog.class));
    }

    @SuppressWarnings("unchecked")
    private TransactionOperations<Connection> transactions() {
        return server.getBean(TransactionOperations.class);
    }

    Collection<PersonalDataHandler> handlers() {
        return server.context().getBeansOfType(PersonalDataHandler.class);
    }
}
