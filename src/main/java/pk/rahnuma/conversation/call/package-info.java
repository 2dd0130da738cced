/// Execution of deferred calls: of actions that ask something outside of the desk, which never happens in a turn.
package pk.rahnuma.conversation.call;
