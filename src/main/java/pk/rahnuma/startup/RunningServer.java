package pk.rahnuma.startup;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;

/// A running house.
public final class RunningServer implements AutoCloseable {

    private final CommandContext opened;
    private final EmbeddedServer server;

    RunningServer(CommandContext opened, EmbeddedServer server) {
        this.opened = opened;
        this.server = server;
        opened.databaseLock().admitCommands();
    }

    public ApplicationContext context() {
        return opened.context();
    }

    /// Which database it is, and how new its tables are.
    public String describeDatabase() {
        return opened.describeDatabase();
    }

    /// Where it listens, as seen from this machine.
    public URI localAddress() {
        return URI.create("http://localhost:" + server.getPort() + "/");
    }

    /// Stops taking requests, then closes everything in the order in which it depends on each other; the data folder is
    /// free afterwards.
    @Override
    public void close() {
        server.stop();
        opened.close();
    }
}
