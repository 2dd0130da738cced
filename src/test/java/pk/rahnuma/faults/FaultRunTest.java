package pk.rahnuma.faults;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pk.rahnuma.faults.run.FaultRun;
import pk.rahnuma.faults.run.FaultRunPlan;
import pk.rahnuma.faults.run.FaultRunPlan.Database;

/// Short form of the run by `bench/faults.sh`.
@Tag("long")
class FaultRunTest {

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}, webhook {1}, {2} nodes")
    @CsvSource({"H2, false, 1, 5, 0", "MYSQL, true, 1, 5, 3", "MARIADB, false, 3, 3, 1"})
    void nothingIsLostDoubledOrOutOfOrder(Database database, boolean webhook, int nodes, int kills, int outages)
            throws Exception {
        long seed = Long.getLong("seed", System.nanoTime() % 1_000_000);
        System.out.println(
                new FaultRun(new FaultRunPlan(database, webhook, nodes, 3, kills, outages, seed), folder).runFaults());
    }
}
