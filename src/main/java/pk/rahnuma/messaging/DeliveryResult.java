package pk.rahnuma.messaging;

import java.time.Instant;

/// Result of a send attempt.
///
/// @param attempts made so far
/// @param notBefore time of the next attempt; null unless `state` is `PENDING`
/// @param reference the channel's id of the sent message, or null
/// @param failure reason, without personal data, cut at 200 characters; or null
public record DeliveryResult(
        long conversation,
        int seq,
        Message.State state,
        int attempts,
        Instant notBefore,
        String reference,
        String failure,
        Instant at) {

    /// Failure of a message that was refused only because its channel was off.
    public static final String CHANNEL_OFF = "the channel is off";

    /// Failure of a message that was recalled before it was sent: the person never saw it.
    public static final String RECALLED = "recalled";
}
