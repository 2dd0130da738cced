/// What turns and sends are counted and followed by: labels and histograms
/// ([pk.rahnuma.conversation.metrics.MeterSeries]), and spans ([pk.rahnuma.conversation.metrics.TurnTracing]).
package pk.rahnuma.conversation.metrics;
