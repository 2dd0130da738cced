package pk.rahnuma.cli;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.util.Optional;

/// Where staff reach this desk, for links on a terminal: as the operator says, or else on this machine.
@Singleton
final class DeskAddress {

    private final Optional<String> own;
    private final int port;

    DeskAddress(
            @Property(name = "rahnuma.url", defaultValue = "") String own,
            @Property(name = "rahnuma.telegram.webhook.url", defaultValue = "") String webhook,
            @Property(name = "micronaut.server.port", defaultValue = "8080") int port) {
        this.own = Optional.of((own.isBlank() ? webhook : own).strip().replaceAll("/+$", ""))
                .filter(url -> !url.isEmpty());
        this.port = port;
    }

    /// @param path from the slash on
    String of(String path) {
        return own.orElse("http://localhost" + (port > 0 ? ":" + port : "")) + path;
    }

    /// @param running where the server listens, for an operator who did not say
    String of(String path, String running) {
        return own.orElse(running.replaceAll("/+$", "")) + path;
    }
}
