/// Entry of messages into the desk: the contract between channel adapters and turns
/// ([pk.rahnuma.conversation.intake.MessageIntake]).
package pk.rahnuma.conversation.intake;
