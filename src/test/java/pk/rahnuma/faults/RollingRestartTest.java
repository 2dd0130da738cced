package pk.rahnuma.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.MariaDbServer;
import pk.rahnuma.faults.run.ConcurrentApplicants;
import pk.rahnuma.faults.run.FaultRunVerifier;
import pk.rahnuma.faults.run.ServerProcess;
import pk.rahnuma.faults.run.ServerProcessGroup;
import pk.rahnuma.faults.run.SimulatedApplicant;
import pk.rahnuma.startup.CommandContext;
import pk.rahnuma.startup.ContextBootstrap;
import pk.rahnuma.telegram.fake.FakeBotApi;
import pk.rahnuma.telegram.fake.FakeTelegramUser;

/// Three processes on one database: restarted one after the other while people fill a form, and killed.
@Tag("long")
class RollingRestartTest {

    private static final int NODES = 3;
    private static final Duration TAKEN_OVER = Duration.ofSeconds(10);
    /// Maximum number of users that start until an old node gets a user of a new script.
    private static final int MOST = 60;
    /// Maximum time for a reply once a node polls for updates.
    private static final Duration ANSWERED = Duration.ofSeconds(10);

    /// Maximum time for a form.
    private static final Duration FILLED = Duration.ofMinutes(5);

    @TempDir
    private Path folder;

    @Test
    void aRollingRestartOfThreeLosesDoublesAndReordersNothing() throws Exception {
        try (FakeBotApi api = FakeBotApi.start();
                ServerProcessGroup desks =
                        new ServerProcessGroup(folder, NODES, false, MariaDbServer.sharedServer(), api)) {
            desks.startAll();
            List<SimulatedApplicant> people = new ArrayList<>();
            List<CompletableFuture<?>> filled = new ArrayList<>();
            for (ServerProcess desk : desks.allProcesses()) {
                List<SimulatedApplicant> begin = LongStream.range(0, 2)
                        .mapToObj(i -> new SimulatedApplicant(api, 7101 + people.size() + i, 42))
                        .toList();
                people.addAll(begin);
                filled.add(ConcurrentApplicants.runConcurrently(
                        begin.stream().map(one -> (Runnable) one::fillForm).toList()));
                begin.forEach(RollingRestartTest::awaitBegun);
                assertThat(filled.getLast()).isNotDone();
                desk.stop();
                desk.start();
                desk.awaitServing();
            }
            for (CompletableFuture<?> one : filled) {
                one.get();
            }
            FakeTelegramUser late = api.person(7199, "en");
            api.awaitConfirmed(late.says("/start").update());
            late.awaits("This is Rahnuma");
            desks.stopAll();
            assertThat(api.complaints()).isEmpty();
            try (CommandContext server = ContextBootstrap.openContext(desks.settings())) {
                people.forEach(new FaultRunVerifier(api, server, List.of())::verifyApplicant);
            }
        }
    }

    /// While old and new scripts run side by side, users of a new script are left to the nodes that have it.
    @Test
    void aRollingRestartWithOtherScriptsLosesDoublesAndReordersNothing() throws Exception {
        try (FakeBotApi api = FakeBotApi.start();
                ServerProcessGroup desks =
                        new ServerProcessGroup(folder, NODES, true, MariaDbServer.sharedServer(), api)) {
            Path other = scripts();
            desks.startAll();
            List<SimulatedApplicant> people = new ArrayList<>();
            List<CompletableFuture<?>> filled = new ArrayList<>();
            boolean aside = false;
            for (ServerProcess desk : desks.allProcesses()) {
                desk.stop();
                desk.setVariable("BOT_SCRIPTS", other.toString());
                desk.start();
                desk.awaitServing();
                List<ServerProcess> old = desks.allProcesses()
                        .subList(
                                desks.allProcesses().indexOf(desk) + 1,
                                desks.allProcesses().size());
                // The node of each user is random: users start until an old node gets one of a new
                // script.
                do {
                    List<SimulatedApplicant> begin = LongStream.range(0, 2)
                            .mapToObj(i -> new SimulatedApplicant(api, 7201 + people.size() + i, 42))
                            .toList();
                    people.addAll(begin);
                    filled.add(ConcurrentApplicants.runConcurrently(
                            begin.stream().map(one -> (Runnable) one::fillForm).toList()));
                    begin.forEach(RollingRestartTest::awaitBegun);
                    if (!aside) {
                        AwaitSupport.await()
                                .atMost(FILLED)
                                .until(() ->
                                        anyStepsAside(old) || filled.getLast().isDone());
                    }
                    aside |= anyStepsAside(old);
                } while (!aside && !old.isEmpty() && people.size() < MOST);
            }
            for (CompletableFuture<?> one : filled) {
                one.get();
            }
            assertThat(aside).as("an old node stepped aside").isTrue();
            // A repeated tap may arrive after the last answer.
            people.forEach(one -> one.allUpdates().forEach(update -> api.awaitConfirmed(update.update())));
            desks.stopAll();
            assertThat(api.complaints()).isEmpty();
            try (CommandContext server = ContextBootstrap.openContext(desks.settings())) {
                people.forEach(new FaultRunVerifier(api, server, List.of())::verifyApplicant);
            }
        }
    }

    private static boolean anyStepsAside(List<ServerProcess> old) throws IOException {
        for (ServerProcess desk : old) {
            if (desk.readLog().contains("others run with newer scripts")) {
                return true;
            }
        }
        return false;
    }

    /// Packaged scripts with a different maximum length of the purpose.
    private Path scripts() throws IOException {
        Path copy = folder.resolve("scripts");
        try (Stream<Path> files = Files.walk(Path.of("bot-scripts"))) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path to = copy.resolve(Path.of("bot-scripts").relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(file, to);
                }
            }
        }
        Path form = copy.resolve("register-individual.yaml");
        String text = Files.readString(form);
        assertThat(text).contains("most: 500");
        Files.writeString(form, text.replace("most: 500", "most: 490"));
        return copy;
    }

    private static void awaitBegun(SimulatedApplicant one) {
        AwaitSupport.await().until(() -> !one.person.heard().isEmpty());
    }

    @Test
    void theOneThatAsksForUpdatesIsReplacedWithinTenSecondsOfItsDeath() throws Exception {
        try (FakeBotApi api = FakeBotApi.start();
                ServerProcessGroup desks =
                        new ServerProcessGroup(folder, NODES, false, MariaDbServer.sharedServer(), api)) {
            desks.startAll();
            FakeTelegramUser ali = api.person(7001, "en");
            ali.says("/start");
            ali.awaits("This is Rahnuma");
            // The first to start has the lease, and keeps it until its end.
            desks.allProcesses().getFirst().killProcess();
            Instant killed = Instant.now();
            ali.says("menu");
            ali.awaits(line -> line.text().contains("What can I do for you?"), TAKEN_OVER.plus(ANSWERED));
            System.out.println("RollingRestartTest: answered "
                    + Duration.between(killed, Instant.now()).toMillis() + " ms after the kill");
            assertThat(api.complaints()).isEmpty();
        }
    }
}
