package pk.rahnuma.monitoring;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Pattern;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import pk.rahnuma.shared.WebAddressPattern;

/// Creates OpenTelemetry with an exporter of spans to `OTEL_EXPORTER_OTLP_ENDPOINT`, or without one. The other
/// variables of OpenTelemetry (opentelemetry.io/docs/languages/java/configuration) take precedence over the values set
/// here.
@Factory
final class OpenTelemetryFactory {

    private static final String ENDPOINT_PROPERTY = "rahnuma.traces.endpoint";
    private static final int SHUTDOWN_TIMEOUT_SECONDS = 1;
    /// A batch is linked with each of its turns; the default of OpenTelemetry is 128 links.
    private static final String MAX_SPAN_LINKS = "256";

    private OpenTelemetrySdk exported;

    /// The setting.
    @ConfigurationProperties("rahnuma.traces")
    record TracesConfiguration(
            @Pattern(
                    regexp = "|" + WebAddressPattern.ENDPOINT,
                    message = "OTEL_EXPORTER_OTLP_ENDPOINT must be an address like http://localhost:4318")
            String endpoint) {}

    @Singleton
    @Requires(property = ENDPOINT_PROPERTY, pattern = ".+")
    OpenTelemetrySdk exportingTelemetry(TracesConfiguration settings) {
        exported = AutoConfiguredOpenTelemetrySdk.builder()
                .disableShutdownHook()
                .addPropertiesSupplier(() -> Map.of(
                        "otel.exporter.otlp.endpoint", settings.endpoint(),
                        "otel.exporter.otlp.protocol", "http/protobuf",
                        "otel.metrics.exporter", "none",
                        "otel.logs.exporter", "none",
                        "otel.service.name", "rahnuma",
                        "otel.span.link.count.limit", MAX_SPAN_LINKS))
                .build()
                .getOpenTelemetrySdk();
        return exported;
    }

    @Singleton
    @Requires(missingBeans = OpenTelemetrySdk.class)
    OpenTelemetry disabledTelemetry() {
        return OpenTelemetry.noop();
    }

    /// Exports the remaining spans. It waits only briefly for an unreachable collector, which would delay the stop of
    /// the desk.
    @PreDestroy
    void close() {
        if (exported != null) {
            exported.shutdown().join(SHUTDOWN_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        }
    }
}
