package load;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// Measures several builds of the desk by turns, each several times on a start of its own, and prints the median of each
/// figure and its ratio to the first build. `bench/compare.sh` builds and runs them.
public final class CommitBenchmark {

    /// The desk with the driver of the comparison: `rahnuma` (Connector/J) or `rahnuma-mariadb`.
    private static final String BOT = System.getenv().getOrDefault("BOT", "rahnuma");
    private static final int PEOPLE = 64;

    /// Cores in use by other processes above which a measurement is left out.
    private static final double MAX_OTHER_CORES = 0.1;

    private static final String COLUMNS = "%-12s %9s %9s %9s %9s %9s %9s %9s %9s%n";

    private CommitBenchmark() {}

    /// Figures of one start.
    ///
    /// @param allocated kilobytes that the desk allocated for each turn
    private record Figures(LoadResult load, double allocated, long startMillis) {}

    /// A figure of the table.
    private record Column(String name, ToDoubleFunction<Figures> value) {}

    private static final List<Column> TABLE = List.of(
            new Column("desk ms", figures -> 1000 * figures.load().bot() / figures.load().replied()),
            new Column("db ms", figures -> 1000 * figures.load().database() / figures.load().replied()),
            new Column("KB", Figures::allocated),
            new Column("queries", figures -> figures.load().queries()),
            new Column("turns/s", figures -> figures.load().replied()),
            new Column("p99 ms", figures -> figures.load().p99()),
            new Column("start ms", Figures::startMillis),
            new Column("MB", figures -> figures.load().memory()));

    /// @param args rounds, seconds of warm-up, seconds of a measurement, and the folder of each build
    public static void main(String[] args) throws Exception {
        int rounds = Integer.parseInt(args[0]);
        double warmUp = Double.parseDouble(args[1]);
        double seconds = Double.parseDouble(args[2]);
        List<Path> builds = Arrays.stream(args).skip(3).map(Path::of).toList();
        Path work = Files.createDirectories(Path.of("target/bench").toAbsolutePath());
        Map<Path, List<Figures>> all = new LinkedHashMap<>();
        builds.forEach(build -> all.put(build, new ArrayList<>()));
        System.out.printf(
                "%d people in a closed loop, %d cores, warm-up %.0f s, %.0f s measured, %d starts of each%n",
                PEOPLE, Runtime.getRuntime().availableProcessors(), warmUp, seconds, rounds);
        print("", TABLE.stream().map(Column::name).toList());
        try (BenchmarkDatabase database = BenchmarkDatabase.start(work);
                LoadBotApiServer telegram = new LoadBotApiServer()) {
            for (int round = 0; round < rounds; round++) {
                // The one that comes second in one round comes first in the next.
                for (Path build : round % 2 == 0 ? builds : builds.reversed()) {
                    Figures figures = measure(build, database, telegram, warmUp, seconds);
                    boolean isQuiet = figures.load().other() <= MAX_OTHER_CORES;
                    print(name(build), values(List.of(figures)));
                    if (isQuiet) {
                        all.get(build).add(figures);
                    } else {
                        System.out.printf("    left out: other processes used %.2f cores%n", figures.load().other());
                    }
                }
            }
        }
        System.out.println("medians:");
        for (Path build : builds) {
            print(name(build) + " of " + all.get(build).size(), values(all.get(build)));
        }
        for (Path build : builds.subList(1, builds.size())) {
            print(name(build) + " ratio", ratios(all.get(build), all.get(builds.getFirst())));
        }
    }

    private static Figures measure(
            Path build, BenchmarkDatabase database, LoadBotApiServer telegram, double warmUp, double seconds)
            throws Exception {
        Path root = build.toAbsolutePath();
        DialogScenario walk = DialogScenario.readFile(root.resolve("bench/walks/visit.txt"));
        try (BotProcess bot = BotProcess.start(BOT, root, root.resolve("target/bench"), database, telegram, walk);
                AllocationProbe allocation = AllocationProbe.attach(bot.pid())) {
            LoadLevel.warmUp(bot, telegram, walk, PEOPLE, warmUp);
            long before = allocation.allocatedBytes();
            LoadLevel.Measurement measured = LoadLevel.measure(bot, database, telegram, walk, PEOPLE, 0, seconds);
            long bytes = allocation.allocatedBytes() - before;
            if (!measured.faults().isEmpty()) {
                throw new IllegalStateException(build + ":\n" + measured.faults());
            }
            double allTurns = measured.result().replied() * (seconds + LoadLevel.SETTLING_SECONDS);
            return new Figures(measured.result(), bytes / allTurns / 1024, bot.startMillis());
        } finally {
            telegram.resetBot();
        }
    }

    private static String name(Path build) {
        return build.toString().isEmpty() || build.toString().equals(".") ? "here" : build.getFileName().toString();
    }

    private static List<String> values(List<Figures> figures) {
        return TABLE.stream().map(column -> format(median(figures, column))).toList();
    }

    private static List<String> ratios(List<Figures> figures, List<Figures> first) {
        return TABLE.stream()
                .map(column -> format(median(figures, column) / median(first, column)))
                .toList();
    }

    private static double median(List<Figures> figures, Column column) {
        double[] sorted = figures.stream().mapToDouble(column.value()).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static String format(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.3f" : "%.0f", value);
    }

    private static void print(String name, List<String> cells) {
        List<Object> row = new ArrayList<>(List.of(name));
        row.addAll(cells);
        System.out.printf(COLUMNS, row.toArray());
    }
}
