/// What turns and sends are counted and followed by: labels and histograms ([pk.rahnuma.turn.measures.Series]), and
/// spans ([pk.rahnuma.turn.measures.Traces]).
package pk.rahnuma.turn.measures;
