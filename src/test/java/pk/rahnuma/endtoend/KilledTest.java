package pk.rahnuma.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pk.rahnuma.MariaDb;
import pk.rahnuma.cli.Boot;
import pk.rahnuma.cli.Opened;
import pk.rahnuma.cli.Settings;
import pk.rahnuma.documents.Documents;
import pk.rahnuma.post.Channel;
import pk.rahnuma.post.Chats;
import pk.rahnuma.post.Message;
import pk.rahnuma.post.Messages;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.decisions.Dossiers;
import pk.rahnuma.telegram.BotApi;
import pk.rahnuma.telegram.BotApiPerson;
import pk.rahnuma.vault.Keyset;

/// People fill a form while the desk is killed and killed again, and every update is delivered once more: nothing is
/// lost, doubled or out of order. A line may be seen twice, where a kill fell between its sending and the note of it.
@Tag("long")
class KilledTest {

    private static final int KILLS = 12;
    private static final Duration PATIENCE = Duration.ofSeconds(110);

    @TempDir
    private Path folder;

    private DeskProcess desk;

    @AfterEach
    void nothingIsLeftRunning() throws InterruptedException {
        desk.kill();
    }

    @Test
    void on_H2_nothing_is_lost_doubled_or_out_of_order() throws Exception {
        peopleFillAFormWhileTheDeskIsKilled(Map.of());
    }

    @Test
    void on_MariaDB_nothing_is_lost_doubled_or_out_of_order() throws Exception {
        peopleFillAFormWhileTheDeskIsKilled(Map.of(
                "DATABASE_URL",
                MariaDb.running().freshSchema(),
                "DATABASE_USER",
                MariaDb.USER,
                "DATABASE_PASSWORD",
                MariaDb.PASSWORD,
                "RAHNUMA_KEYSET",
                Keyset.generate().json()));
    }

    private void peopleFillAFormWhileTheDeskIsKilled(Map<String, String> database) throws Exception {
        long seed = Long.getLong("seed", System.nanoTime() % 1_000_000);
        System.out.println("KilledTest: -Dseed=" + seed);
        try (BotApi api = BotApi.start()) {
            Map<String, String> environment = new HashMap<>(database);
            environment.put("RAHNUMA_DATA", folder.resolve("data").toString());
            environment.put("MICRONAUT_SERVER_PORT", "0");
            environment.put("TELEGRAM_BOT_TOKEN", api.token());
            environment.put("TELEGRAM_API_URL", api.url());
            environment.put("RAHNUMA_TELEGRAM_LIMITS_CHAT", "0");
            desk = new DeskProcess(Files.createDirectories(folder), environment);
            desk.start();
            List<Applicant> people = LongStream.rangeClosed(7101, 7104)
                    .mapToObj(chat -> new Applicant(api, chat, seed))
                    .toList();
            CompletableFuture<?> filled = fill(people);
            List<Kill> kills = killAndStart(api, people, filled, new Random(seed));
            filled.get();
            // The next poll brings what was delivered once more, and then this.
            BotApiPerson late = api.person(7199, "en");
            api.awaitConfirmed(late.says("/start").update());
            late.awaits("Which language?");
            desk.stop();
            System.out.println("KilledTest: " + kills.size() + " kills");
            assertThat(api.complaints()).isEmpty();
            try (Opened house = Boot.open(Settings.of(environment))) {
                for (Applicant one : people) {
                    assertThat(api.isConfirmed(one.last().update())).isTrue();
                    check(house, one, kills);
                }
            }
        }
    }

    static CompletableFuture<?> fill(List<Applicant> people) {
        return CompletableFuture.allOf(people.stream()
                .map(one -> {
                    CompletableFuture<Void> done = new CompletableFuture<>();
                    Thread.ofVirtual().start(() -> {
                        try {
                            one.fill();
                            done.complete(null);
                        } catch (Throwable e) {
                            done.completeExceptionally(e);
                        }
                    });
                    return done;
                })
                .toArray(CompletableFuture[]::new));
    }

    /// What each chat had seen shortly before and after.
    record Kill(Map<Long, Integer> before, Map<Long, Integer> after) {}

    /// A quarter of the kills fall while it starts.
    private List<Kill> killAndStart(BotApi api, List<Applicant> people, CompletableFuture<?> filled, Random random)
            throws Exception {
        List<Kill> kills = new ArrayList<>();
        while (kills.size() < KILLS && !filled.isDone()) {
            if (random.nextInt(4) == 0) {
                LockSupport.parkNanos(random.nextLong(2_000_000_000L));
            } else {
                awaitMore(api, 1 + random.nextInt(9), filled);
                LockSupport.parkNanos(random.nextLong(40_000_000L));
            }
            Map<Long, Integer> before = seen(people);
            desk.kill();
            kills.add(new Kill(before, seen(people)));
            desk.start();
        }
        desk.awaitServing();
        return kills;
    }

    private static void awaitMore(BotApi api, int more, CompletableFuture<?> filled) {
        int enough = api.calls("sendMessage").size() + more;
        Instant patience = Instant.now().plus(PATIENCE);
        while (api.calls("sendMessage").size() < enough && !filled.isDone()) {
            LockSupport.parkNanos(1_000_000);
            assertThat(Instant.now()).isBefore(patience);
        }
    }

    private static Map<Long, Integer> seen(List<Applicant> people) {
        Map<Long, Integer> seen = new HashMap<>();
        people.forEach(one -> seen.put(one.chat, one.person.heard().size()));
        return seen;
    }

    static void check(Opened house, Applicant one, List<Kill> kills) {
        Chats.Address address = new Chats.Address(Channel.TELEGRAM, Long.toString(one.chat));
        long conversation =
                house.get(Chats.class).find(List.of(address)).get(address).conversation();
        List<Message> lines = house.get(Messages.class).history(conversation, 0, 1_000);
        assertThat(bodies(lines, Message.Direction.HEARD)).isEqualTo(one.wrote());
        List<String> said = bodies(lines, Message.Direction.SAID);
        assertThat(lines).extracting(Message::state).doesNotContain(Message.State.PENDING, Message.State.REFUSED);
        List<String> questions = one.answers().keySet().stream()
                .map(key -> one.said.text(key + ".ask"))
                .toList();
        assertThat(said.stream().flatMap(line -> questions.stream().filter(line::contains)))
                .isEqualTo(questions);
        seenInOrder(one, said, kills);
        List<Application> applications = house.get(Dossiers.class).list(List.of(), 100).stream()
                .filter(application -> application.conversation() == conversation)
                .toList();
        assertThat(applications).hasSize(1);
        Map<String, String> answers = house.get(Dossiers.class)
                .open(applications.getFirst().reference(), true, "Tester", Instant.now())
                .answers();
        assertThat(answers).containsKeys(Said.FILES.toArray(String[]::new));
        Map<String, String> written = new HashMap<>(answers);
        written.keySet().removeAll(Said.FILES);
        assertThat(written).containsExactlyInAnyOrderEntriesOf(one.kept());
        assertThat(house.get(Documents.class).of(conversation)).hasSize(Said.FILES.size());
    }

    private static List<String> bodies(List<Message> lines, Message.Direction direction) {
        return lines.stream()
                .filter(line -> line.direction() == direction)
                .map(line -> line.body().text())
                .toList();
    }

    /// Every line in its turn; one seen before only right after a kill.
    private static void seenInOrder(Applicant one, List<String> said, List<Kill> kills) {
        int next = 0;
        int repeated = 0;
        List<BotApi.Said> heard = one.person.heard();
        for (int i = 0; i < heard.size(); i++) {
            String text = heard.get(i).text();
            if (next < said.size() && text.equals(said.get(next))) {
                next++;
                continue;
            }
            int at = i;
            assertThat(said.subList(Math.max(0, next - 3), next))
                    .as("line %d of\n%s\n---\n%s", i, one.person.transcript(), said)
                    .contains(text);
            assertThat(kills)
                    .anyMatch(kill -> kill.before().get(one.chat) <= at
                            && at <= kill.after().get(one.chat) + 3);
            repeated++;
        }
        assertThat(next).isEqualTo(said.size());
        System.out.println(
                "KilledTest: " + one.chat + " saw " + heard.size() + " lines, " + repeated + " of them again");
    }
}
