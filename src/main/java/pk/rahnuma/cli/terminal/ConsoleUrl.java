package pk.rahnuma.cli.terminal;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import pk.rahnuma.shared.PublicBaseUrl;

/// URLs of the console for terminal output: the operator's public address, or else this machine.
@Singleton
public final class ConsoleUrl {

    private final PublicBaseUrl publicUrl;
    private final int port;

    ConsoleUrl(PublicBaseUrl publicUrl, @Property(name = "micronaut.server.port", defaultValue = "8080") int port) {
        this.publicUrl = publicUrl;
        this.port = port;
    }

    /// URL of a page.
    ///
    /// @param path from the slash on
    public String linkTo(String path) {
        return publicUrl.baseUrl().orElse("http://localhost" + (port > 0 ? ":" + port : "")) + path;
    }

    /// URL of a page of a running server.
    ///
    /// @param running where the server listens, used when no public address is set
    public String linkTo(String path, String running) {
        return publicUrl.baseUrl().orElse(running.replaceAll("/+$", "")) + path;
    }
}
