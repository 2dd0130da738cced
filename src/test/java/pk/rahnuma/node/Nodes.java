package pk.rahnuma.node;

import java.time.Clock;
import java.util.function.LongSupplier;
import pk.rahnuma.Database;
import pk.rahnuma.store.Rounds;

/// Nodes on a database, which beat when they are told to.
public final class Nodes {

    private Nodes() {}

    /// The only one there can be: those before it are no more.
    public static Node alone(Database database) {
        Node node = new Node(database.jdbi(), Clock.systemUTC(), new Rounds(), true, System::nanoTime);
        node.beat();
        return node;
    }

    /// One of several, which has beaten once.
    ///
    /// @param watch its stop-watch
    public static Node among(Database database, Clock clock, LongSupplier watch) {
        Node node = new Node(database.jdbi(), clock, new Rounds(), false, watch);
        node.beat();
        return node;
    }
}
