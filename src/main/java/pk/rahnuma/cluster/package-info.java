/// Servers that share a database: their membership ([ClusterNode]), and the right of one to do work
/// for all ([ClusterLease]).
///
/// A node is alive while it has a row. It sends a heartbeat every second; another node that sees no new heartbeat for
/// seven seconds, by its own stopwatch, deletes the row and only then takes over. A node that could not send a
/// heartbeat for five seconds knows that others may be about to delete it, and does nothing that only one node may do.
/// Clocks of different nodes are never compared: wrong or changed clocks do no harm.
package pk.rahnuma.cluster;
