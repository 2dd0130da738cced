/// The table of conversations, processed updates, and contracts for the bot, for progress, for dead letters and for
/// messages that need an agent.
package pk.rahnuma.messaging.conversation;
