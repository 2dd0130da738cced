package pk.rahnuma.messaging.conversation;

/// Channel of communication with people.
public enum Channel {
    TELEGRAM,
    /// The chat page, and apps that use its API.
    WEB
}
