/// Telegram channel adapter: incoming messages arrive by long polling or webhook, outgoing ones are sent by
/// `sendMessage`. It only translates; it exists when `rahnuma.telegram.token` is set.
///
///     Bot API → BotApiClient → UpdatePoller ─┐
///     Bot API → WebhookController ───────────┴→ UpdateDispatcher (UpdateParser) → MessageIntake
///     Bot API ← BotApiClient ← TelegramSender ← OutgoingMessage ← DeliveryService
///     Bot API → BotApiClient → TelegramFileDownloader → FileDownloadService
///
/// Messages in the staff group, if there is one, go from [pk.rahnuma.telegram.update.UpdateDispatcher] to
/// [pk.rahnuma.telegram.update.StaffGroupListener] instead.
///
/// * `client`: [pk.rahnuma.telegram.client.BotApiClient] makes HTTP calls
///   by the library's interface ([pk.rahnuma.telegram.client.NettyTelegramClient]; files go through
///   [pk.rahnuma.telegram.client.FileHttpClient]) and turns every outcome into a closed
///   [pk.rahnuma.telegram.client.BotApiResult].
/// * `poll`: [pk.rahnuma.telegram.poll.UpdatePoller] asks for updates and confirms them only once they are committed.
/// * `webhook`: [pk.rahnuma.telegram.webhook.WebhookRegistrar] tells Telegram where to post updates, and the response
///   waits for the commit.
/// * `update`: [pk.rahnuma.telegram.update.UpdateParser] translates updates.
/// * `send`: [pk.rahnuma.telegram.send.OutgoingMessage] translates replies,
///   [pk.rahnuma.telegram.send.SendOutcomeMapper] the outcome of a send.
/// * `profile`: [pk.rahnuma.telegram.profile.BotProfileRegistrar] sets the bot's commands and descriptions.
///
/// Calls are methods of the library (TelegramBots), made by its client over connections of our own. Its polling is not
/// used: it moves the offset before the work is done, and stops permanently at one unknown update
/// (docs/adr/0003-own-polling-loop.md).
package pk.rahnuma.telegram;
