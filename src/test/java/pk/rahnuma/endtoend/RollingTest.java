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
import pk.rahnuma.telegram.BotApi;
import pk.rahnuma.telegram.BotApiPerson;
import pk.rahnuma.vault.Keyset;

/// Three processes on one database: stopped and started one after the other while people fill a form, and killed.
@Tag("long")
class RollingTest {

    private static final Duration TAKEN_OVER = Duration.ofSeconds(10);
    /// For an answer once somebody asks for updates.
    private static final Duration ANSWERED = Duration.ofSeconds(3);

    @TempDir
    private Path folder;

    private final List<DeskProcess> desks = new ArrayList<>();

    @AfterEach
    void nothingIsLeftRunning() throws InterruptedException {
        for (DeskProcess desk : desks) {
            desk.kill();
        }
    }

    private Map<String, String> environment(BotApi api) {
        Map<String, String> environment = new HashMap<>();
        environment.put("DATABASE_URL", MariaDb.running().freshSchema());
        environment.put("DATABASE_USER", MariaDb.USER);
        environment.put("DATABASE_PASSWORD", MariaDb.PASSWORD);
        environment.put("RAHNUMA_KEYSET", Keyset.generate().json());
        environment.put("RAHNUMA_DATA", folder.resolve("data").toString());
        environment.put("MICRONAUT_SERVER_PORT", "0");
        environment.put("TELEGRAM_BOT_TOKEN", api.token());
        environment.put("TELEGRAM_API_URL", api.url());
        environment.put("RAHNUMA_TELEGRAM_LIMITS_CHAT", "0");
        return environment;
    }

    private void start(Map<String, String> environment, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            DeskProcess desk = new DeskProcess(
                    Files.createDirectories(folder.resolve(Integer.toString(desks.size()))), environment);
            desks.add(desk);
            desk.start();
            desk.awaitServing();
        }
    }

    @Test
    void a_rolling_restart_of_three_loses_doubles_and_reorders_nothing() throws Exception {
        try (BotApi api = BotApi.start()) {
            Map<String, String> environment = environment(api);
            start(environment, 3);
            List<Applicant> people = new ArrayList<>();
            List<CompletableFuture<?>> filled = new ArrayList<>();
            for (DeskProcess desk : desks) {
                List<Applicant> begin = LongStream.range(0, 2)
                        .mapToObj(i -> new Applicant(api, 7101 + people.size() + i, 42))
                        .toList();
                people.addAll(begin);
                filled.add(KilledTest.fill(begin));
                begin.forEach(RollingTest::awaitBegun);
                assertThat(filled.getLast()).isNotDone();
                desk.stop();
                desk.start();
                desk.awaitServing();
            }
            for (CompletableFuture<?> one : filled) {
                one.get();
            }
            BotApiPerson late = api.person(7199, "en");
            api.awaitConfirmed(late.says("/start").update());
            late.awaits("Which language?");
            for (DeskProcess desk : desks) {
                desk.stop();
            }
            assertThat(api.complaints()).isEmpty();
            try (Opened house = Boot.open(Settings.of(environment))) {
                for (Applicant one : people) {
                    KilledTest.check(house, one, List.of());
                }
            }
        }
    }

    private static void awaitBegun(Applicant one) {
        Instant patience = Instant.now().plusSeconds(30);
        while (one.person.heard().isEmpty()) {
            assertThat(Instant.now()).isBefore(patience);
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void the_one_that_asks_for_updates_is_replaced_within_ten_seconds_of_its_death() throws Exception {
        try (BotApi api = BotApi.start()) {
            Map<String, String> environment = environment(api);
            start(environment, 3);
            BotApiPerson ali = api.person(7001, "en");
            ali.says("/start");
            ali.awaits("Which language?");
            // The first to start has the lease, and keeps it until its end.
            desks.get(0).kill();
            Instant killed = Instant.now();
            ali.says("English");
            ali.awaits(line -> !line.text().contains("Which language?"), TAKEN_OVER.plus(ANSWERED));
            System.out.println("RollingTest: answered "
                    + Duration.between(killed, Instant.now()).toMillis() + " ms after the kill");
            assertThat(api.complaints()).isEmpty();
        }
    }
}
