/// What whoever runs the desk looks at: metrics, traces, health.
///
///     Prometheus → MetricsController → MeterRegistry ← the meters of each room
///     OTLP ← OpenTelemetryFactory ← the spans of the hall
///     load balancer, orchestrator → HealthViewEndpoint → the indicators of each room
///
/// Rooms know Micrometer's registry and OpenTelemetry's interfaces alone. What is only looked up when somebody reads is
/// a [io.micrometer.core.instrument.binder.MeterBinder] bean, bound at the first reading, so that the start pays
/// nothing.
package pk.rahnuma.monitoring;
