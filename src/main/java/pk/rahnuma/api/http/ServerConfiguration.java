package pk.rahnuma.api.http;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/// Limits of the HTTP server for connections and unauthenticated requests. `docs/limits.md` lists them all.
@ConfigurationProperties("rahnuma.server")
public interface ServerConfiguration {

    /// Simultaneous connections. An open chat page holds one or two.
    @Bindable(defaultValue = "4000")
    int getConnections();

    /// Simultaneous connections of one address. Thousands of phones can share the address of their carrier, but no
    /// address takes all connections. Ignored behind a proxy, from whose address all connections come.
    @Bindable(defaultValue = "3000")
    int getConnectionsPerAddress();

    /// Maximum time for the head of a request, from the connection or from its first byte.
    @Bindable(defaultValue = "10s")
    Duration getHeadPatience();

    /// Maximum time without a byte of a body.
    @Bindable(defaultValue = "10s")
    Duration getBodyStall();

    /// Maximum time for a whole body of at most 64 KB.
    @Bindable(defaultValue = "20s")
    Duration getBodyPatience();

    /// Maximum time for the whole body of a file.
    @Bindable(defaultValue = "2m")
    Duration getFilePatience();

    /// Minimum average rate of a body in bytes per second, once it has taken longer than the stall time.
    @Bindable(defaultValue = "2048")
    int getBodyRate();

    /// Maximum time between two requests on one connection.
    @Bindable(defaultValue = "60s")
    Duration getIdle();

    /// Bytes of bodies in memory at the same time, beside the first 4 KB of each; 0 means an eighth of the heap.
    @Bindable(defaultValue = "0")
    long getBodyBytes();

    /// Bytes of files being received at the same time; 0 means an eighth of the heap.
    @Bindable(defaultValue = "0")
    long getFileBytes();
}
