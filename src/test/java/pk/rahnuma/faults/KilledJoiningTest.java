package pk.rahnuma.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.MariaDbServer;
import pk.rahnuma.TestSql;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.faults.run.ServerProcess;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.chat.Channel;
import pk.rahnuma.messaging.chat.Chat;
import pk.rahnuma.messaging.chat.ChatAddress;
import pk.rahnuma.messaging.chat.ChatRepository;
import pk.rahnuma.person.IdentityAddress;
import pk.rahnuma.person.IdentityKind;
import pk.rahnuma.person.PersonIdentityRepository;
import pk.rahnuma.person.PersonLock;
import pk.rahnuma.person.device.DeviceSessionService;
import pk.rahnuma.person.joining.IdentityPartingService;
import pk.rahnuma.person.joining.JoiningJob;
import pk.rahnuma.person.joining.JoiningOfferService;
import pk.rahnuma.person.joining.OwnIdentity;
import pk.rahnuma.person.joining.PersonJoining;
import pk.rahnuma.person.joining.PersonJoiningService;
import pk.rahnuma.startup.CommandContext;
import pk.rahnuma.startup.ContextBootstrap;
import pk.rahnuma.startup.EnvironmentSettings;
import pk.rahnuma.vault.MasterKeyset;
import pk.rahnuma.vault.SealedValues;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Persons join and part over HTTP while their server is killed at random moments. After each kill every row belongs to
/// one person, whose key opens it, and no message is lost; at the end all are joined, and all addresses parted.
@Tag("long")
class KilledJoiningTest {

    private static final int PAIRS = 16;
    private static final int KILLS = 2;
    private static final int MAX_MESSAGES = 300;
    private static final int THREADS = 3;
    private static final int MAX_DELAY_MILLIS = 200;

    @TempDir
    private Path folder;

    private final long seed = Long.getLong("seed", System.nanoTime() % 1_000_000);
    private final Random random = new Random(seed);

    /// Two persons who join. The one who stays parts an address afterwards.
    ///
    /// @param access of a device of the one who stays
    /// @param texts of both in the order of the joined conversation
    private record Pair(long to, long from, long joining, long address, String access, List<String> texts) {}

    @ParameterizedTest
    @ValueSource(strings = {"H2", "MariaDB"})
    void eachRowBelongsToOnePersonAndAllAreJoinedInTheEnd(String database) throws Exception {
        System.out.println("KilledJoiningTest: seed " + seed);
        Map<String, String> environment = environment(database);
        EnvironmentSettings settings = EnvironmentSettings.fromVariables(environment);
        List<Pair> pairs = new ArrayList<>();
        try (CommandContext context = ContextBootstrap.openContext(settings)) {
            for (int i = 0; i < PAIRS; i++) {
                pairs.add(createPair(context));
            }
        }
        ServerProcess server = new ServerProcess(folder.resolve("server"), environment);
        int interrupted = 0;
        try {
            for (int kill = 0; kill < KILLS; kill++) {
                server.start();
                server.awaitServing();
                Requests requests = new Requests(server, pairs);
                requests.responses.tryAcquire(1 + random.nextInt(PAIRS / 3), 1, TimeUnit.MINUTES);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(MAX_DELAY_MILLIS)));
                server.killProcess();
                requests.awaitEnd();
                try (CommandContext context = ContextBootstrap.openContext(settings)) {
                    interrupted += verifyEach(context, pairs);
                }
            }
            server.start();
            server.awaitServing();
            Requests last = new Requests(server, pairs);
            last.awaitEnd();
            assertThat(last.refused).isEmpty();
            server.stop();
        } finally {
            server.killProcess();
        }
        try (CommandContext context = ContextBootstrap.openContext(settings)) {
            verifyAll(context, pairs);
        }
        System.out.println(
                "KilledJoiningTest: on " + database + " " + interrupted + " joinings were not done at a kill");
        assertThat(interrupted).isPositive();
    }

    private Map<String, String> environment(String database) {
        Map<String, String> environment = new HashMap<>();
        environment.put("RAHNUMA_DATA", folder.resolve("data").toString());
        environment.put("RAHNUMA_OPERATOR_NAME", "Help Desk Lahore");
        environment.put("RAHNUMA_OPERATOR_CONTACT", "help@desk.example.pk");
        if (database.equals("MariaDB")) {
            environment.put("DATABASE_URL", MariaDbServer.sharedServer().freshSchema());
            environment.put("DATABASE_USER", MariaDbServer.USER);
            environment.put("DATABASE_PASSWORD", MariaDbServer.PASSWORD);
            environment.put("RAHNUMA_KEYSET", MasterKeyset.generateNew().toJson());
        }
        return environment;
    }

    private Pair createPair(CommandContext context) {
        Instant now = context.getBean(Clock.class).instant();
        List<String> texts = new ArrayList<>();
        long to = createPerson(context, texts, now);
        long from = createPerson(context, texts, now);
        long joining = context.getBean(JoiningOfferService.class).offerJoining(to, from, now);
        String access = locked(
                context,
                to,
                () -> context.getBean(DeviceSessionService.class)
                        .startSession(to, "Firefox", "email", now)
                        .access());
        long address = context.getBean(PersonIdentityRepository.class)
                .findByPerson(to)
                .getFirst()
                .id();
        return new Pair(to, from, joining, address, access, texts);
    }

    private long createPerson(CommandContext context, List<String> texts, Instant now) {
        ChatAddress address = new ChatAddress(Channel.WEB, Long.toString(SubjectEncryptionService.newId()));
        Chat chat = context.getBean(ChatRepository.class)
                .findOrCreate(List.of(address), Map.of(address, "en"), now)
                .get(address);
        long person = chat.conversation();
        int count = random.nextInt(MAX_MESSAGES);
        for (int i = 0; i < count; i++) {
            String text = "message " + i + " of " + person;
            context.getBean(ConversationMessageService.class).appendReceived(chat, Reply.ofText(text), now);
            texts.add(text);
        }
        locked(
                context,
                person,
                () -> context.getBean(PersonIdentityRepository.class)
                        .saveProved(
                                person, new IdentityAddress(IdentityKind.EMAIL, "a" + person + "@example.pk"), now));
        return person;
    }

    private static <T> T locked(CommandContext context, long person, Supplier<T> work) {
        return context.getBean(TestSql.class).inTransaction(() -> {
            context.getBean(PersonLock.class).lockPerson(person);
            return work.get();
        });
    }

    /// Requests that join all pairs, and part an address of those that have joined.
    private static final class Requests {

        private final Semaphore responses = new Semaphore(0);
        private final List<String> refused = Collections.synchronizedList(new ArrayList<>());
        private final ExecutorService executor = Executors.newFixedThreadPool(THREADS);

        Requests(ServerProcess server, List<Pair> pairs) {
            pairs.forEach(pair -> executor.execute(() -> send(server, pair)));
            executor.shutdown();
        }

        private void send(ServerProcess server, Pair pair) {
            ApiClient app = ApiClient.asApp(server.address(), pair.access());
            try {
                ApiClient.ApiResponse joined = call(app, "POST", "api/v1/me/joinings/" + pair.joining());
                responses.release();
                if (joined.status() != 200) {
                    refused.add(joined.response().body());
                    return;
                }
                ApiClient.ApiResponse parted = call(app, "DELETE", "api/v1/me/identities/" + pair.address());
                if (parted.status() != 204 && parted.status() != 404) {
                    refused.add(parted.response().body());
                }
            } catch (UncheckedIOException e) {
                // The server was killed; the request is sent again to the next one.
            }
        }

        /// Repeats a request while the database still has the locks of the process that was killed.
        private static ApiClient.ApiResponse call(ApiClient app, String method, String path) {
            return AwaitSupport.await().until(() -> app.call(method, path, null), response -> response.status() != 503);
        }

        void awaitEnd() throws InterruptedException {
            assertThat(executor.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    /// Verifies that each row belongs to one person, and all can be read.
    ///
    /// @return number of joinings that are not done
    private static int verifyEach(CommandContext context, List<Pair> pairs) {
        assertThat(SealedValues.findUnreadable(context.context())).isEmpty();
        int open = 0;
        for (Pair pair : pairs) {
            PersonJoining.State state = findState(context, pair);
            List<String> texts = new ArrayList<>(readTexts(context, pair.to()));
            texts.addAll(readTexts(context, pair.from()));
            assertThat(texts).hasSameElementsAs(pair.texts()).hasSameSizeAs(pair.texts());
            TestSql sql = context.getBean(TestSql.class);
            boolean waits = state == PersonJoining.State.WAITING;
            assertThat(count(sql, "conversation", "id", pair.from())).isEqualTo(waits ? 1 : 0);
            assertThat(count(sql, "chat", "conversation_id", pair.from())).isEqualTo(waits ? 1 : 0);
            assertThat(count(sql, "chat", "conversation_id", pair.to())).isEqualTo(waits ? 1 : 2);
            assertThat(count(sql, "person_identity", "person_id", pair.from())).isEqualTo(waits ? 1 : 0);
            open += state == PersonJoining.State.DONE ? 0 : 1;
        }
        return open;
    }

    private static long count(TestSql sql, String table, String column, long person) {
        return sql.queryOne(Long.class, "select count(*) from " + table + " where " + column + " = ?", person);
    }

    private static PersonJoining.State findState(CommandContext context, Pair pair) {
        return context.getBean(PersonJoiningService.class)
                .findJoining(
                        pair.to(), pair.joining(), context.getBean(Clock.class).instant())
                .orElseThrow()
                .state();
    }

    private static List<String> readTexts(CommandContext context, long person) {
        return context.getBean(ConversationMessageService.class).readHistory(person, 0, 10_000).stream()
                .filter(message -> message.direction() == Message.Direction.RECEIVED)
                .map(message -> message.body().text())
                .toList();
    }

    /// The job completes what was begun.
    private static void verifyAll(CommandContext context, List<Pair> pairs) {
        context.getBean(JoiningJob.class).processJoinings();
        assertThat(verifyEach(context, pairs)).isZero();
        for (Pair pair : pairs) {
            assertThat(readTexts(context, pair.to())).isEqualTo(pair.texts());
            assertThat(context.getBean(IdentityPartingService.class).listIdentities(pair.to()))
                    .as("the other address was parted")
                    .extracting(OwnIdentity::id)
                    .hasSize(1)
                    .doesNotContain(pair.address());
            assertThat(context.getBean(DeviceSessionService.class).listDevices(pair.to(), Optional.of(pair.access())))
                    .hasSize(1);
        }
    }
}
