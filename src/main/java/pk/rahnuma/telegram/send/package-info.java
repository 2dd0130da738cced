/// HTTP client of the Bot API ([BotApiClient]): connections, results, retries and file downloads; sending of replies,
/// files and data exports to Telegram chats, and the profile of the bot.
package pk.rahnuma.telegram.send;
