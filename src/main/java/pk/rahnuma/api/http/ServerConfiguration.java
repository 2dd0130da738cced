package pk.rahnuma.api.http;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;

/// Limits of the HTTP server for connections and unauthenticated requests. `docs/limits.md` lists them all.
@ConfigurationProperties("rahnuma.server")
public interface ServerConfiguration {

    /// Simultaneous connections. An open chat page holds one or two.
    int getConnections();

    /// Simultaneous connections of one address. Thousands of phones can share the address of their carrier, but no
    /// address takes all connections. Ignored behind a proxy, from whose address all connections come.
    int getConnectionsPerAddress();

    /// Maximum time for the head of a request, from the connection or from its first byte.
    Duration getHeadPatience();

    /// Maximum time without a byte of a body.
    Duration getBodyStall();

    /// Maximum time for a whole body of at most 64 KB.
    Duration getBodyPatience();

    /// Maximum time for the whole body of a file.
    Duration getFilePatience();

    /// Minimum average rate of a body in bytes per second, once it has taken longer than the stall time.
    int getBodyRate();

    /// Maximum time between two requests on one connection.
    Duration getIdle();

    /// Bytes of bodies in memory at the same time, beside the first 4 KB of each; 0 means an eighth of the heap.
    long getBodyBytes();

    /// Bytes of files being received at the same time; 0 means an eighth of the heap.
    long getFileBytes();
}
