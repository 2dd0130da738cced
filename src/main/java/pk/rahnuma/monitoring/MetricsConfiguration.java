package pk.rahnuma.monitoring;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import java.util.regex.Pattern;

/// Access to metrics. Without a token nothing is counted, and metrics cannot be read. Set by `RAHNUMA_METRICS_TOKEN`.
///
/// A token is used rather than a separate port: it works the same on one machine, between containers and behind a
/// proxy, and no port can be left open by mistake.
///
/// @param token sent as `Authorization: Bearer …`; never logged
@ConfigurationProperties(MetricsConfiguration.PREFIX)
@Requires(property = MetricsConfiguration.TOKEN_PROPERTY)
public record MetricsConfiguration(String token) {

    static final String PREFIX = "rahnuma.metrics";
    static final String TOKEN_PROPERTY = PREFIX + ".token";

    /// Long enough not to be guessed, and within the characters of a header.
    private static final Pattern TOKEN_PATTERN = Pattern.compile("[A-Za-z0-9_-]{16,256}");

    /// Checks the token.
    ///
    /// @throws IllegalArgumentException with one line that names the setting, when the token is not valid
    public MetricsConfiguration {
        if (token == null || !TOKEN_PATTERN.matcher(token).matches()) {
            throw new IllegalArgumentException("RAHNUMA_METRICS_TOKEN must be 16 to 256 letters, digits, _ or -,"
                    + " known to no one else (the value is not shown)");
        }
    }

    /// Omits the token, which a log must not contain.
    @Override
    public String toString() {
        return "metrics, protected by a token";
    }
}
