package pk.rahnuma.messaging.push;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Introspected;

/// Settings of web push.
///
/// @param local whether push services on this machine and without TLS are accepted, for development
@ConfigurationProperties("rahnuma.push")
@Introspected
public record PushConfiguration(boolean local) {}
