package pk.rahnuma.conversation.delivery;

/// Send limits of a channel; 0 means no such limit.
///
/// @param chat messages per second to one chat, once its `burst` is used up
/// @param burst messages to one chat at once; at least 1
/// @param group messages per minute to one group, in addition to the limit of a chat
/// @param bulk notices per second to all chats, from all nodes together
public record ChannelRateLimits(int chat, int burst, int group, int bulk) {}
