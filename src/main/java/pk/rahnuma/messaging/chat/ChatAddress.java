package pk.rahnuma.messaging.chat;

/// An address of a chat.
///
/// @param address the channel's own name for it; personal
public record ChatAddress(Channel channel, String address) {}
