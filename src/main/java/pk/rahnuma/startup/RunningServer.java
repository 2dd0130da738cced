package pk.rahnuma.startup;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;

/// Running server with its context.
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

    /// Product and version of the database, and the version of the tables.
    public String describeDatabase() {
        return opened.describeDatabase();
    }

    /// Address on which it listens, as seen from this machine.
    public URI localAddress() {
        return URI.create("http://localhost:" + server.getPort() + "/");
    }

    /// Stops accepting requests, then closes everything in the order of its dependencies; the data folder is free
    /// afterwards.
    @Override
    public void close() {
        server.stop();
        opened.close();
    }
}
