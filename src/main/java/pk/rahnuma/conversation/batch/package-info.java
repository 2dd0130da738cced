/// One batch of turns in one transaction ([pk.rahnuma.conversation.batch.TurnBatchProcessor]), with the rows of
/// conversations, flood control, and the check of pinned script versions.
package pk.rahnuma.conversation.batch;
