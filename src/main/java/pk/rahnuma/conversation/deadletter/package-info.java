/// Messages that could not be processed: stored for staff, who read, retry or discard them
/// ([pk.rahnuma.conversation.deadletter.DeadLetterService]).
package pk.rahnuma.conversation.deadletter;
