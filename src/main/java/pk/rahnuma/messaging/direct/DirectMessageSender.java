package pk.rahnuma.messaging.direct;

/// Sends messages by one medium. A bean of it is there when the medium is configured.
public interface DirectMessageSender {

    DirectMessage.Medium medium();

    /// Sends a message, in bounded time.
    ///
    /// @throws DirectMessageException when it was not accepted, or perhaps not
    void sendMessage(DirectMessage message);
}
