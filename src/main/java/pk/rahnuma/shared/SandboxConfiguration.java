package pk.rahnuma.shared;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Introspected;

/// Setting of a sandbox, in which applications are decided by rules and nothing leaves the server.
///
/// @param sandbox set by `RAHNUMA_SANDBOX`
@ConfigurationProperties("rahnuma")
@Introspected
public record SandboxConfiguration(boolean sandbox) {}
