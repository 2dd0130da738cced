/// Append-only log of actions. Each entry seals the one before it in its chain, so that a changed, missing or moved
/// entry is detected.
///
/// A chain is a conversation, an application or a staff account, by its id. The caller that appends holds the lock of
/// that row, so two entries never get the same place. The log holds no personal data: names of staff, ids, states,
/// reasons. [AuditSealService] covers the ends of all chains every minute, so that entries missing at the end of a
/// chain are detected.
package pk.rahnuma.audit;
