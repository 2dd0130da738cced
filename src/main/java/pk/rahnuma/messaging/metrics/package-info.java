/// Depth and health of the outbox, for monitoring.
package pk.rahnuma.messaging.metrics;
