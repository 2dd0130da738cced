/// Sending of replies, files and data exports to Telegram chats, and the profile of the bot.
package pk.rahnuma.telegram.send;
