/// Chats: addresses of people on channels, the tokens of the chat page, and links into a channel.
package pk.rahnuma.messaging.chat;
