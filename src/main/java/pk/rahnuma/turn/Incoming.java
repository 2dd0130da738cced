package pk.rahnuma.turn;

import java.time.Instant;
import pk.rahnuma.dialog.Input;
import pk.rahnuma.post.Channel;

/// What a door hands over.
///
/// @param channel and `address`: the chat it came from; a chat never seen before is opened
/// @param update the channel's own id of this update, unique within the chat: a repeat is known by it
/// @param language the person's language as the channel tells it (an IETF tag), or null
/// @param received when it reached the door
public record Incoming(
        Channel channel, String address, String update, Input input, String language, Instant received) {}
