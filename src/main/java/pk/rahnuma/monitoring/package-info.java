/// Metrics, traces and health, for operators.
///
///     Prometheus → MetricsController → MeterRegistry ← the meters of each package
///     OTLP ← OpenTelemetryFactory ← the spans of the conversation package
///     load balancer, orchestrator → HealthViewEndpoint → the indicators of each package
///
/// Other packages use only Micrometer's registry and OpenTelemetry's interfaces. Values that are computed on each
/// reading are registered with the start of the server.
package pk.rahnuma.monitoring;
