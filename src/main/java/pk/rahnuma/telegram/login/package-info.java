/// Logins that Telegram signs with the token of the bot, of Mini Apps and of the Login Widget.
package pk.rahnuma.telegram.login;
