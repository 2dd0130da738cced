package pk.rahnuma.faults.run;

/// Parameters of a run with faults.
///
/// @param webhook false for polling
/// @param nodes number of processes; one on the embedded database
/// @param people number of simultaneous users; a new one follows each that is done until all kills are made
/// @param kills number of kills of a process of the desk
/// @param outages number of hangs, stops and kills of the database; none on the embedded one
/// @param seed of all random choices
public record FaultRunPlan(
        Database database, boolean webhook, int nodes, int people, int kills, int outages, long seed) {

    /// Database, and the driver by which it is used.
    public enum Database {
        H2("H2"),
        MYSQL("MariaDB by Connector/J"),
        MARIADB("MariaDB by its driver");

        private final String label;

        Database(String label) {
            this.label = label;
        }
    }

    @Override
    public String toString() {
        return "%s, %s, %d %s, %d people at a time, %d kills, %d outages of the database, seed %d"
                .formatted(
                        database.label,
                        webhook ? "webhook" : "polling",
                        nodes,
                        nodes == 1 ? "node" : "nodes",
                        people,
                        kills,
                        outages,
                        seed);
    }
}
