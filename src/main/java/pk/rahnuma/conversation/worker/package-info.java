/// Workers that process queued messages in batches, the health of turns, dead letters, and calls of sessions to
/// something outside of the desk, which are made after the commit. Channel adapters reach them through
/// [pk.rahnuma.conversation.batch.MessageIntake].
package pk.rahnuma.conversation.worker;
