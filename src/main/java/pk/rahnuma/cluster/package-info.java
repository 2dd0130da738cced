/// Servers that share a database: which of them live ([pk.rahnuma.cluster.ClusterNode]), and what one does for all
/// ([pk.rahnuma.cluster.ClusterLease]).
///
/// A node lives as long as it has a row. It beats every second; whoever sees no new beat of it for seven, by its own
/// stop-watch, deletes the row, and only then takes over. A node that could not beat for five knows that the others may
/// be about to, and does nothing that two must not do. So no clock is ever compared with another's: clocks that differ,
/// or are set, do no harm.
package pk.rahnuma.cluster;
