/// Labels and histograms ([pk.rahnuma.conversation.metrics.MeterSeries]) and spans
/// ([pk.rahnuma.conversation.metrics.TurnTracing]) of turns and sends.
package pk.rahnuma.conversation.metrics;
