/// Workers that process queued messages in batches, and the health of turns. Channel adapters reach them through
/// [pk.rahnuma.conversation.intake.MessageIntake].
package pk.rahnuma.conversation.worker;
