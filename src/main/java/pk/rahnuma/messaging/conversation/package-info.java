/// Conversations as other packages see them: positions, processed updates, and contracts for the bot, for dead letters
/// and for messages that need an agent.
package pk.rahnuma.messaging.conversation;
