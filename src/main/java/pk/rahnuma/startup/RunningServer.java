package pk.rahnuma.startup;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;

/// Running server with its context.
public final class RunningServer implements AutoCloseable {

    private final CommandContext commandContext;
    private final EmbeddedServer server;

    RunningServer(CommandContext commandContext, EmbeddedServer server) {
        this.commandContext = commandContext;
        this.server = server;
        commandContext.databaseLock().admitCommands();
    }

    public ApplicationContext context() {
        return commandContext.context();
    }

    /// Product and version of the database, and the version of the tables.
    public String describeDatabase() {
        return commandContext.describeDatabase();
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
        commandContext.close();
    }
}
