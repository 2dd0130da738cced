package pk.rahnuma.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pk.rahnuma.MariaDbServer;
import pk.rahnuma.faults.run.ConcurrentApplicants;
import pk.rahnuma.faults.run.EarlierVersionBuild;
import pk.rahnuma.faults.run.FaultRunVerifier;
import pk.rahnuma.faults.run.ServerProcess;
import pk.rahnuma.faults.run.ServerProcessGroup;
import pk.rahnuma.faults.run.SimulatedApplicant;
import pk.rahnuma.monitoring.MetricsScrape;
import pk.rahnuma.startup.CommandContext;
import pk.rahnuma.startup.ContextBootstrap;
import pk.rahnuma.telegram.fake.FakeBotApi;

/// A node of the version before and a node of this version on one database.
@Tag("long")
class EarlierNodeTest {

    private static final int PEOPLE = 6;

    @TempDir
    private Path folder;

    @Test
    void nodesOfBothVersionsServeTheSamePeople() throws Exception {
        Optional<Path> jar = EarlierVersionBuild.findOrBuildJar();
        assumeThat(jar).as("the history of the repository").isPresent();
        try (FakeBotApi api = FakeBotApi.start();
                ServerProcessGroup desks = new ServerProcessGroup(folder, 2, true, MariaDbServer.sharedServer(), api)) {
            ServerProcess earlier = desks.allProcesses().getFirst();
            ServerProcess current = desks.allProcesses().getLast();
            earlier.useJar(jar.get());
            // Both read and write this format.
            desks.setVariable("RAHNUMA_SEALED_FORMAT", "1");
            // The earlier version creates the tables; this one migrates them while the other runs.
            desks.startAll();
            List<SimulatedApplicant> people = LongStream.range(0, PEOPLE)
                    .mapToObj(i -> new SimulatedApplicant(api, 7301 + i, 42, EarlierVersionBuild.scriptFolder()))
                    .toList();
            CompletableFuture<?> filled = ConcurrentApplicants.runConcurrently(
                    people.stream().map(one -> (Runnable) one::fillForm).toList());
            filled.get();
            people.forEach(one -> one.allUpdates().forEach(update -> api.awaitConfirmed(update.update())));
            assertThat(countTurns(earlier)).isPositive();
            assertThat(countTurns(current)).isPositive();
            desks.stopAll();
            assertThat(api.complaints()).isEmpty();
            try (CommandContext server = ContextBootstrap.openContext(desks.settings())) {
                people.forEach(new FaultRunVerifier(api, server, List.of())::verifyApplicant);
            }
        }
    }

    private static double countTurns(ServerProcess desk) {
        return MetricsScrape.scrapeServer(desk.address()).sumOf("rahnuma_turns_total", "outcome=\"worked\"");
    }
}
