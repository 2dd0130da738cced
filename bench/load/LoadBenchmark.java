package load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Measures bots under load, one after the other, and prints the results. `bench/run.sh` runs it; its README describes
/// the measurements.
public final class LoadBenchmark {

    private static final Set<String> MODES = Set.of("twice", "fill");
    private static final int WARM_UP_PEOPLE = 64;
    private static final int INITIAL_CONVERSATIONS = 1000;
    private static final int FILL_PEOPLE = 64;
    private static final int TWICE_PEOPLE = 60;
    private static final int TWICE_SECONDS = 60;

    private final Map<String, String> options;
    private final Path root;
    private final Path work;
    private final BenchmarkDatabase database;
    private final LoadBotApiServer telegram;
    private final List<LoadResult> levels = new ArrayList<>();
    private final StringBuilder report = new StringBuilder();
    private boolean wrong;

    private LoadBenchmark(Map<String, String> options, Path root, Path work, BenchmarkDatabase database, LoadBotApiServer telegram) {
        this.options = options;
        this.root = root;
        this.work = work;
        this.database = database;
        this.telegram = telegram;
    }

    public static void main(String[] args) throws Exception {
        Map<String, String> options = new HashMap<>(Map.of(
                "bots", "rahnuma,grammy,python-telegram-bot",
                "walk", "visit",
                "people", "1,16,64,256",
                "rates", "1000,4000",
                "seconds", "10",
                "warm-up", "20",
                "out", ""));
        for (String arg : args) {
            String[] parts = arg.replaceFirst("^--", "").split("=", 2);
            if (arg.equals("--short")) {
                options.putAll(Map.of("people", "1,64", "rates", "1000", "seconds", "5", "warm-up", "10"));
                continue;
            }
            if (!arg.startsWith("--") || !options.containsKey(parts[0]) && !MODES.contains(parts[0])) {
                System.err.println("bench: no such option: " + arg + "; there are --"
                        + String.join("=, --", options.keySet()) + "=, --short, --twice, --fill=CONVERSATIONS");
                System.exit(2);
            }
            options.put(parts[0], parts.length > 1 ? parts[1] : "");
        }
        Path root = Path.of("").toAbsolutePath();
        Path work = Files.createDirectories(root.resolve("target/bench"));
        boolean wrong;
        try (BenchmarkDatabase database = BenchmarkDatabase.start(work);
                LoadBotApiServer telegram = new LoadBotApiServer()) {
            wrong = new LoadBenchmark(options, root, work, database, telegram).run();
        }
        System.exit(wrong ? 1 : 0);
    }

    private boolean run() throws Exception {
        DialogScenario walk = DialogScenario.readFile(root.resolve("bench/walks/" + options.get("walk") + ".txt"));
        say("%s, %d cores, MariaDB %s, buffer pool %s, every commit flushed (%.2f ms for one block)%n"
                .formatted(
                        walk.name(),
                        Runtime.getRuntime().availableProcessors(),
                        database.query("select version()"),
                        BenchmarkDatabase.BUFFER_POOL,
                        ProcessStatistics.medianFlushMillis(work)));
        if (!options.containsKey("twice")) {
            say("warm-up %s s at %d people, then %s s a level after %d s of settling; CPU in cores"
                    .formatted(
                            options.get("warm-up"), WARM_UP_PEOPLE, options.get("seconds"), LoadLevel.SETTLING_SECONDS));
            say(LoadResult.TABLE_HEADER);
        }
        for (String name : options.get("bots").split(",")) {
            try (BotProcess bot = BotProcess.start(name, root, work, database, telegram, walk)) {
                if (options.containsKey("twice")) {
                    twice(bot, walk);
                } else if (options.containsKey("fill")) {
                    fill(bot, walk);
                } else {
                    levels(bot, walk);
                }
            } catch (IllegalStateException e) {
                wrong = true;
                say(name + " FAILED: " + e.getMessage());
            }
            telegram.resetBot();
        }
        if (!options.get("out").isEmpty()) {
            String file = walk.name()
                    + MODES.stream()
                            .filter(options::containsKey)
                            .map(mode -> "-" + mode)
                            .findAny()
                            .orElse("");
            Path out = Files.createDirectories(Path.of(options.get("out")));
            Files.writeString(out.resolve(file + ".txt"), report);
            if (!levels.isEmpty()) {
                Files.writeString(out.resolve(file + ".svg"), BarChartPlot.of(levels));
            }
        }
        return wrong;
    }

    private void levels(BotProcess bot, DialogScenario walk) throws Exception {
        long forms = warmUp(bot, walk);
        for (int people : numbers("people")) {
            forms += level(bot, walk, people, 0);
        }
        for (int rate : numbers("rates")) {
            forms += level(bot, walk, rate, rate);
        }
        long stored = bot.countStoredForms(database, forms);
        if (stored != forms) {
            wrong = true;
            say("    WRONG: " + forms + " forms were ended, " + stored + " are stored");
        }
    }

    /// Warms up the bot.
    ///
    /// @return number of finished forms
    private long warmUp(BotProcess bot, DialogScenario walk) throws IOException {
        LoadCounters tally =
                LoadLevel.warmUp(bot, telegram, walk, WARM_UP_PEOPLE, Double.parseDouble(options.get("warm-up")));
        note(bot, tally.faults());
        return tally.forms;
    }

    /// Measures one level of load.
    ///
    /// @return number of finished forms
    private long level(BotProcess bot, DialogScenario walk, int people, int rate) throws Exception {
        LoadLevel.Measurement measured = LoadLevel.measure(
                bot, database, telegram, walk, people, rate, Double.parseDouble(options.get("seconds")));
        levels.add(measured.result());
        say(measured.result().toString());
        note(bot, measured.faults());
        return measured.forms();
    }

    private void note(BotProcess bot, String faults) {
        if (!faults.isEmpty()) {
            wrong = true;
            say("    WRONG:\n" + faults + "    see " + root.relativize(bot.logFile()));
        }
    }

    private void twice(BotProcess bot, DialogScenario walk) throws Exception {
        VirtualUserPool crowd = new VirtualUserPool(telegram, walk, bot.isDesk(), true, TWICE_PEOPLE, 0);
        crowd.runPrelude(60);
        LoadCounters tally = crowd.measureFor(TWICE_SECONDS);
        say("%-20s every update twice: %d of %d people ended with every answer right; %d forms ended, %d stored"
                .formatted(bot.name, tally.formsRight, TWICE_PEOPLE, tally.forms, bot.countStoredForms(database, 0)));
    }

    /// Measures the same load on few and on many stored conversations.
    private void fill(BotProcess bot, DialogScenario walk) throws Exception {
        if (!bot.isDesk()) {
            throw new IllegalArgumentException("--fill knows the tables of the desk alone, not of " + bot.name);
        }
        VirtualUserPool few = new VirtualUserPool(telegram, walk, true, false, INITIAL_CONVERSATIONS, 0);
        few.runPrelude(60);
        few.finishTurns();
        warmUp(bot, walk);
        ConversationCopier fill = new ConversationCopier(database, bot.schema());
        long before = fill.countConversations();
        level(bot, walk, FILL_PEOPLE, 0);
        fill.copyUpTo(Long.parseLong(options.get("fill")));
        warmUp(bot, walk);
        long after = fill.countConversations();
        level(bot, walk, FILL_PEOPLE, 0);
        LoadResult small = levels.get(levels.size() - 2);
        LoadResult large = levels.getLast();
        say(("%d conversations, then %d (%.0f MB). CPU of a turn (bot and database): %.2f ms, then %.2f, %.2f times;"
                        + " turns/s %.2f times")
                .formatted(
                        before,
                        after,
                        fill.databaseMegabytes(),
                        small.cpuMillisPerTurn(),
                        large.cpuMillisPerTurn(),
                        large.cpuMillisPerTurn() / small.cpuMillisPerTurn(),
                        large.replied() / small.replied()));
    }

    private List<Integer> numbers(String option) {
        return Stream.of(options.get(option).split(","))
                .filter(part -> !part.isBlank())
                .map(Integer::valueOf)
                .toList();
    }

    private void say(String line) {
        System.out.println(line);
        report.append(line).append('\n');
    }
}
