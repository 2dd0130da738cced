package pk.rahnuma.faults.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import pk.rahnuma.faults.run.FaultRunPlan.Database;

/// Long form of [pk.rahnuma.faults.FaultRunTest]. Run by `bench/faults.sh`.
public final class LongFaultRun {

    private LongFaultRun() {}

    /// Exits with 1 when anything is lost, doubled or out of order. Data and logs stay under `target/faults`.
    public static void main(String[] args) {
        Database database =
                Database.valueOf(System.getProperty("database", "mysql").toUpperCase(Locale.ROOT));
        boolean webhook = System.getProperty("door", "polling").equals("webhook");
        int kills = Integer.getInteger("kills", 200);
        FaultRunPlan plan = new FaultRunPlan(
                database,
                webhook,
                Integer.getInteger("nodes", 1),
                Integer.getInteger("people", 6),
                kills,
                Integer.getInteger("outages", database == Database.H2 ? 0 : Math.max(1, kills / 10)),
                Long.getLong("seed", System.nanoTime() % 1_000_000));
        try {
            Path folder = Files.createDirectories(Path.of("target", "faults"));
            System.out.println(new FaultRun(plan, Files.createTempDirectory(folder, "run")).runFaults());
            System.exit(0);
        } catch (Throwable e) {
            e.printStackTrace();
            System.exit(1);
        }
    }
}
