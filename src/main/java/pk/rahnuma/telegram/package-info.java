/// The Telegram door: what people write to the bot comes in by long polling or by webhook, what the desk says goes out
/// by `sendMessage`. It translates and nothing else; it is there when `rahnuma.telegram.token` is set.
///
///     BotApiClient API → BotApiClient → UpdatePoller ────┐
///     BotApiClient API → WebhookController ┴→ UpdateDispatcher (UpdateParser) → Intake
///     BotApiClient API ← BotApiClient ← TelegramSender ← OutgoingMessage ← delivery
///     BotApiClient API → BotApiClient → TelegramFileDownloader → fetching
///
/// What is said in the staff's group, if there is one, goes from [UpdateDispatcher] to [StaffGroupListener] instead.
///
/// [BotApiClient] speaks HTTP ([BotApiConnectionPool]; files go by [FileHttpClient]) and turns whatever happens to a
/// call into one closed [BotApiResult]. [UpdatePoller] asks for updates and confirms them only once they are committed;
/// or [WebhookRegistrar] says where Telegram is to bring them, and the answer waits for the commit. [UpdateDispatcher]
/// waits for it in both. [UpdateParser] and [OutgoingMessage] know what Telegram's words mean in ours.
/// [SendOutcomeMapper] says what an answer to a send means for delivery. [BotProfileRegistrar] tells Telegram the bot's
/// commands and descriptions.
///
/// Of the library (TelegramBots) only the methods are used: its own polling moves the offset before the work is done
/// and stops for good at one update that it does not know, and a call by its client costs three times one by
/// [BotApiConnectionPool].
package pk.rahnuma.telegram;
