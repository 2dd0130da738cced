/// Delivery: what is said goes out, in order within a chat, chats side by side, and each outcome is recorded.
///
///     DeliveryService → SendQueues (one ChatSendQueue a chat) → DeliveryRateLimiters → ChannelSenders → the door's
/// MessageSender → DeliveryResultRecorder
///
/// A channel that has limits tells its [pk.rahnuma.conversation.delivery.ChannelRateLimits]; a Gate keeps to it. A line
/// that must wait holds no thread.
///
/// It knows the ground alone. Turns tell it what they said after their commit; what is left over is found by its
/// sweeps.
package pk.rahnuma.conversation.delivery;
