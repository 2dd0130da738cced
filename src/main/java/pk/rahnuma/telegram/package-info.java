/// The Telegram door: what people write to the bot comes in by long polling or by webhook, what the desk says goes out
/// by `sendMessage`. It translates and nothing else; it is there when `rahnuma.telegram.token` is set.
///
///     BotApiClient API → BotApiClient → UpdatePoller ────┐
///     BotApiClient API → WebhookController ┴→ UpdateDispatcher (UpdateParser) → Intake
///     BotApiClient API ← BotApiClient ← TelegramSender ← OutgoingMessage ← delivery
///     BotApiClient API → BotApiClient → TelegramFileDownloader → fetching
///
/// What is said in the staff's group, if there is one, goes from [pk.rahnuma.telegram.update.UpdateDispatcher] to
/// [pk.rahnuma.telegram.update.StaffGroupListener] instead.
///
/// [pk.rahnuma.telegram.client.BotApiClient] speaks HTTP ([pk.rahnuma.telegram.client.BotApiConnectionPool]; files go
/// by [pk.rahnuma.telegram.client.FileHttpClient]) and turns whatever happens to a call into one closed
/// [pk.rahnuma.telegram.client.BotApiResult]. [pk.rahnuma.telegram.poll.UpdatePoller] asks for updates and confirms
/// them only once they are committed; or [pk.rahnuma.telegram.webhook.WebhookRegistrar] says where Telegram is to bring
/// them, and the answer waits for the commit. [pk.rahnuma.telegram.update.UpdateDispatcher] waits for it in both.
/// [pk.rahnuma.telegram.update.UpdateParser] and [pk.rahnuma.telegram.send.OutgoingMessage] know what Telegram's words
/// mean in ours. [pk.rahnuma.telegram.send.SendOutcomeMapper] says what an answer to a send means for delivery.
/// [pk.rahnuma.telegram.profile.BotProfileRegistrar] tells Telegram the bot's commands and descriptions.
///
/// Of the library (TelegramBots) only the methods are used: its own polling moves the offset before the work is done
/// and stops for good at one update that it does not know, and a call by its client costs three times one by
/// [pk.rahnuma.telegram.client.BotApiConnectionPool].
package pk.rahnuma.telegram;
