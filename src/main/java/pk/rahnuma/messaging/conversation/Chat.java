package pk.rahnuma.messaging.conversation;

/// An address on a channel where a person can be reached.
///
/// @param id random
/// @param address the channel's own name for it: a Telegram chat id, a hashed token of the chat page; personal, never
///     logged
/// @param conversation of the person
/// @param blocked whether the person does not want messages there
public record Chat(long id, Channel channel, String address, long conversation, boolean blocked) {}
