package pk.rahnuma.cli.terminal;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import pk.rahnuma.shared.PublicBaseUrl;

/// Where staff reach this desk, for links on a terminal: as the operator says, or else on this machine.
@Singleton
public final class ConsoleUrl {

    private final PublicBaseUrl own;
    private final int port;

    ConsoleUrl(PublicBaseUrl own, @Property(name = "micronaut.server.port", defaultValue = "8080") int port) {
        this.own = own;
        this.port = port;
    }

    /// @param path from the slash on
    public String linkTo(String path) {
        return own.baseUrl().orElse("http://localhost" + (port > 0 ? ":" + port : "")) + path;
    }

    /// @param running where the server listens, for an operator who did not say
    public String linkTo(String path, String running) {
        return own.baseUrl().orElse(running.replaceAll("/+$", "")) + path;
    }
}
