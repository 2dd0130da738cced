/// Periodic tasks of this process, one thread each. Work that must run once in a cluster belongs to the cluster's job
/// scheduler instead.
package pk.rahnuma.persistence.task;
