/// Webhook of the bot: its registration, the HTTP endpoint for updates, and its health.
package pk.rahnuma.telegram.webhook;
