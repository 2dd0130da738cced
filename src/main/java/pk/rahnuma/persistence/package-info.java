/// Persistence: timestamps, lists of keys, the connection that a worker keeps, callbacks after a commit, and the probe
/// of the database; kinds of faults ([FaultClassifier]), the share of connections that requests use
/// ([RequestConnectionLimiter]), free space of the disk ([FreeSpaceMonitor]). All packages with SQL use it; it knows no
/// table.
///
/// Repositories are interfaces and abstract classes of Micronaut Data in the package that owns their table. They join
/// the current transaction of the thread, if there is one; in this way a domain repository takes part in a turn.
package pk.rahnuma.persistence;
