/// The Telegram door: what people write to the bot comes in by long polling or by webhook, what the desk says goes out
/// by `sendMessage`. It translates and nothing else; it is there when `rahnuma.telegram.token` is set.
///
///     Bot API → Bot → Poller ────┐
///     Bot API → WebhookController ┴→ Handover (Updates) → Intake
///     Bot API ← Bot ← TelegramSender ← Parcel ← delivery
///     Bot API → Bot → TelegramFiles → fetching
///
/// What is said in the staff's group, if there is one, goes from [Handover] to [StaffGroup] instead.
///
/// [Bot] speaks HTTP ([Wire]; files go by [BotHttp]) and turns whatever happens to a call into one closed [Answer].
/// [Poller] asks for updates and confirms them only once they are committed; or [Webhook] says where Telegram is to
/// bring them, and the answer waits for the commit. [Handover] waits for it in both. [Updates] and [Parcel] know what
/// Telegram's words mean in ours.
/// [Outcomes] says what an answer to a send means for delivery. [Introduction] tells Telegram the bot's commands and
/// descriptions.
///
/// Of the library (TelegramBots) only the methods are used: its own polling moves the offset before the work is done
/// and stops for good at one update that it does not know, and a call by its client costs three times one by [Wire].
package pk.rahnuma.telegram;
