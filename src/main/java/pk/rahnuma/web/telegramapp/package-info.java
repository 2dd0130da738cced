/// The pages of the site within Telegram, as a Mini App: its entry page, which signs the person in, and frames.
package pk.rahnuma.web.telegramapp;
