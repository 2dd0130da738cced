package load;

import java.util.Locale;

/// What was measured of one bot at one load.
///
/// @param rate turns offered in a second; 0 for a closed loop
/// @param acknowledged updates a second that the bot took
/// @param replied turns a second whose whole answer the person has seen
/// @param p50 milliseconds from saying to having seen the answer
/// @param calls calls of the Bot API a turn
/// @param inAnswer calls a turn that came in the answer to the update
/// @param queries statements a turn, as the database counts them
/// @param flushes to disk by the database a turn
/// @param memory resident megabytes of the bot at the end
/// @param bot cores that it used; likewise the database, the generator, and everything else on the machine
/// @param refused updates that were not taken at first
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

    /// Milliseconds of CPU time of bot and database a turn: what other work on the machine changes least.
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
