package pk.rahnuma.messaging.chat;

/// A way in which people reach the desk.
public enum Channel {
    TELEGRAM,
    /// The chat page, and apps that speak its API.
    WEB
}
