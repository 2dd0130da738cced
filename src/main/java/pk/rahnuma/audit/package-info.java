/// Who did what: an append-only log in which every entry seals the one before it in its chain, so that a change, a gap
/// or another order shows.
///
/// A chain is a conversation, an application or a staff account, by its id. Whoever appends holds the lock of that row,
/// which is why two entries never get the same place. It holds no personal data: names of staff, ids, states, reasons.
/// That entries are missing at the end of a chain shows by the [AuditSealService], which cover the ends of all chains
/// every minute.
package pk.rahnuma.audit;
