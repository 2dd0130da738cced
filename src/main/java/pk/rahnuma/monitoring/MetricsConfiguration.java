package pk.rahnuma.monitoring;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import jakarta.validation.constraints.Pattern;

/// Access to metrics. Without a token nothing is counted, and metrics cannot be read. Set by `RAHNUMA_METRICS_TOKEN`.
///
/// A token is used rather than a separate port: it works the same on one machine, between containers and behind a
/// proxy, and no port can be left open by mistake.
///
/// @param token sent as `Authorization: Bearer …`; never logged
@ConfigurationProperties(MetricsConfiguration.PREFIX)
@Requires(property = MetricsConfiguration.TOKEN_PROPERTY, pattern = ".+")
public record MetricsConfiguration(
        // Long enough not to be guessed, and within the characters of a header.
        @Pattern(
                regexp = "[A-Za-z0-9_-]{16,256}",
                message = "RAHNUMA_METRICS_TOKEN must be 16 to 256 letters, digits, _ or -,"
                        + " known to no one else (the value is not shown)")
        String token) {

    static final String PREFIX = "rahnuma.metrics";
    static final String TOKEN_PROPERTY = PREFIX + ".token";

    /// Omits the token, which a log must not contain.
    @Override
    public String toString() {
        return "metrics, protected by a token";
    }
}
