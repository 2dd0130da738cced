/// Calls of sessions that wait for something outside of the desk: the outbox of `conversation.call`.
package pk.rahnuma.messaging.call;
