package pk.rahnuma.faults.run;

/// What a run of faults is to be.
///
/// @param mariaDb false for the embedded database
/// @param webhook false where updates are asked for
/// @param carried whether replies may travel in the webhook's answer
/// @param nodes processes; one on the embedded database
/// @param people who write at the same time; whoever is done is followed by another until all kills are made
/// @param kills of a process of the desk
/// @param outages how often the database hangs, is stopped or is killed; none on the embedded one
/// @param seed of all that is left to chance
public record FaultRunPlan(
        boolean mariaDb, boolean webhook, boolean carried, int nodes, int people, int kills, int outages, long seed) {

    @Override
    public String toString() {
        return "%s, %s, %d %s, %d people at a time, %d kills, %d outages of the database, seed %d"
                .formatted(
                        mariaDb ? "MariaDB" : "H2",
                        webhook ? carried ? "webhook with replies in its answers" : "webhook" : "polling",
                        nodes,
                        nodes == 1 ? "node" : "nodes",
                        people,
                        kills,
                        outages,
                        seed);
    }
}
