/// Delivery: what is said goes out, in order within a chat, chats side by side, and each outcome is recorded.
///
///     Delivery → Lines (one Line a chat) → Senders → the door's Sender → Outcomes
///
/// It knows the ground alone. Turns tell it what they said after their commit; what is left over is found by its
/// sweeps.
package pk.rahnuma.turn.delivery;
