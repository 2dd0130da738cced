/// Delivery: sends replies and notices, in order within a chat, chats in parallel, and records each result.
///
///     DeliveryService → SendQueues (a ChatSendQueue per chat) → DeliveryRateLimiters
///     → ChannelSenders → the adapter's MessageSender → DeliveryResultRecorder
///
/// A channel with limits declares its [pk.rahnuma.conversation.delivery.ChannelRateLimits]; a `ChannelRateLimiter`
/// keeps to them. A queue that must wait holds no thread.
///
/// Turns announce their messages before the commit and queue them after it; sweeps find all others.
package pk.rahnuma.conversation.delivery;
