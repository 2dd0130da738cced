/// Persistence: the connection pool as Jdbi, timestamps, lists of keys, and the probe of the database. All packages
/// with SQL use it; it knows no table.
///
/// Repositories write their SQL in text blocks and run it through the single [org.jdbi.v3.core.Jdbi] bean. `withHandle`
/// and `inTransaction` join the current transaction of the thread, if there is one; in this way a domain repository
/// takes part in a turn. Hot paths may use plain JDBC through [pk.rahnuma.persistence.JdbcExecutor].
package pk.rahnuma.persistence;
