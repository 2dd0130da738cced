package pk.rahnuma.messaging;

import java.time.Instant;

/// What came of trying to send a message.
///
/// @param attempts made so far
/// @param notBefore when to try again; null unless `state` is `PENDING`
/// @param reference the channel's name for what was sent, or null
/// @param failure why not, without personal data, cut at 200 characters; or null
public record DeliveryResult(
        long conversation,
        int seq,
        Message.State state,
        int attempts,
        Instant notBefore,
        String reference,
        String failure,
        Instant at) {

    /// The failure of what was refused only because the process had no way to send it.
    public static final String CHANNEL_OFF = "the channel is off";

    /// The failure of what was taken back before it was sent: nobody has heard of it.
    public static final String RECALLED = "recalled";
}
