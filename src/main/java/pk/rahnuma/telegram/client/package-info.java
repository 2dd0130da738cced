/// HTTP client of the Bot API: connections, results, retries and file downloads. Other packages of the adapter use
/// [BotApiClient].
package pk.rahnuma.telegram.client;
