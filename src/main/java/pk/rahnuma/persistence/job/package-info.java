/// Jobs. Work that every node does is a [io.micronaut.scheduling.annotation.Scheduled] method of a bean; work that one
/// node does for all is a [ClusterJob]. `docs/jobs.md` lists both.
package pk.rahnuma.persistence.job;
