package pk.rahnuma.http;

import io.micronaut.context.annotation.ConfigurationProperties;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import pk.rahnuma.shared.TimeRange;

/// Limits of the HTTP server for connections and unauthenticated requests. `docs/limits.md` lists them all.
///
/// @param connections simultaneous connections. An open chat page holds one or two
/// @param connectionsPerAddress simultaneous connections of one address. Thousands of phones can share the address
///     of their carrier, but no address takes all connections. Ignored behind a proxy, from whose address all
///     connections come
/// @param headPatience maximum time for the head of a request, from the connection or from its first byte
/// @param bodyStall maximum time without a byte of a body
/// @param bodyRate minimum average rate of a body in bytes per second, after the stall time; three times as many while
///     memory is short
/// @param idle maximum time between two requests on one connection
/// @param bodyBytes bytes of bodies in memory at the same time, beside the first 4 KB of each; 0 means an eighth
///     of the heap
/// @param fileBytes bytes of files being received at the same time; 0 means an eighth of the heap
@ConfigurationProperties("rahnuma.server")
public record ServerConfiguration(
        @Min(1) @Max(1_000_000) int connections,
        @Min(1) @Max(1_000_000) int connectionsPerAddress,
        @TimeRange(min = "1s", max = "30m") Duration headPatience,
        @TimeRange(min = "1s", max = "30m") Duration bodyStall,
        @Min(1_024) @Max(999_999_999) int bodyRate,
        @TimeRange(min = "1s", max = "30m") Duration idle,
        @Min(0) long bodyBytes,
        @Min(0) long fileBytes) {}
