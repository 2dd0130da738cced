package pk.rahnuma.faults;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pk.rahnuma.faults.run.FaultRun;
import pk.rahnuma.faults.run.FaultRunPlan;

/// Short form of the run by `bench/faults.sh`.
@Tag("long")
class FaultRunTest {

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "MariaDB {0}, webhook {1}, {2} nodes")
    @CsvSource({"false, false, 1, 5, 0", "true, true, 1, 5, 3", "true, false, 3, 3, 1"})
    void nothingIsLostDoubledOrOutOfOrder(boolean mariaDb, boolean webhook, int nodes, int kills, int outages)
            throws Exception {
        long seed = Long.getLong("seed", System.nanoTime() % 1_000_000);
        System.out.println(
                new FaultRun(new FaultRunPlan(mariaDb, webhook, nodes, 3, kills, outages, seed), folder).runFaults());
    }
}
