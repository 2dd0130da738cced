/// Delivery: sends replies and notices, in order within a chat, chats in parallel, and records each result.
///
///     OutboxEvent, OutboxReader → DeliveryService → SendQueues (a ChatSendQueue per chat) → DeliveryRateLimiters
///     → ChannelSenders → the adapter's MessageSender → DeliveryResultRecorder
///
/// A channel with limits declares its [ChannelRateLimits]; a `ChannelRateLimiter`
/// keeps to them. A queue that must wait holds no thread.
///
/// Messages of this process are announced before their commit and queued after it; the `OutboxReader` finds all others.
package pk.rahnuma.conversation.delivery;
