/// Sending of replies, files and data exports to Telegram chats.
package pk.rahnuma.telegram.send;
