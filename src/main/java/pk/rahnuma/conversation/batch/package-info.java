/// One batch of turns in one transaction ([TurnBatchProcessor]), with flood control and the check of pinned script
/// versions; and the way in: an [IncomingMessage] is handed to the [MessageIntake], which answers with a [TurnReceipt].
package pk.rahnuma.conversation.batch;
