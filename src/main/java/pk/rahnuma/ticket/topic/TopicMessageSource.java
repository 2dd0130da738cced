package pk.rahnuma.ticket.topic;

/// Message in a topic that asks for something.
///
/// @param update the channel's own id
/// @param message of the group
public record TopicMessageSource(String update, long chat, int message, long ticket) {}
