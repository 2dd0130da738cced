package pk.rahnuma.dialog.model;

/// A button below a message.
///
/// @param label as shown, in the conversation's language
/// @param data returned in [ConversationInput.Tap#data()]: ASCII, 1 to 64 bytes (Telegram's limit)
public record ReplyButton(String label, String data) {}
