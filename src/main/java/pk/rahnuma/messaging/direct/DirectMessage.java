package pk.rahnuma.messaging.direct;

/// A message to an address. Personal: never logged.
///
/// @param address e-mail address, or mobile number in E.164
/// @param subject of an e-mail; an SMS has none
/// @param text plain
/// @param stopUrl address that turns such e-mails off by a `POST`; null when the person asked for this message
public record DirectMessage(String address, String subject, String text, String stopUrl) {

    /// Creates a message that the person asked for.
    public DirectMessage(String address, String subject, String text) {
        this(address, subject, text, null);
    }

    /// Medium of a message.
    public enum Medium {
        EMAIL,
        SMS
    }

    @Override
    public String toString() {
        return "message of " + text.length() + " characters";
    }
}
