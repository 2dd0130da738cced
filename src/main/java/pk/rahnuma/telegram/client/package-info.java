/// HTTP client of the Bot API: connections, results, retries and file downloads. Other packages of the adapter use
/// [pk.rahnuma.telegram.client.BotApiClient].
package pk.rahnuma.telegram.client;
