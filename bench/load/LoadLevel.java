package load;

import java.io.IOException;

/// One level of load: so many people in a closed loop, or at a rate.
final class LoadLevel {

    /// Time before the measured span.
    static final int SETTLING_SECONDS = 2;

    private static final double MAX_PRELUDE_SECONDS = 60;

    private LoadLevel() {}

    /// Result of a measurement.
    ///
    /// @param forms finished within and beside the measured span
    /// @param faults wrong replies; empty when there were none
    record Measurement(LoadResult result, long forms, String faults) {}

    /// Lets people write without measuring them.
    static LoadCounters warmUp(BotProcess bot, LoadBotApiServer telegram, DialogScenario walk, int people, double seconds)
            throws IOException {
        VirtualUserPool crowd = new VirtualUserPool(telegram, walk, bot.isDesk(), false, people, 0);
        crowd.runPrelude(MAX_PRELUDE_SECONDS);
        crowd.runFor(seconds);
        crowd.finishTurns();
        return crowd.unmeasuredCounters();
    }

    static Measurement measure(
            BotProcess bot,
            BenchmarkDatabase database,
            LoadBotApiServer telegram,
            DialogScenario walk,
            int people,
            int rate,
            double span)
            throws Exception {
        VirtualUserPool crowd = new VirtualUserPool(telegram, walk, bot.isDesk(), false, people, rate);
        crowd.runPrelude(MAX_PRELUDE_SECONDS);
        crowd.runFor(SETTLING_SECONDS);
        long queries = database.readStatus("Questions");
        long flushes = database.readStatus("Innodb_data_fsyncs");
        double busy = ProcessStatistics.totalCpuSeconds();
        double ofBot = ProcessStatistics.cpuSeconds(bot.pid());
        double ofDatabase = ProcessStatistics.cpuSeconds(database.pid());
        double own = ProcessStatistics.cpuSeconds(ProcessHandle.current().pid());
        long start = System.nanoTime();
        LoadCounters tally = crowd.measureFor(span);
        double seconds = (System.nanoTime() - start) / 1e9;
        ofBot = (ProcessStatistics.cpuSeconds(bot.pid()) - ofBot) / seconds;
        ofDatabase = (ProcessStatistics.cpuSeconds(database.pid()) - ofDatabase) / seconds;
        own = (ProcessStatistics.cpuSeconds(ProcessHandle.current().pid()) - own) / seconds;
        busy = (ProcessStatistics.totalCpuSeconds() - busy) / seconds;
        double turns = Math.max(1, tally.replied);
        queries = database.readStatus("Questions") - queries;
        flushes = database.readStatus("Innodb_data_fsyncs") - flushes;
        long memory = ProcessStatistics.residentMegabytes(bot.pid());
        crowd.finishTurns();
        LoadCounters beside = crowd.unmeasuredCounters();
        LoadResult result = new LoadResult(
                bot.name,
                walk.name(),
                people,
                rate,
                tally.acknowledged / seconds,
                tally.replied / seconds,
                tally.percentile(0.5),
                tally.percentile(0.99),
                (tally.calls + tally.inAnswer) / turns,
                tally.inAnswer / turns,
                queries / turns,
                flushes / turns,
                memory,
                ofBot,
                ofDatabase,
                own,
                Math.max(0, busy - ofBot - ofDatabase - own),
                tally.refused,
                tally.errors + beside.errors);
        return new Measurement(result, tally.forms + beside.forms, tally.faults() + beside.faults());
    }
}
