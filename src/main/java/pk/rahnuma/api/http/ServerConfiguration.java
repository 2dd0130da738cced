package pk.rahnuma.api.http;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/// Bounds of the HTTP server, for connections and for what is sent on them before anybody is known. `docs/limits.md`
/// lists them all.
@ConfigurationProperties("rahnuma.server")
public interface ServerConfiguration {

    /// Connections at the same time. An open chat page holds one or two.
    @Bindable(defaultValue = "4000")
    int getConnections();

    /// Connections of one address at the same time: thousands of phones can share the address of their carrier, and no
    /// address takes all connections. Behind a proxy all come from one, so that this is not looked at.
    @Bindable(defaultValue = "3000")
    int getConnectionsPerAddress();

    /// The longest time for the head of a request, from the connection or from its first byte.
    @Bindable(defaultValue = "10s")
    Duration getHeadPatience();

    /// The longest time without a byte of a body.
    @Bindable(defaultValue = "10s")
    Duration getBodyStall();

    /// The longest time for a whole body of at most 64 KB.
    @Bindable(defaultValue = "20s")
    Duration getBodyPatience();

    /// The longest time for the whole body of a file.
    @Bindable(defaultValue = "2m")
    Duration getFilePatience();

    /// The least bytes a second of a body, on average, once it has taken longer than a stall may.
    @Bindable(defaultValue = "2048")
    int getBodyRate();

    /// The longest time between two requests on one connection.
    @Bindable(defaultValue = "60s")
    Duration getIdle();

    /// Bytes of bodies in memory at the same time, beside the first 4 KB of each; 0 is an eighth of the heap.
    @Bindable(defaultValue = "0")
    long getBodyBytes();

    /// Bytes of files that are being received at the same time; 0 is an eighth of the heap.
    @Bindable(defaultValue = "0")
    long getFileBytes();
}
