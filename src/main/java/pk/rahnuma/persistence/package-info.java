/// What all floors share: the pool as Jdbi, times, lists of keys for all that speaks SQL, the clock, the
/// [pk.rahnuma.shared.OperatingMode], [pk.rahnuma.persistence.task.PeriodicTaskRunner]. It knows no table.
///
/// Repositories write their SQL in text blocks and run it through the one [org.jdbi.v3.core.Jdbi] bean. `withHandle`
/// and `inTransaction` join the transaction that runs on the same thread, if one does; that is how a room's
/// repository takes part in a turn. Hot paths may use plain JDBC by [pk.rahnuma.persistence.JdbcExecutor].
package pk.rahnuma.persistence;
