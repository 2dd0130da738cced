package pk.rahnuma.conversation.delivery;

/// How fast a channel lets itself be written to. 0 is without that limit.
///
/// @param chat messages a second to one chat, once its `burst` is used up
/// @param burst messages to one chat at once; 1 and more
/// @param group messages a minute to one group, beside the limit of a chat
/// @param bulk notices a second to all chats, from all nodes together
public record ChannelRateLimits(int chat, int burst, int group, int bulk) {}
