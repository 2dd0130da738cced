package load;

import java.util.Locale;

/// Result of one bot at one load.
///
/// @param rate offered turns per second; 0 for a closed loop
/// @param acknowledged updates per second that the bot accepted
/// @param replied turns per second whose whole reply the user has seen
/// @param p50 milliseconds from the input to the complete reply
/// @param calls calls of the Bot API per turn
/// @param inAnswer calls per turn in the response to the update
/// @param queries statements per turn, as the database counts them
/// @param flushes to disk by the database per turn
/// @param memory resident megabytes of the bot at the end
/// @param bot cores used by the bot; likewise the database, the generator, and everything else on the machine
/// @param refused updates that were not accepted at first
record LoadResult(
        String name,
        String walk,
        int people,
        int rate,
        double acknowledged,
        double replied,
        double p50,
        double p99,
        double calls,
        double inAnswer,
        double queries,
        double flushes,
        long memory,
        double bot,
        double database,
        double generator,
        double other,
        long refused,
        long errors) {

    static final String TABLE_HEADER = ("%-20s %7s %7s %8s %8s %8s %8s %6s %6s %8s %8s %6s %6s %5s %5s %5s %5s %7s %6s")
            .formatted(
                    "", "people", "offered", "acked/s", "seen/s", "p50 ms", "p99 ms", "calls", "in 200", "queries",
                    "flushes", "CPU ms", "MB", "bot", "db", "gen", "other", "refused", "wrong");

    /// CPU time of bot and database per turn in milliseconds: the figure that other work on the machine changes least.
    double cpuMillisPerTurn() {
        return 1000 * (bot + database) / Math.max(1, replied);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%-20s %7d %7s %8.0f %8.0f %8.1f %8.1f %6.2f %6.2f %8.2f %8.3f %6.2f %6d %5.2f %5.2f %5.2f %5.2f %7d %6d",
                name,
                people,
                rate == 0 ? "" : Integer.toString(rate),
                acknowledged,
                replied,
                p50,
                p99,
                calls,
                inAnswer,
                queries,
                flushes,
                cpuMillisPerTurn(),
                memory,
                bot,
                database,
                generator,
                other,
                refused,
                errors);
    }
}
