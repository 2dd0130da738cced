/// One batch of turns in one transaction ([pk.rahnuma.conversation.batch.TurnBatchProcessor]), with flood control and
/// the check of pinned script versions.
package pk.rahnuma.conversation.batch;
