/// Chats: addresses of people on channels, the tokens of the chat page, and links into a channel. The table of
/// conversations, processed updates, and contracts for the bot, for progress, for dead letters and for messages that
/// need an agent.
package pk.rahnuma.messaging.conversation;
