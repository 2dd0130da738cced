/// Profile of the bot: its name, commands, descriptions and deep links.
package pk.rahnuma.telegram.profile;
